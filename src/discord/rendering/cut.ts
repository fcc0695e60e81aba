/** Stands where text was left out. */
export const CUT = '…';

const SENTENCE_END = /[.!?…]["'”’»)\]]*(?=\s)/g;

/**
 * Size of a text as it will be sent, e.g. escaped, in UTF-16 code units. Grows with the text and is
 * never less than its length, so that only what could fit is measured of a long document.
 */
export type Size = (text: string) => number;
const plain: Size = (text) => text.length;

/**
 * The longest beginning of `text` that fits `limit`, with its mark: cut at a sentence end when one
 * lies in the second half of what fits, else between words, else between characters as a reader
 * sees them, so never inside a surrogate pair.
 */
export function cutEnd(text: string, limit: number, size: Size = plain): string {
  if (fitsWhole(text, limit, size)) return text;
  if (size(CUT) > limit) return '';
  const fits = largest(
    Math.min(text.length, limit),
    (length) => size(`${text.slice(0, length)} ${CUT}`) <= limit,
  );
  const sentence = lastSentenceEnd(text.slice(0, fits + 1));
  if (sentence > fits / 2) return `${text.slice(0, sentence)} ${CUT}`;
  const word = text.slice(0, fits + 1).search(/\s\S*$/);
  if (word > 0) return `${text.slice(0, word).trimEnd()} ${CUT}`;
  return `${text.slice(0, characterStart(text, fits))}${CUT}`;
}

/** The longest end of `text` that fits `limit`, by the same rules from the other side. */
export function cutStart(text: string, limit: number, size: Size = plain): string {
  if (fitsWhole(text, limit, size)) return text;
  if (size(CUT) > limit) return '';
  const fits = largest(
    Math.min(text.length, limit),
    (length) => size(`${CUT} ${text.slice(text.length - length)}`) <= limit,
  );
  const start = text.length - fits;
  const tail = text.slice(start);
  const sentence = /[.!?…]["'”’»)\]]*\s+(?=\S)/.exec(tail);
  const sentenceStart = sentence === null ? fits : sentence.index + sentence[0].length;
  if (sentenceStart < fits / 2) return `${CUT} ${tail.slice(sentenceStart)}`;
  const word = /(?<!\s)\s+(?=\S)/.exec(tail);
  if (word !== null) return `${CUT} ${tail.slice(word.index + word[0].length)}`;
  const from = characterStart(text, start);
  return `${CUT}${text.slice(from === start ? start : characterEnd(text, from))}`;
}

function fitsWhole(text: string, limit: number, size: Size): boolean {
  return text.length <= limit && size(text) <= limit;
}

/** The largest of 0…`high` for which `fits` holds, given that it holds up to some point only. */
function largest(high: number, fits: (length: number) => boolean): number {
  let low = 0;
  let top = high;
  while (low < top) {
    const middle = Math.ceil((low + top) / 2);
    if (fits(middle)) low = middle;
    else top = middle - 1;
  }
  return low;
}

function lastSentenceEnd(text: string): number {
  let end = 0;
  for (const match of text.matchAll(SENTENCE_END)) end = match.index + match[0].length;
  return end;
}

/** Start of the character (grapheme cluster) that the code unit at `index` belongs to. */
function characterStart(text: string, index: number): number {
  return index >= text.length ? text.length : (graphemes().containing(text, index)?.index ?? index);
}

function characterEnd(text: string, start: number): number {
  return start + (graphemes().containing(text, start)?.segment.length ?? 1);
}

function graphemes() {
  const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
  return {
    containing: (text: string, index: number) => segmenter.segment(text).containing(index),
  };
}
