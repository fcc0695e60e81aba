/** How often each item of a list counts. */
export type Counts = ArrayLike<number>;

/** A figure of a list: of every item once, or of each as often as `counts` says. */
export type Figure = (counts?: Counts) => number;

/** A figure with the interval that 95 % of its resamples fall into. */
export interface Estimate {
  readonly value: number;
  /** Both `NaN` when there are too few groups to draw from. */
  readonly low: number;
  readonly high: number;
}

const ROUNDS = 2_000;
const TAIL = 0.025;
const SEED = 0x9e3779b9;

/**
 * Percentile bootstrap (Efron 1979) over groups: items of one group, e.g. the questions on one
 * article, are drawn or left out together, since they fail together. The same at every run. A
 * difference of two figures over the same items makes it a paired one.
 *
 * @param groups one name an item.
 */
export function estimate(figure: Figure, groups: readonly string[], seed = SEED): Estimate {
  const value = figure();
  const numbers = new Map([...new Set(groups)].map((group, i) => [group, i]));
  if (numbers.size < 2) return { value, low: Number.NaN, high: Number.NaN };
  const groupOf = Int32Array.from(groups, (group) => numbers.get(group) as number);
  const drawn = new Uint32Array(numbers.size);
  const counts = new Uint32Array(groups.length);
  const at = quantilesOf((random) => {
    drawn.fill(0);
    for (let i = 0; i < numbers.size; i++) {
      const at = Math.floor(random() * numbers.size);
      drawn[at] = (drawn[at] as number) + 1;
    }
    for (let i = 0; i < counts.length; i++) {
      counts[i] = drawn[groupOf[i] as number] as number;
    }
    return figure(counts);
  }, seed);
  return { value, low: at(TAIL), high: at(1 - TAIL) };
}

/**
 * Draws a value in each of 2,000 rounds, the same at every run.
 *
 * @param draw is handed a source of numbers in [0, 1); `NaN`s are left out, as a resample without,
 *   say, any unanswerable question has no such figure.
 * @returns the value that a share, 0…1, of them do not exceed; `NaN` where there is none.
 */
export function quantilesOf(
  draw: (random: () => number) => number,
  seed = SEED,
): (share: number) => number {
  const random = randomFrom(seed);
  const values = Array.from({ length: ROUNDS }, () => draw(random))
    .filter((value) => !Number.isNaN(value))
    .sort((a, b) => a - b);
  return (share) => values[Math.round(share * (values.length - 1))] ?? Number.NaN;
}

/** The mean of the values that are numbers; `NaN` of none. */
export function mean(values: ArrayLike<number>): Figure {
  const numbers = Float64Array.from(values);
  return (counts) => {
    let sum = 0;
    let total = 0;
    for (let i = 0; i < numbers.length; i++) {
      const value = numbers[i] as number;
      if (Number.isNaN(value)) continue;
      const count = counts === undefined ? 1 : (counts[i] as number);
      sum += count * value;
      total += count;
    }
    return sum / total;
  };
}

/** Numbers in [0, 1) by 32-bit xorshift (Marsaglia 2003). */
function randomFrom(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
