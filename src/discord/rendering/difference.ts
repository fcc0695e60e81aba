import { foldLine } from '../../answer/plain-text.js';
import type { WordChange } from '../../answer/quotation-check.js';
import { CUT, cutEnd } from './cut.js';
import { escapeQuote, quoteLength } from './escape.js';

const MARK = { same: '', 'only-asked': '~~', 'only-document': '**' } as const;
const ENDING = ` ${CUT}`;

export const LEGEND =
  '-# ~~struck through~~: only in the quotation · **bold**: only in the document';

/**
 * What a quotation and the document write differently, inert and on one line: struck through what
 * only the quotation has, in bold what only the document has. Cut to `limit` code units as sent;
 * no mark is left open.
 */
export function difference(changes: readonly WordChange[], limit: number): string {
  let shown = '';
  for (const [index, change] of changes.entries()) {
    const isLast = index === changes.length - 1;
    const piece = pieceOf(change);
    const room = limit - shown.length - (isLast ? 0 : ENDING.length);
    if (piece.trimEnd().length <= room) shown += piece;
    else return `${shown}${begun(change, limit - shown.length)}`;
  }
  return shown.trimEnd();
}

/** Length of the whole as `difference` would send it without a limit. */
export function differenceLength(changes: readonly WordChange[]): number {
  return changes.reduce((sum, change) => sum + pieceOf(change).length, 0);
}

/** The white space behind the words stays outside of the marks. */
function pieceOf({ kind, text }: WordChange): string {
  const words = escapeQuote(foldLine(text));
  const space = /\s$/u.test(text) ? ' ' : '';
  return words === '' ? space : `${MARK[kind]}${words}${MARK[kind]}${space}`;
}

/** As much of a piece as there is room for, at least a word, and the sign of the cut. */
function begun({ kind, text }: WordChange, room: number): string {
  const mark = MARK[kind];
  const words = cutEnd(`${foldLine(text)}${ENDING}`, room - 2 * mark.length, quoteLength);
  const isOfWords = words.endsWith(ENDING);
  return isOfWords ? `${mark}${escapeQuote(words)}${mark}` : CUT.slice(0, Math.max(0, room));
}
