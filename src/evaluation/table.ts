import type { Estimate } from './bootstrap.js';

/** Columns padded to their widest cell: the first to the left, the others to the right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join('  '),
    )
    .join('\n');
}

/** Two cells: `62.4 %` and `55…69`, of a share. */
export function percent(share: Estimate): string[] {
  return cells(
    share,
    (value) => `${(100 * value).toFixed(1)} %`,
    (bound) => (100 * bound).toFixed(0),
  );
}

/** Two cells: `+4.2` and `+1.9…+6.3`, of a difference of shares, in percentage points. */
export function points(difference: Estimate): string[] {
  return cells(difference, (value) => signed(100 * value, 1));
}

/** Two cells: `0.773` and `0.71…0.83`. */
export function decimal(estimate: Estimate): string[] {
  return cells(
    estimate,
    (value) => value.toFixed(3),
    (bound) => bound.toFixed(2),
  );
}

/** Two cells: `+0.042` and `+0.019…+0.063`. */
export function signedDecimal(difference: Estimate): string[] {
  return cells(difference, (value) => signed(value, 3));
}

function signed(value: number, digits: number): string {
  const shown = Math.abs(value).toFixed(digits);
  if (Number(shown) === 0) return shown;
  return `${value < 0 ? '−' : '+'}${shown}`;
}

function cells(
  { value, low, high }: Estimate,
  show: (value: number) => string,
  showBound = show,
): string[] {
  if (Number.isNaN(value)) return ['–', ''];
  return [show(value), Number.isNaN(low) ? '' : `${showBound(low)}…${showBound(high)}`];
}
