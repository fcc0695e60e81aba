import { setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { AnswerService } from './answer/answer.js';
import type { Moved } from './answer/canonical.js';
import { Answerer } from './answer/service.js';
import { BUNDLED, type Config } from './config.js';
import { readQuestionsFile } from './corpus/questions-file.js';
import type { Embedder } from './embedding/embedder.js';
import { CurrentGeneration } from './index/current.js';
import { followCurrent } from './index/follow.js';
import type { Generation } from './index/generation.js';
import { isOf } from './index/manifest.js';
import type { IndexReport } from './index/report.js';
import { tidy } from './index/retention.js';
import { jobsOf, withFaults } from './index-changes.js';
import type { WentBack } from './index-jobs.js';
import { type Opening, openIndex, updateApart } from './opening.js';
import { type Quality, readQuality } from './quality.js';
import type { Records } from './records/records.js';
import { openRecords } from './records/sqlite.js';
import { type Reindexed, Reindexing, type ReindexOptions } from './reindexing.js';
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
   * Ends the run that is under way, or only the one of that name. If it has made its index current
   * by then, it finishes all the same.
   *
   * @returns whether there was one to end.
   */
  cancelReindex(run?: string): boolean;
  isReindexing(): boolean;
  /** Goes back to the generation before the current one, once for all who ask meanwhile; see `rollback`. */
  rollback(): Promise<WentBack>;
  /** Lends the current index and the model, for measuring. */
  lend(use: (generation: Generation, embedder: Embedder) => Promise<void>): Promise<void>;
  /** Waits a bounded time for a running re-index and releases files and models. Idempotent. */
  close(): Promise<void>;
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
  const { embedder, indexDir } = options;
  const { keepGenerations } = config;
  const fits = (generation: Generation) => isOf(generation, options);
  let closing: Promise<void> | undefined;
  const current: CurrentGeneration = new CurrentGeneration(
    first.replaced ?? first.generation,
    () => {
      if (closing === undefined) void tidy(indexDir, { keepGenerations, inUse: current.inUse });
    },
  );
  const onFault = (message: string) => log.error({ fault: 'quote' }, message);
  const service = new Answerer({ current, embedder, weights, onFault });

  const { goOver, ...jobs } = jobsOf({
    options,
    current,
    service,
    update: (asked, signal) => updateApart(config, asked, signal),
  });
  const reindexing = new Reindexing(jobs);
  const moved =
    first.replaced === undefined
      ? []
      : await goOver(first.generation, opening.compares ? canonical.questions : [], opening.signal);

  const stopFollowing = followCurrent({
    indexDir,
    current,
    fits,
    isBusy: () => reindexing.isBusy,
    onGoneOver: () => log.info(service.about(), 'index taken over from another process'),
    onFault: (generation, why) =>
      log.error({ generation, why }, 'the index of another process cannot be taken over'),
  });

  if (first.isToMend) {
    reindexing.request({ automatic: true }).then(
      (outcome) => {
        if (outcome.kind === 'cancelled') return;
        const { generation } = outcome.report;
        log.info({ generation }, 'the damaged index is replaced');
      },
      (error: unknown) => {
        // Not tried again by itself: what is in the way is there until somebody has seen to it.
        if (closing === undefined) log.error({ err: error }, 'the damaged index stays');
      },
    );
  }

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
    rollback: () => reindexing.rollback(),
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
