import { setTimeout } from 'node:timers/promises';
import { FolderWatch } from './corpus/folder-watch.js';
import { messageOf } from './errors.js';
import type { IndexReport } from './index/report.js';
import type { Finished, Reindexed, ReindexOptions } from './reindexing.js';

/** Milliseconds. */
export interface WatchTiming {
  /** How long nothing may have changed before a run: an editor, or a copy, may not be done. */
  readonly quietMs: number;
  /** How long a run waits at most after the first change, however much goes on changing. */
  readonly longestMs: number;
  /** Pause before a run that failed is tried again; doubled each time, up to an hour. */
  readonly retryMs: number;
  /** Between two looks at whether the folder is still there. */
  readonly lookMs: number;
}

export const WATCH_TIMING: WatchTiming = {
  quietMs: 2_000,
  longestMs: 30_000,
  retryMs: 60_000,
  lookMs: 5_000,
};
const LONGEST_RETRY_MS = 3_600_000;

/** Runs something when the documents have changed, one run at a time. */
export class Watching {
  readonly #timing: WatchTiming;
  readonly #stopping = new AbortController();
  #watch: FolderWatch | undefined;
  /** Milliseconds of `performance.now()`; absent when a run has taken in everything. */
  #changed: { readonly first: number; readonly last: number } | undefined;
  #wake: () => void = () => {};
  #serving: Promise<void> | undefined;

  private constructor(timing: WatchTiming) {
    this.#timing = timing;
  }

  /**
   * Resolves when every change from then on is noted.
   *
   * @param onFault hears, in plain words, what keeps changes from being seen.
   */
  static async start(
    folder: string,
    onFault: (message: string) => void,
    timing = WATCH_TIMING,
  ): Promise<Watching> {
    const watching = new Watching(timing);
    const onChange = () => watching.#note();
    watching.#watch = await FolderWatch.start({ folder, onChange, onFault }, timing.lookMs);
    return watching;
  }

  /**
   * Calls `run` after changes, those since the beginning included. A change while it runs leads to
   * one more run. To be called once.
   *
   * @param run rejects when it is to be tried again, after a pause; whoever wrote it tells why.
   */
  begin(run: () => Promise<void>): void {
    this.#serving = this.#serve(run);
  }

  /** Begins no further run, and waits for the one that goes on. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#wake();
    this.#watch?.close();
    await this.#serving;
  }

  #note(): void {
    const now = performance.now();
    this.#changed = { first: this.#changed?.first ?? now, last: now };
    this.#wake();
  }

  async #serve(run: () => Promise<void>): Promise<void> {
    const { retryMs } = this.#timing;
    const { signal } = this.#stopping;
    let pause: number | undefined;
    while (!signal.aborted) {
      await this.#change(pause);
      await this.#quiet();
      // From here on, a change may be one that this run does not take in.
      this.#changed = undefined;
      await this.#watch?.look();
      if (signal.aborted) return;
      try {
        await run();
        pause = undefined;
      } catch {
        pause = Math.min((pause ?? retryMs / 2) * 2, LONGEST_RETRY_MS);
      }
    }
  }

  /** Resolves when there is a change, or `pause` has gone by. */
  async #change(pause: number | undefined): Promise<void> {
    if (this.#changed !== undefined) return;
    const over = new AbortController();
    const woken = new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    const paused = pause === undefined ? [] : [sleep(pause, over.signal)];
    await Promise.race([woken, ...paused]);
    over.abort();
  }

  /** Resolves when nothing has changed for a while, or it has gone on for long enough. */
  async #quiet(): Promise<void> {
    const { quietMs, longestMs } = this.#timing;
    const { signal } = this.#stopping;
    while (!signal.aborted && this.#changed !== undefined) {
      const { first, last } = this.#changed;
      const left = Math.min(last + quietMs, first + longestMs) - performance.now();
      if (left <= 0) return;
      await sleep(left, signal);
    }
  }
}

export interface WatchedRuns {
  readonly reindex: (options: ReindexOptions) => Promise<Reindexed>;
  /** Faults of documents that were told already. */
  readonly told: IndexReport['faults'];
  /** Hears of a run; its report has those faults only that the one before had not. */
  readonly onFinished: (outcome: Finished) => void;
  /** Hears once of what makes runs fail. */
  readonly onFailed: (error: unknown) => void;
}

/** A run of the indexer as `Watching` calls it, which tells what is news. One that is cancelled says nothing. */
export function watchedRun({
  reindex,
  told,
  onFinished,
  onFailed,
}: WatchedRuns): () => Promise<void> {
  const keyOf = ({ source, message }: IndexReport['faults'][number]) => `${source}\n${message}`;
  let known = new Set(told.map(keyOf));
  let failure: string | undefined;
  return async () => {
    try {
      const first = await reindex({ automatic: true });
      // One that was under way may have looked before the change, or whoever cancelled it did not mean this one.
      const outcome = first.joined ? await reindex({ automatic: true }) : first;
      failure = undefined;
      if (outcome.kind === 'cancelled') return;
      const { faults } = outcome.report;
      const news = faults.filter((fault) => !known.has(keyOf(fault)));
      known = new Set(faults.map(keyOf));
      onFinished({ ...outcome, report: { ...outcome.report, faults: news } });
    } catch (error) {
      const message = messageOf(error);
      if (message !== failure) onFailed(error);
      failure = message;
      throw error;
    }
  };
}

/** Milliseconds; resolves as well when the signal comes first. */
async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, { signal }).catch(() => undefined);
}
