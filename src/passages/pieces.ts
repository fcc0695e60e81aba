import type { Span } from '../corpus/document.js';
import { trimSpan } from '../corpus/lines.js';

/**
 * Code units. Of 117,000 sentences of press briefings three are longer, and they are lists. What
 * reads sentences may take the square of this, and nothing may take the square of a document.
 */
export const LONGEST_SENTENCE = 2_000;

const characters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * A sentence in pieces of at most `LONGEST_SENTENCE`, each trimmed: cut at white space, or where
 * there is none between characters as a reader sees them. Nothing but white space is left out.
 */
export function piecesOf(text: string, sentence: Span): Span[] {
  const pieces: Span[] = [];
  let rest = sentence;
  while (rest.end - rest.start > LONGEST_SENTENCE) {
    const end = rest.start + pieceLength(text.slice(rest.start, rest.start + LONGEST_SENTENCE));
    pieces.push(trimSpan(text, { start: rest.start, end }));
    rest = trimSpan(text, { start: end, end: rest.end });
  }
  return [...pieces, rest];
}

/** @param window begins with no white space. */
function pieceLength(window: string): number {
  const space = window.search(/\s\S*$/);
  if (space > window.length / 2) return space;
  const last = characters.segment(window).containing(window.length - 1)?.index ?? 0;
  if (last > 0) return last;
  // One letter under marks without end.
  return /[\uD800-\uDBFF]$/.test(window) ? window.length - 1 : window.length;
}
