/**
 * Gives a download up when nothing was heard of it for the configured time. What was given up ends
 * at its next sign of life: the library cannot be told to stop, but an error of ours stops it.
 */
export async function untilSilent<T>(
  timeoutMs: number,
  task: (onSign: () => void) => Promise<T>,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let over = false;
  const onSign = () => {
    if (over) throw new Error('the download was given up');
    timer?.refresh();
  };
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer for ${timeoutMs / 1000} s`)), timeoutMs);
  });
  try {
    return await Promise.race([task(onSign), silence]);
  } finally {
    over = true;
    clearTimeout(timer);
  }
}
