import { randomBytes } from 'node:crypto';
import type { Moved } from './answer/canonical.js';
import type { IndexProgress, IndexReport, OnProgress } from './index/report.js';
import type { RolledBack } from './index/rollback.js';

export interface ReindexOptions {
  /** Build everything anew, and not only what changed. */
  readonly full?: boolean;
  /** Nobody asked for it: it leaves alone what somebody chose, such as an earlier index. */
  readonly automatic?: boolean;
  /** @param run names the run, for `cancel`. */
  readonly onProgress?: (progress: IndexProgress, run: string) => void;
}

/** What a run changed. */
export interface RunOutcome {
  readonly report: IndexReport;
  /** Canonical questions that are answered otherwise than before it. */
  readonly moved: readonly Moved[];
}

interface Told {
  /** Whether the run builds everything anew. */
  readonly full: boolean;
  /** Whether it was under way already when it was asked for. */
  readonly joined: boolean;
}

export interface Finished extends RunOutcome, Told {
  readonly kind: 'finished';
}

/** The run was ended before it had made anything current. */
export interface Cancelled extends Told {
  readonly kind: 'cancelled';
}

export type Reindexed = Finished | Cancelled;

/** What going back to an earlier index changed. */
export interface WentBack extends RolledBack {
  /** Canonical questions that are answered otherwise than before. */
  readonly moved: readonly Moved[];
}

/** How a run is to go, and what ends it. */
export interface RunRequest {
  readonly full: boolean;
  readonly automatic: boolean;
  readonly onProgress: OnProgress;
  readonly signal: AbortSignal;
}

/** Rejects with anything once the signal is aborted, unless it is done by then. */
type Run = (request: RunRequest) => Promise<RunOutcome>;

interface Running {
  readonly name: string;
  readonly full: boolean;
  readonly listeners: Set<OnProgress>;
  readonly cancelling: AbortController;
  latest?: IndexProgress;
  /** `undefined` when it was cancelled. */
  readonly outcome: Promise<RunOutcome | undefined>;
}

/** One run at a time: who asks for one while another is under way joins that. */
export class Reindexing {
  readonly #run: Run;
  #running: Running | undefined;
  #isClosed = false;

  constructor(run: Run) {
    this.#run = run;
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** Rejects as the run does. */
  async request({
    full = false,
    automatic = false,
    onProgress,
  }: ReindexOptions = {}): Promise<Reindexed> {
    const joined = this.#running !== undefined;
    const running = this.#running ?? this.#start(full, automatic);
    if (onProgress !== undefined) {
      running.listeners.add((progress) => onProgress(progress, running.name));
      if (running.latest !== undefined) onProgress(running.latest, running.name);
    }
    const outcome = await running.outcome;
    const told = { full: running.full, joined };
    return outcome === undefined
      ? { kind: 'cancelled', ...told }
      : { kind: 'finished', ...outcome, ...told };
  }

  /**
   * Ends the run that is under way, for everybody who waits for it.
   *
   * @param name only if it is that one.
   * @returns whether there was one to end.
   */
  cancel(name?: string): boolean {
    if (this.#running === undefined || (name ?? this.#running.name) !== this.#running.name)
      return false;
    this.#running.cancelling.abort();
    return true;
  }

  /** Cancels the run that is under way, and whatever is asked for from now on. Idempotent. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.cancel();
    await this.#running?.outcome.catch(() => undefined);
  }

  #start(full: boolean, automatic: boolean): Running {
    const listeners = new Set<OnProgress>();
    const cancelling = new AbortController();
    const { signal } = cancelling;
    if (this.#isClosed) cancelling.abort();
    const onProgress: OnProgress = (progress) => {
      running.latest = progress;
      for (const listener of listeners) listener(progress);
    };
    // The run begins once everything is in place to hear of it.
    const outcome = Promise.resolve()
      .then(() => {
        signal.throwIfAborted();
        return this.#run({ full, automatic, onProgress, signal });
      })
      .catch((error: unknown) => {
        if (!signal.aborted) throw error;
        return undefined;
      })
      .finally(() => {
        this.#running = undefined;
      });
    const name = randomBytes(4).toString('hex');
    const running: Running = { name, full, listeners, cancelling, outcome };
    this.#running = running;
    return running;
  }
}
