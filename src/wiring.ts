import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { AnswerService } from './answer/answer.js';
import { answersOf, type Moved, movedBetween } from './answer/canonical.js';
import { Answerer } from './answer/service.js';
import { BUNDLED, type Config } from './config.js';
import { readQuestionsFile } from './corpus/questions-file.js';
import type { Embedder } from './embedding/embedder.js';
import type { ModelSource } from './embedding/model-source.js';
import { openTransformersEmbedder } from './embedding/transformers.js';
import type { BuildOptions } from './index/build.js';
import { CurrentGeneration } from './index/current.js';
import { followCurrent } from './index/follow.js';
import type { Generation } from './index/generation.js';
import { updateInProcess } from './index/indexer.js';
import { isOf, openAfter, openFirst } from './index/refresh.js';
import type { IndexReport, OnProgress } from './index/report.js';
import { openCurrent } from './index/store.js';
import { type Quality, readQuality } from './quality.js';
import type { Records } from './records/records.js';
import { openRecords } from './records/sqlite.js';
import { type Reindexed, Reindexing, type ReindexOptions, type RolledBack } from './reindexing.js';
import { readWeights } from './retrieval/ranker.js';

/** Milliseconds that closing waits for a re-index to end. */
const CLOSE_MS = 3_000;
const LATE = Symbol('late');

/** The running program without a face. */
export interface Verbatim {
  readonly service: AnswerService;
  /** What bringing the index up to date changed when the program was opened. */
  readonly opened: IndexReport;
  /** Canonical questions that this moved, if that was to be compared. */
  readonly moved: readonly Moved[];
  /** Why the index answers as it was instead, if it could not be brought up to date. */
  readonly notUpdated?: unknown;
  /** How good the answers were found to be with this very model. */
  readonly quality: Quality;
  /** Brings the index up to date with the documents; a second call while one runs joins it. */
  reindex(options?: ReindexOptions): Promise<Reindexed>;
  /**
   * Ends the run that is under way, or only the one of that name; the index stays as it was.
   *
   * @returns whether there was one.
   */
  cancelReindex(run?: string): boolean;
  isReindexing(): boolean;
  /**
   * Answers from the index before the current one, until somebody asks for a re-index.
   *
   * @throws VerbatimError `index` when there is none.
   */
  rollback(): Promise<RolledBack>;
  /** Lends the current index and the model, for measuring. */
  lend(use: (generation: Generation, embedder: Embedder) => Promise<void>): Promise<void>;
  /** Waits a bounded time for a running re-index and releases files and models. Idempotent. */
  close(): Promise<void>;
}

export interface Opening {
  readonly onProgress?: OnProgress;
  /** Build everything anew. */
  readonly full?: boolean;
  /** Whether the canonical questions are asked before and after, which takes its time. */
  readonly compares?: boolean;
  /** Ends the update. With it, a process of its own makes it, so that the end comes at once. */
  readonly signal?: AbortSignal;
}

export interface OpenIndex {
  readonly options: BuildOptions;
  readonly first: Awaited<ReturnType<typeof openFirst>>;
}

/**
 * Opens the current index and brings it up to date; builds it when there is none or it is damaged.
 * One that cannot be brought up to date answers as it was, if it is of the same documents folder
 * and model.
 *
 * @throws VerbatimError when there are no documents and no index, or no usable model.
 */
