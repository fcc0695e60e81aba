import { withoutBidi } from '../../answer/bidi.js';
import { beginningOf, endOf, foldLine } from '../../answer/plain-text.js';
import { cutEnd } from './cut.js';
import { escapedLength, escapeQuote, escapeText, quoteLength } from './escape.js';

/** On one line, cut to `limit` as sent, and inert; it cannot turn around what stands beside it. */
export function fitted(text: string, limit: number): string {
  return escapeText(cutEnd(foldedBeginning(text, limit, plainLine), limit, escapedLength));
}

/** The same for what is quoted: nothing of it is left out but at the end. */
export function fittedQuote(text: string, limit: number): string {
  return escapeQuote(cutEnd(foldedBeginning(text, limit), limit, quoteLength));
}

/** On one line, cut to `limit`, and not escaped. */
export function fittedPlain(text: string, limit: number): string {
  return cutEnd(foldedBeginning(text, limit, plainLine), limit);
}

function plainLine(text: string): string {
  return foldLine(withoutBidi(text));
}

/**
 * `text` folded: all of it, or a beginning that is longer than `limit`. Of an endless text no more
 * is read than that takes, and to cut it to `limit` gives the same as to cut the whole.
 */
export function foldedBeginning(text: string, limit: number, fold = foldLine): string {
  return foldedPart(text, limit, fold, beginningOf);
}

/** The same from the other side. */
export function foldedEnd(text: string, limit: number, fold = foldLine): string {
  return foldedPart(text, limit, fold, endOf);
}

function foldedPart(
  text: string,
  limit: number,
  fold: (text: string) => string,
  part: (text: string, length: number) => string,
): string {
  for (let length = 2 * limit + 2; length < text.length; length *= 4) {
    const folded = fold(part(text, length));
    if (folded.length > limit) return folded;
  }
  return fold(text);
}

/** One line per paragraph; blank lines part paragraphs and are not kept. */
export function foldParagraphs(text: string): string {
  return text
    .split(/(?:\r\n|\r(?!\n)|\n)[ \t]*(?:\r\n|\r|\n)/)
    .map(foldLine)
    .filter((paragraph) => paragraph !== '')
    .join('\n');
}

/** Discord's block quote; the text must be escaped already. */
export function blockQuote(text: string): string {
  return text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
}

export function count(amount: number, singular: string, plural = `${singular}s`): string {
  return `${amount} ${amount === 1 ? singular : plural}`;
}

/**
 * As Discord shows it to each reader: “3 hours ago”.
 *
 * @param at milliseconds since 1970; one that is no time gives words instead.
 */
export function timeAgo(at: number): string {
  return Number.isFinite(at) ? `<t:${Math.floor(at / 1000)}:R>` : 'at an unknown time';
}
