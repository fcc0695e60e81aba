/** The handlers that are running. */
export class Running {
  readonly #tasks = new Set<Promise<void>>();
  #closed = false;

  /** Starts a task, which must not reject; does nothing after `finish` was called. */
  add(task: () => Promise<void>): void {
    if (this.#closed) return;
    const running = task().finally(() => this.#tasks.delete(running));
    this.#tasks.add(running);
  }

  /** Takes no more tasks and waits for the running ones; `false` when `timeoutMs` did not do. */
  async finish(timeoutMs: number): Promise<boolean> {
    this.#closed = true;
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<false>((resolve) => {
      timer = setTimeout(resolve, timeoutMs, false);
    });
    const all = Promise.all(this.#tasks).then(() => true as const);
    try {
      return await Promise.race([all, timeout]);
    } finally {
      clearTimeout(timer);
    }
  }
}
