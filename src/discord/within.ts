/** The outcome of what need not be waited for longer; `undefined` when it took more than `ms`. */
export async function within<T>(outcome: Promise<T>, ms: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, ms, undefined);
  });
  try {
    return await Promise.race([outcome, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}

/** The outcome of what is not waited for when the signal comes first; `undefined` then. */
export async function unlessAborted<T>(
  outcome: Promise<T>,
  signal: AbortSignal,
): Promise<T | undefined> {
  const done = new AbortController();
  const aborted = new Promise<undefined>((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { signal: done.signal });
  });
  try {
    return await Promise.race([outcome, aborted]);
  } finally {
    done.abort();
  }
}
