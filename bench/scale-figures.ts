/** What several runs of the same came to; all in the unit of the values. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
  readonly runs: number;
}

/** Milliseconds from a question to its answer. */
export interface Latency {
  readonly asked: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly most: number;
  /** Questions answered within a second. */
  readonly perSecond: number;
}

/** What a program and the processes below it took; absent where the system does not tell. */
export interface Memory {
  /** Sum of the resident sets: what two processes share counts twice. */
  readonly peakBytes?: number | undefined;
  /** The most at once. */
  readonly processes?: number | undefined;
}

/** Milliseconds by which a timer was late. */
export interface LoopDelay {
  readonly p50: number;
  readonly p99: number;
  readonly most: number;
}

export interface Asking {
  readonly one: Latency;
  /** With pauses. */
  readonly many: Latency;
  readonly loop: LoopDelay;
}

/** The least that the libraries take for the same; rates in passages or bytes a second. */
export interface Floors {
  readonly embedding: { readonly perSecond: Spread; readonly processes: number };
  readonly graph: {
    readonly inserted: number;
    readonly insertedPerSecond: number;
    readonly search: Latency;
  };
  readonly words: { readonly insertedPerSecond: number; readonly query: Latency };
  readonly vectors: { readonly copiedPerSecond: number; readonly multipliedPerSecond: number };
}

/** Everything that was measured with one share of the documents. */
export interface ShareFigures {
  /** Every how many-th document was taken. */
  readonly every: number;
  readonly documents: number;
  readonly textBytes: number;
  readonly passages: number;
  readonly build: Memory & {
    readonly ms: Spread;
    /** Milliseconds by phase, of the first run. */
    readonly phases: Readonly<Record<string, number>>;
    /** Passages; equal ones may be embedded once. */
    readonly embedded: number;
  };
  readonly change: Memory & {
    readonly ms: Spread;
    readonly documents: number;
    readonly embedded: number;
  };
  /** Bytes of one generation by the end of the file's name. */
  readonly disk: Readonly<Record<string, number>>;
  readonly coldStartMs: Spread;
  readonly recall: { readonly at10: number; readonly questions: number; readonly search: Latency };
  readonly floors: Floors;
  readonly alone: Asking & {
    /** As many askers who ask the next question as soon as they have an answer. */
    readonly atOnce: Latency;
    readonly openedBytes: number;
    readonly peakBytes: number;
  };
  readonly reindexing: Asking & Memory & { readonly ms: number; readonly botPeakBytes: number };
  /** Questions whose citations are the same after the changes as after a full build. */
  readonly same: { readonly questions: number; readonly same: number };
}

export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly system: string;
  readonly node: string;
}

export interface ScaleFigures {
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly machine: Machine;
  readonly isQuick: boolean;
  /** Every how many-th document was to be taken, for each share; a run that failed lacks the last ones. */
  readonly planned: readonly number[];
  /** Smallest first. */
  readonly shares: readonly ShareFigures[];
  /** Of the documents that come with the program. */
  readonly seeds: { readonly coldStartMs: Spread; readonly bareMs: Spread };
}

/** Nearest rank: the smallest value that at least `share` (0…1) of all do not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export function spreadOf(values: readonly number[]): Spread {
  return {
    median: quantile(values, 0.5),
    least: quantile(values, 0),
    most: quantile(values, 1),
    runs: values.length,
  };
}

/**
 * @param times milliseconds, one a question.
 * @param tookMs of all together.
 */
export function latencyOf(times: readonly number[], tookMs: number): Latency {
  return {
    asked: times.length,
    p50: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    p99: quantile(times, 0.99),
    most: quantile(times, 1),
    perSecond: (times.length / tookMs) * 1000,
  };
}

/** Paths of the numbers that are none, so that a figure which was never taken is not printed. */
export function notFinite(value: unknown, path = ''): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    notFinite(inner, path === '' ? key : `${path}.${key}`),
  );
}

/**
 * Refuses the figures of a run that ended early: what must hold must hold with all documents.
 *
 * @throws Error that says which shares were not measured.
 */
export function checkComplete({ planned, shares }: Pick<ScaleFigures, 'planned' | 'shares'>): void {
  const measured = new Set(shares.map(({ every }) => every));
  const missing = planned.filter((every) => !measured.has(every));
  if (missing.length === 0) return;
  const which = missing.map((every) => (every === 1 ? 'all documents' : `1 in ${every}`));
  throw new Error(
    `the last run ended before it had measured ${which.join(' and ')}: run it again, without --again`,
  );
}

/** Of `items`, at most `count`, evenly spread and in order. */
export function evenly<T>(items: readonly T[], count: number): T[] {
  if (items.length <= count) return [...items];
  return Array.from(
    { length: count },
    (_, i) => items[Math.floor((i * items.length) / count)] as T,
  );
}
