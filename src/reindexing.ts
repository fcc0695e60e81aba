import type { Moved } from './answer/canonical.js';
import type { IndexProgress, IndexReport, OnProgress } from './index/report.js';

export interface ReindexOptions {
  /** Build everything anew, and not only what changed. */
  readonly full?: boolean;
  readonly onProgress?: OnProgress;
}

/** What a run changed. */
export interface RunOutcome {
  readonly report: IndexReport;
  /** Canonical questions that are answered otherwise than before it. */
  readonly moved: readonly Moved[];
}

export interface Reindexed extends RunOutcome {
  /** Whether the run built everything anew. */
  readonly full: boolean;
  /** Whether it was under way already when it was asked for. */
  readonly joined: boolean;
}

type Run = (full: boolean, onProgress: OnProgress) => Promise<RunOutcome>;

interface Running {
  readonly full: boolean;
  readonly listeners: Set<OnProgress>;
  latest?: IndexProgress;
  readonly outcome: Promise<RunOutcome>;
}

/** One run at a time: who asks for one while another is under way joins that. */
export class Reindexing {
  readonly #run: Run;
  #running: Running | undefined;

  constructor(run: Run) {
    this.#run = run;
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** Rejects as the run does. */
  async request({ full = false, onProgress }: ReindexOptions = {}): Promise<Reindexed> {
    const joined = this.#running !== undefined;
    const running = this.#running ?? this.#start(full);
    if (onProgress !== undefined) {
      running.listeners.add(onProgress);
      if (running.latest !== undefined) onProgress(running.latest);
    }
    return { ...(await running.outcome), full: running.full, joined };
  }

  /** Resolves when no run is under way, whatever came of it. */
  async settled(): Promise<void> {
    await this.#running?.outcome.catch(() => undefined);
  }

  #start(full: boolean): Running {
    const listeners = new Set<OnProgress>();
    const onProgress: OnProgress = (progress) => {
      running.latest = progress;
      for (const listener of listeners) listener(progress);
    };
    // The run begins once everything is in place to hear of it.
    const outcome = Promise.resolve()
      .then(() => this.#run(full, onProgress))
      .finally(() => {
        this.#running = undefined;
      });
    const running: Running = { full, listeners, outcome };
    this.#running = running;
    return running;
  }
}
