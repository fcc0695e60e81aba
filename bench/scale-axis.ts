/** Ticks within each power of ten, by the powers that an axis spans more than. */
const STEPS: readonly (readonly [decades: number, steps: readonly number[]])[] = [
  [2.5, [1]],
  [1.2, [1, 3]],
  [0.5, [1, 2, 5]],
  [0, [1, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 9]],
];

export interface Scale {
  /** Pixels. */
  readonly at: (value: number) => number;
  readonly ticks: readonly number[];
}

/**
 * Logarithmic, from `start` to `end` in pixels, over all values and a little more.
 *
 * @throws Error for a value that has no logarithm.
 */
export function scale(values: readonly number[], start: number, end: number): Scale {
  const wrong = values.find((value) => !(value > 0 && Number.isFinite(value)));
  if (wrong !== undefined) throw new Error(`${wrong} has no place on a logarithmic axis`);
  const [least, most] = [Math.min(...values) / 1.3, Math.max(...values) * 1.3];
  const [low, high] = [Math.log10(least), Math.log10(most)];
  const at = (value: number) => start + ((Math.log10(value) - low) / (high - low)) * (end - start);
  const steps = STEPS.find(([decades]) => high - low > decades)?.[1] ?? [];
  const ticks: number[] = [];
  for (let power = Math.floor(low); power <= high; power++)
    for (const step of steps) {
      const tick = Number(`${step}e${power}`);
      if (tick >= least && tick <= most) ticks.push(tick);
    }
  return { at, ticks };
}

/** Moves what is too near to its neighbour above down, and everything up where the room ends. */
export function apart(tops: readonly number[], gap: number, end: number): number[] {
  const placed: number[] = [];
  for (const top of tops) placed.push(Math.max(top, (placed.at(-1) ?? -Infinity) + gap));
  for (let i = placed.length - 1, room = end; i >= 0; i--, room -= gap)
    placed[i] = Math.min(placed[i] as number, room);
  return placed;
}
