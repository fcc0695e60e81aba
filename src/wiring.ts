import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { AnswerService } from './answer/answer.js';
import { Answerer } from './answer/service.js';
import { BUNDLED, type Config } from './config.js';
import type { Embedder } from './embedding/embedder.js';
import { openTransformersEmbedder } from './embedding/transformers.js';
import type { BuildOptions } from './index/build.js';
import { CurrentGeneration } from './index/current.js';
import type { Generation } from './index/generation.js';
import { openFirst, refreshIndex } from './index/refresh.js';
import type { IndexReport, OnProgress } from './index/report.js';
import { openCurrent } from './index/store.js';
import type { Records } from './records/records.js';
import { openRecords } from './records/sqlite.js';
import { readWeights } from './retrieval/ranker.js';

/** Milliseconds that closing waits for a running re-index. */
const CLOSE_MS = 3_000;
const LATE = Symbol('late');

/** The running program without a face. */
export interface Verbatim {
  readonly service: AnswerService;
  /** What bringing the index up to date changed when the program was opened. */
  readonly opened: IndexReport;
  /** Why the index answers as it was instead, if it could not be brought up to date. */
  readonly notUpdated?: unknown;
  /** Brings the index up to date with the documents; a second call while one runs joins it. */
  reindex(onProgress?: OnProgress): Promise<IndexReport>;
  /** Lends the current index and the model, for measuring. */
  lend(use: (generation: Generation, embedder: Embedder) => Promise<void>): Promise<void>;
  /** Waits a bounded time for a running re-index and releases files and models. Idempotent. */
  close(): Promise<void>;
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
  onProgress?: OnProgress,
): Promise<Verbatim> {
  const [weights, { options, first }] = await Promise.all([
    readWeights(BUNDLED.ranker),
    openIndex(config, onProgress),
  ]);
  const { embedder } = options;
  const current = new CurrentGeneration(first.generation);
  const listeners = new Set<OnProgress>();
  let running: Promise<IndexReport> | undefined;
  let closing: Promise<void> | undefined;

  const reindex = async (): Promise<IndexReport> => {
    const { report, generation } = await refreshIndex({
      ...options,
      previous: current.generation,
      onProgress: (progress) => {
        for (const listener of listeners) listener(progress);
      },
    });
    if (generation !== undefined) current.replace(generation);
    return report;
  };
  const close = async (): Promise<void> => {
    const stopped = await Promise.race([
      running?.catch(() => undefined),
      setTimeout(CLOSE_MS, LATE, { ref: false }),
    ]);
    current.close();
    // A run that goes on is abandoned with the process: what it was building is not current yet.
    if (stopped !== LATE) await embedder.close();
  };
  const onFault = (message: string) => log.error({ fault: 'quote' }, message);
  return {
    service: new Answerer({ current, embedder, weights, onFault }),
    opened: first.report,
    ...('notUpdated' in first ? { notUpdated: first.notUpdated } : {}),
    reindex: (progress) => {
      if (progress !== undefined) listeners.add(progress);
      running ??= reindex().finally(() => {
        running = undefined;
        listeners.clear();
      });
      return running;
    },
    lend: (use) => current.use((generation) => use(generation, embedder)),
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

/** What is remembered for Discord: settings, votes and, where they may be, questions. */
export function openRecordsOf({ records }: Config): Records {
  return openRecords(records);
}

/** Opens the current index, brought up to date, with the model that it was made with. */
export async function openIndex(config: Config, onProgress?: OnProgress): Promise<OpenIndex> {
  const indexDir = join(config.embeddingsDir, 'index');
  const [embedder, found] = await Promise.all([openEmbedder(config), openCurrent(indexDir)]);
  const options = buildOptions(config, indexDir, embedder);
  return { options, first: await openFirst(found, { ...options, onProgress }) };
}

function openEmbedder(config: Config): Promise<Embedder> {
  return openTransformersEmbedder({
    model: config.embeddingModel,
    cacheDir: join(config.embeddingsDir, 'hub'),
    hubUrl: config.embeddingHubUrl,
    hubTimeoutMs: config.embeddingHubTimeoutMs,
  });
}

function buildOptions(config: Config, indexDir: string, embedder: Embedder): BuildOptions {
  const { seedsDir, maxDocumentBytes } = config;
  return { seedsDir, indexDir, maxDocumentBytes, embedder };
}
