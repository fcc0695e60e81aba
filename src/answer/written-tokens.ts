import type { Span } from '../corpus/document.js';

/** A word, number or mark as it is written; the range is in code units of the whole text. */
export interface WrittenToken extends Span {
  readonly kind: 'word' | 'number' | 'ellipsis' | 'hyphen' | 'mark';
  /**
   * What must agree for two to be the same: NFC, quotation marks as `"`, apostrophes as `'`, dashes
   * as `-`, an ellipsis as `…`.
   */
  readonly key: string;
  /** Case of the first letter is the quoter's: `[T]he`. */
  readonly recased?: true;
  /** The whole word when a hyphen at a line's end may only break it: "nego-⏎tiations". */
  readonly rejoined?: string;
}

const HIDDEN = /[\u00ad\u200b\u2060\ufeff]/gu;
/** Scripts that part no words by spaces: each character counts as one. */
const UNSPACED = String.raw`[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]`;
const LETTER = String.raw`(?:(?!${UNSPACED})[\p{L}\p{M}\p{N}\u00ad\u200b\u2060\ufeff])`;
const DOTS = String.raw`(?:…+|\.(?:\s?\.){2,})`;
/** Markdown that a reader does not see: emphasis, headings, quote bars, links around a label. */
const UNSEEN = String.raw`^[ \t]*(?:#{1,6}|>+)(?=[ \t])|(?<![\p{L}\p{N}])[*_\x60]+|[*_\x60]+(?![\p{L}\p{N}])|~~|\[(?=[^\[\]\n]*\]\(https?:[^()\s]*\))|\]\(https?:[^()\s]*\)`;
/** A group for each of `KINDS`, the commonest words apart because it is faster, and the unseen. */
const TOKEN = new RegExp(
  [
    '([A-Za-z]+(?=[ \\n]))',
    UNSEEN,
    `([[(]\\s?${DOTS}\\s?[\\])]|${DOTS})`,
    `(\\p{N}+(?:[.,]\\p{N}+)*${LETTER}*)`,
    `(${UNSPACED}\\p{M}*|(?:\\[\\p{L}\\](?=\\p{L}))?${LETTER}+(?:['’ʼ]${LETTER}+)*)`,
    '([-‐‑](?!-))',
    "(''|--+|[^\\s\\u00ad\\u200b\\u2060\\ufeff])",
  ].join('|'),
  'gmu',
);

const KINDS = ['word', 'ellipsis', 'number', 'word', 'hyphen', 'mark'] as const;

/** What is written in a range of `text`; white space and what a reader does not see are left out. */
export function writtenTokensOf(text: string, from = 0, to = text.length): WrittenToken[] {
  const tokens: WrittenToken[] = [];
  for (const match of text.slice(from, to).matchAll(TOKEN)) {
    const kind = KINDS[match.indexOf(match[0], 1) - 1];
    if (kind === undefined) continue;
    const [written] = match;
    const key = keyOf(kind, written);
    // Nothing but a byte-order mark, or another that is not seen.
    if (key === '') continue;
    const start = from + match.index;
    const token = { start, end: start + written.length, kind, key };
    tokens.push(kind === 'word' && written.startsWith('[') ? { ...token, recased: true } : token);
  }
  for (const [i, hyphen] of tokens.entries()) {
    if (hyphen.kind !== 'hyphen') continue;
    const [word, next] = [tokens[i - 1], tokens[i + 1]];
    if (word !== undefined && next !== undefined && breaksWord(text, word, hyphen, next)) {
      tokens[i - 1] = { ...word, rejoined: word.key + next.key };
    }
  }
  return tokens;
}

function keyOf(kind: WrittenToken['kind'], written: string): string {
  if (kind === 'ellipsis') return '…';
  if (kind === 'hyphen') return '-';
  if (kind === 'mark') {
    if (/^(?:["“”„‟«»‹›‘’‚‛'「」『』＂]|'')$/u.test(written)) return '"';
    return /^(?:--+|[‒–—―−])$/u.test(written) ? '-' : written;
  }
  if (/^[A-Za-z0-9]+$/.test(written)) return written;
  const seen = written.replace(HIDDEN, '').replace(/[[\]]/g, '');
  return seen.normalize('NFC').replace(/[’ʼ]/g, "'");
}

/** Whether a hyphen stands between a word and a line's end, behind which the word may go on. */
function breaksWord(
  text: string,
  word: WrittenToken,
  hyphen: WrittenToken,
  next: WrittenToken,
): boolean {
  if (word.kind !== 'word' || word.end !== hyphen.start || next.kind !== 'word') return false;
  return /[\r\n]/.test(text.slice(hyphen.end, next.start)) && /^\p{Ll}/u.test(next.key);
}

/** @param anyCase whether the first letter may be large in one and small in the other. */
export function isSame(a: WrittenToken, b: WrittenToken, anyCase = false): boolean {
  if (a.key === b.key) return true;
  if (!anyCase && !a.recased && !b.recased) return false;
  return a.key.length === b.key.length && smallFirst(a.key) === smallFirst(b.key);
}

/** What two tokens that are the same have in common, whatever their case. */
export function smallFirst(key: string): string {
  return key.charAt(0).toLowerCase() + key.slice(1);
}

export function isWord({ kind }: WrittenToken): boolean {
  return kind === 'word' || kind === 'number';
}
