import { setTimeout } from 'node:timers/promises';

/** The handlers that are running. */
export class Running {
  readonly #tasks = new Set<Promise<void>>();
  #closed = false;

  /** Starts a task, which must not reject; does nothing after `finish` has ended. */
  add(task: () => Promise<void>): void {
    if (this.#closed) return;
    const running = task().finally(() => this.#tasks.delete(running));
    this.#tasks.add(running);
  }

  /** As `settle`, and takes no more tasks after that. */
  async finish(timeoutMs: number): Promise<boolean> {
    try {
      return await this.settle(timeoutMs);
    } finally {
      this.#closed = true;
    }
  }

  /**
   * Waits for the running tasks, and those that are added meanwhile; `false` when `timeoutMs` did
   * not do.
   */
  async settle(timeoutMs: number): Promise<boolean> {
    const waited = new AbortController();
    const timeout = setTimeout(timeoutMs, false as const, { signal: waited.signal });
    try {
      return await Promise.race([this.#none(), timeout]);
    } finally {
      waited.abort();
    }
  }

  async #none(): Promise<true> {
    while (this.#tasks.size > 0) await Promise.all(this.#tasks);
    return true;
  }
}
