import type { Span } from '../corpus/document.js';

/** A quotation longer than this, in code units, is broken at its sentences after all. */
const LONGEST_QUOTATION = 600;
const MARK = /[“”"«»„]/g;

/**
 * Balanced quotations within a block, in order, from the opening mark to behind the closing one.
 * A straight mark opens where a word begins behind it, so one that is missing spoils no other.
 */
export function quotationsOf(flat: string): Span[] {
  const quotations: Span[] = [];
  let open: number | undefined;
  MARK.lastIndex = 0;
  for (let match = MARK.exec(flat); match !== null; match = MARK.exec(flat)) {
    const { 0: mark, index } = match;
    const opens = mark === '"' ? opensWord(flat, index) : '“«„'.includes(mark);
    if (opens) open = index;
    else if (open !== undefined) {
      if (index - open <= LONGEST_QUOTATION) quotations.push({ start: open, end: index + 1 });
      open = undefined;
    }
  }
  return quotations;
}

function opensWord(flat: string, index: number): boolean {
  const before = flat[index - 1] ?? ' ';
  const after = flat[index + 1] ?? ' ';
  return /[\s([{*_—–-]/.test(before) && !/\s/.test(after);
}
