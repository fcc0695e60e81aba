import type { Spread } from './scale-figures.js';

const UNITS = [
  [1e9, 'GB'],
  [1e6, 'MB'],
  [1e3, 'kB'],
] as const;

/** Three digits that count, with commas between thousands: `12,300`, `4.56`, `0.0123`. */
export function figure(value: number): string {
  if (value === 0) return '0';
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  const rounded = Number(value.toPrecision(3));
  return rounded.toLocaleString('en', {
    minimumFractionDigits: Math.min(digits, 4),
    maximumFractionDigits: Math.min(digits, 4),
  });
}

/** Decimal: 1 GB is 10⁹ bytes. */
export function bytes(value: number): string {
  const [size, name] = UNITS.find(([one]) => value >= one) ?? [1, 'B'];
  return `${figure(value / size)} ${name}`;
}

export function milliseconds(value: number): string {
  return value < 1_000 ? `${figure(value)} ms` : seconds(value);
}

/** @param value milliseconds. */
export function seconds(value: number): string {
  return `${figure(value / 1_000)} s`;
}

export function percent(value: number): string {
  return `${figure(value * 100)} %`;
}

export function plainRatio(value: number): string {
  return value.toFixed(2);
}

/** The median, and from where to where it goes when it was measured more than once. */
export function spread({ median, least, most, runs }: Spread, unit: (value: number) => string) {
  return runs === 1 ? unit(median) : `${unit(median)} (${unit(least)} – ${unit(most)})`;
}
