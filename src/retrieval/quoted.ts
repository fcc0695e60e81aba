/** What of a sentence stands within quotation marks. */
export interface Quoted {
  /** Half-open ranges, code units of the sentence, marks included. */
  readonly ranges: readonly { readonly start: number; readonly end: number }[];
  /** Whether a quotation goes on behind the sentence's end. */
  readonly open: boolean;
}

/** @param inside whether the sentence begins within a quotation. */
export function quotedIn(text: string, inside: boolean): Quoted {
  const ranges: { start: number; end: number }[] = [];
  let start = inside ? 0 : undefined;
  // Marks within an HTML tag quote nothing.
  const plain = text.replace(/<[^<>]*>?/g, (tag) => ' '.repeat(tag.length));
  for (const { 0: mark, index } of plain.matchAll(/[“”"«»„]/g)) {
    const opens = mark === '"' ? start === undefined : '“«„'.includes(mark);
    if (opens) start ??= index;
    else if (start !== undefined) {
      ranges.push({ start, end: index + 1 });
      start = undefined;
    }
  }
  if (start !== undefined) ranges.push({ start, end: text.length });
  // A straight mark that is missing must not turn the rest of a document into a quotation.
  return { ranges, open: start !== undefined && !text.includes('"') };
}

/** Whether a position, code units of the sentence, stands within quotation marks. */
export function isQuoted({ ranges }: Quoted, position: number): boolean {
  return ranges.some(({ start, end }) => position >= start && position < end);
}
