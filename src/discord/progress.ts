/** Shows the newest of many states, at most one every `everyMs` and one at a time. */
export interface Throttle<T> {
  push(state: T): void;
  /** Shows nothing more; resolves when what is being shown has been. */
  stop(): Promise<void>;
}

/**
 * @param show May fail: then nothing more is shown, because what failed once (a dead token, a
 *   deleted message) fails again. `onFailure` hears of it.
 */
export function throttle<T>(
  show: (state: T) => Promise<unknown>,
  everyMs: number,
  onFailure: (error: unknown) => void,
): Throttle<T> {
  let newest: { readonly state: T } | undefined;
  let stopped = false;
  let running: Promise<void> | undefined;
  let wake: () => void = () => {};

  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, everyMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const run = async () => {
    while (newest !== undefined && !stopped) {
      const { state } = newest;
      newest = undefined;
      try {
        await show(state);
      } catch (error) {
        stopped = true;
        onFailure(error);
        return;
      }
      if (!stopped) await pause();
    }
    running = undefined;
  };

  return {
    push(state) {
      if (stopped) return;
      newest = { state };
      running ??= run();
    },
    async stop() {
      stopped = true;
      wake();
      await running;
    },
  };
}
