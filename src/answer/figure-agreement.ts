import { stemmer } from 'stemmer';
import type { Figure } from './figures.js';

/** Figures this near to each other, as a share, may be one that was rounded. */
const ROUNDED = 0.02;
const APPROXIMATE = 0.1;

export function isDay({ kind }: Figure): boolean {
  return kind === 'day' || kind === 'weekday';
}

/** Of one kind, and counting the same noun, whatever adjectives stand before it. */
export function isLike(a: Figure, b: Figure): boolean {
  if (a.kind !== b.kind || a.currency !== b.currency) return false;
  // What an amount or a share is of may be left to be understood; a count's noun may not.
  if (isDay(a) || (a.kind !== 'count' && (a.unit.length === 0 || b.unit.length === 0))) return true;
  const [left, right] = [a.unit.map(stemmer), b.unit.map(stemmer)];
  const plural = (unit: readonly string[]) =>
    unit.filter((word) => /[^s]s$/.test(word)).map(stemmer);
  return left[0] === right[0] || plural(a.unit).some((word) => plural(b.unit).includes(word));
}

/** Whether two figures can both be right of one thing. */
export function agree(a: Figure, b: Figure): boolean {
  if (isDay(a)) return a.value === b.value;
  const [low, high] = a.value <= b.value ? [a, b] : [b, a];
  if (low.bound === 'least' || high.bound === 'most') return true;
  const isRough = low.bound === 'about' || high.bound === 'about';
  return high.value - low.value <= (isRough ? APPROXIMATE : ROUNDED) * high.value;
}
