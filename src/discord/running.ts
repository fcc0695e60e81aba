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

  /**
   * Waits for the running tasks, and those that are added meanwhile; `false` when `timeoutMs` did
   * not do. Takes no more after that.
   */
  async finish(timeoutMs: number): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<false>((resolve) => {
      timer = setTimeout(resolve, timeoutMs, false);
    });
    try {
      return await Promise.race([this.#none(), timeout]);
    } finally {
      this.#closed = true;
      clearTimeout(timer);
    }
  }

  async #none(): Promise<true> {
    while (this.#tasks.size > 0) await Promise.all(this.#tasks);
    return true;
  }
}