export async function openVerbatim(
  config: Config,
  log: Logger,
  opening: Opening = {},
): Promise<Verbatim> {
  const [weights, { options, first }, canonical] = await Promise.all([
    readWeights(BUNDLED.ranker),
    openIndex(config, opening),
    readQuestionsFile(config.seedsDir),
  ]);
  const { embedder } = options;
  const current = new CurrentGeneration(first.replaced ?? first.generation);
  const onFault = (message: string) => log.error({ fault: 'quote' }, message);
  const service = new Answerer({ current, embedder, weights, onFault });

  /** Goes over to another generation; the questions whose answers differ then. */
  const goOver = async (generation: Generation, questions: readonly string[]): Promise<Moved[]> => {
    const before = await answersOf(questions, service).finally(() => current.replace(generation));
    return movedBetween(before, await answersOf(questions, service));
  };
  const reindexing = new Reindexing(async ({ onProgress, signal, ...wish }) => {
    const { questions, faults } = await readQuestionsFile(config.seedsDir);
    const report = await updateApart(config, { ...options, ...wish, onProgress }, signal);
    const previous = current.generation;
    const { generation } = await openAfter(report, { indexDir: options.indexDir, previous });
    const moved = generation === undefined ? [] : await goOver(generation, questions);
    return { report: withFaults(report, faults), moved };
  });
  const moved =
    first.replaced === undefined
      ? []
      : await goOver(first.generation, opening.compares ? canonical.questions : []);

  const stopFollowing = followCurrent({
    indexDir: options.indexDir,
    current,
    fits: (generation) => isOf(generation, options),
    isBusy: () => reindexing.isRunning,
    onGoneOver: () => log.info(service.about(), 'index taken over from another process'),
    onFault: (generation, why) =>
      log.error({ generation, why }, 'the index of another process cannot be taken over'),
  });

  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    stopFollowing();
    // What a run was building is not current yet, and the next run takes it away.
    const ended = reindexing.close();
    const late = setTimeout(CLOSE_MS, LATE, { ref: false });
    const stopped = await Promise.race([ended, late]);
    current.close();
    if (stopped !== LATE) await embedder.close();
  };
  return {
    service,
    opened: withFaults(first.report, canonical.faults),
    moved,
    ...('notUpdated' in first ? { notUpdated: first.notUpdated } : {}),
    quality: await readQuality(BUNDLED.evaluation, embedder.fingerprint),
    reindex: (request) => reindexing.request(request),
    cancelReindex: (run) => reindexing.cancel(run),
    isReindexing: () => reindexing.isRunning,
    rollback: () => Promise.reject(new Error('there is no rollback yet')),
    lend: (use) => current.use((generation) => use(generation, embedder)),
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

function withFaults(report: IndexReport, faults: IndexReport['faults']): IndexReport {
  return { ...report, faults: [...report.faults, ...faults] };
}

/** What is remembered for Discord: settings, votes and, where they may be, questions. */
export function openRecordsOf({ records }: Config): Records {
  return openRecords(records);
}

/** Opens the current index, brought up to date, with the model that it was made with. */
export async function openIndex(config: Config, opening: Opening = {}): Promise<OpenIndex> {
  const { onProgress, full, signal } = opening;
  const indexDir = join(config.embeddingsDir, 'index');
  const [embedder, found] = await Promise.all([openEmbedder(config), openCurrent(indexDir)]);
  const options = buildOptions(config, indexDir, embedder);
  const update = signal && ((asked: BuildOptions) => updateApart(config, asked, signal));
  return { options, first: await openFirst(found, { ...options, onProgress, full }, update) };
}

/** Brings the index up to date in a process of its own. */
function updateApart(
  config: Config,
  asked: BuildOptions & { readonly automatic?: boolean },
  signal: AbortSignal,
): Promise<IndexReport> {
  const { seedsDir, indexDir, maxDocumentBytes, full = false, automatic = false } = asked;
  const wish = { seedsDir, indexDir, maxDocumentBytes, full, automatic };
  const run = { entry: BUNDLED.indexer, onProgress: asked.onProgress, signal };
  return updateInProcess({ kind: 'update', ...wish, model: modelSource(config) }, run);
}

function openEmbedder(config: Config): Promise<Embedder> {
  return openTransformersEmbedder(modelSource(config));
}

function modelSource(config: Config): ModelSource {
  return {
    model: config.embeddingModel,
    cacheDir: join(config.embeddingsDir, 'hub'),
    hubUrl: config.embeddingHubUrl,
    hubTimeoutMs: config.embeddingHubTimeoutMs,
  };
}

function buildOptions(config: Config, indexDir: string, embedder: Embedder): BuildOptions {
  const { seedsDir, maxDocumentBytes } = config;
  return { seedsDir, indexDir, maxDocumentBytes, embedder };
}
