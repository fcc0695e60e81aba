/** Below this, in milliseconds, differences are noise. */
const LEAST_MS = 6;
const REPEATS = 3;
/** From here on it is measured again. */
const DOUBTFUL = 2.5;

/**
 * How much longer work takes for twice as much, in the median of a few runs: 2 where time grows
 * with the length, 4 where it grows with the square. 1 where it takes too little to tell.
 */
export function growth(
  textOf: (length: number) => string,
  work: (text: string) => unknown,
  length: number,
): number {
  const [small, large] = [textOf(length), textOf(2 * length)];
  if (timed(work, large) < LEAST_MS) return 1;
  const ratio = () => median(work, large) / Math.max(median(work, small), LEAST_MS / 4);
  const first = ratio();
  // A collection of garbage, or a compilation, comes in between once.
  return first < DOUBTFUL ? first : Math.min(first, ratio());
}

function median(work: (text: string) => unknown, text: string): number {
  const times = Array.from({ length: REPEATS }, () => timed(work, text)).sort((a, b) => a - b);
  return times[Math.floor(REPEATS / 2)] as number;
}

/** Milliseconds of computing that work takes. */
export function timed(work: (text: string) => unknown, text: string): number {
  const start = cpuMs();
  work(text);
  return cpuMs() - start;
}

/** Milliseconds that this process has computed: what else the machine does is not in it. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
