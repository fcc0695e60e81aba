import { randomBytes } from 'node:crypto';
import { VerbatimError } from './errors.js';
import type { IndexProgress, OnProgress } from './index/report.js';
import type { IndexJobs, RunOutcome, WentBack } from './index-jobs.js';

export interface ReindexOptions {
  /** Build everything anew, and not only what changed. */
  readonly full?: boolean;
  /** Nobody asked for it: it leaves alone what somebody chose, such as an earlier index. */
  readonly automatic?: boolean;
  /** @param run names the run, for `cancel`. */
  readonly onProgress?: (progress: IndexProgress, run: string) => void;
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

/** The run was ended before it had made anything current, or the program is being closed. */
export interface Cancelled extends Told {
  readonly kind: 'cancelled';
}

export type Reindexed = Finished | Cancelled;

interface Running {
  readonly name: string;
  readonly full: boolean;
  readonly automatic: boolean;
  readonly listeners: Set<OnProgress>;
  readonly cancelling: AbortController;
  latest?: IndexProgress;
  isUpToDate: boolean;
  /** `undefined` when it was cancelled. */
  readonly outcome: Promise<RunOutcome | undefined>;
}

/**
 * One run, or one way back, at a time: who asks for a run while another is under way joins that, and
 * so it is with going back. A run that is asked for meanwhile begins after it.
 */
export class Reindexing {
  readonly #jobs: IndexJobs;
  readonly #closing = new AbortController();
  #running: Running | undefined;
  #goingBack: Promise<WentBack> | undefined;

  constructor(jobs: IndexJobs) {
    this.#jobs = jobs;
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** Whether the index is being changed in either way. */
  get isBusy(): boolean {
    return this.isRunning || this.#goingBack !== undefined;
  }

  /** Rejects as the run does. */
  async request(options: ReindexOptions = {}): Promise<Reindexed> {
    const { full = false, automatic = false, onProgress } = options;
    const joined = this.#running !== undefined;
    const running = this.#running ?? this.#start(full, automatic);
    if (onProgress !== undefined) {
      running.listeners.add((progress) => onProgress(progress, running.name));
      if (running.latest !== undefined) onProgress(running.latest, running.name);
    }
    const outcome = await running.outcome;
    // What nobody had asked for stays at an earlier index, from which whoever asks wants to go forward.
    if (joined && running.automatic && !automatic && outcome?.report.heldBack)
      return this.request(options);
    const told = { full: running.full, joined };
    return outcome === undefined
      ? { kind: 'cancelled', ...told }
      : { kind: 'finished', ...outcome, ...told };
  }

  /**
   * Goes back once for all who ask meanwhile.
   *
   * @throws VerbatimError `busy` while a run is under way; whatever going back throws.
   */
  rollback(): Promise<WentBack> {
    this.#goingBack ??= this.#goBack().finally(() => {
      this.#goingBack = undefined;
    });
    return this.#goingBack;
  }

  /**
   * Ends the run that is under way, for everybody who waits for it.
   *
   * @param name only if it is that one.
   * @returns whether there was one to end. One whose index is current already is not.
   */
  cancel(name?: string): boolean {
    const running = this.#running;
    if (running === undefined || running.isUpToDate || (name ?? running.name) !== running.name)
      return false;
    running.cancelling.abort();
    return true;
  }

  /** Cancels the run that is under way, and whatever is asked for from now on. Idempotent. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.cancel();
    await Promise.allSettled([this.#running?.outcome, this.#goingBack]);
  }

  async #goBack(): Promise<WentBack> {
    if (!this.isRunning && !this.#closing.signal.aborted)
      return this.#jobs.goBack(this.#closing.signal);
    throw new VerbatimError(
      'busy',
      'The index cannot be rolled back while it is being brought up to date.',
      'Let that end, or cancel it, and try again.',
    );
  }

  #start(full: boolean, automatic: boolean): Running {
    const listeners = new Set<OnProgress>();
    const cancelling = new AbortController();
    const closing = this.#closing.signal;
    const { signal } = cancelling;
    if (closing.aborted) cancelling.abort();
    const onProgress: OnProgress = (progress) => {
      running.latest = progress;
      for (const listener of listeners) listener(progress);
    };
    const onUpToDate = () => {
      running.isUpToDate = true;
    };
    // The run begins once everything is in place to hear of it.
    const outcome = Promise.resolve(this.#goingBack?.catch(() => undefined))
      .then(() => {
        signal.throwIfAborted();
        const hearing = { onProgress, onUpToDate };
        return this.#jobs.run({ full, automatic, ...hearing, signal, closing });
      })
      .catch((error: unknown) => {
        if (!signal.aborted && !closing.aborted) throw error;
        return undefined;
      })
      .finally(() => {
        this.#running = undefined;
      });
    const name = randomBytes(4).toString('hex');
    const how = { full, automatic, isUpToDate: false };
    const running: Running = { name, ...how, listeners, cancelling, outcome };
    this.#running = running;
    return running;
  }
}
