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
/** What is unseen, and a group for each of `KINDS`, which are much faster than named ones. */
const TOKEN = new RegExp(
  [
    UNSEEN,
    `([[(]\\s?${DOTS}\\s?[\\])]|${DOTS})`,
    `(\\p{N}+(?:[.,]\\p{N}+)*${LETTER}*)`,
    `(${UNSPACED}\\p{M}*|(?:\\[\\p{L}\\](?=\\p{L}))?${LETTER}+(?:['’ʼ]${LETTER}+)*)`,
    '([-‐‑](?!-))',
    "(''|--+|[^\\s\\u00ad\\u200b\\u2060\\ufeff])",
  ].join('|'),
  'gmu',
);

const KINDS = ['ellipsis', 'number', 'word', 'hyphen', 'mark'] as const;

/** What is written in a range of `text`; white space and what a reader does not see are left out. */
export function writtenTokensOf(text: string, from = 0, to = text.length): WrittenToken[] {
  const part = text.slice(from, to);
  const tokens: WrittenToken[] = [];
  for (const match of part.matchAll(TOKEN)) {
    const { 0: written, index } = match;
    const kind = KINDS.find((_, i) => match[i + 1] !== undefined);
    if (kind === undefined) continue;
    const span = { start: from + index, end: from + index + written.length };
    const recased = kind === 'word' && written.startsWith('[');
    tokens.push({ ...span, kind, key: keyOf(kind, written), ...(recased && { recased }) });
  }
  return tokens.map((token, i) => rejoin(text, token, tokens[i + 1], tokens[i + 2]));
}

function keyOf(kind: WrittenToken['kind'], written: string): string {
  if (kind === 'ellipsis') return '…';
  if (/^[A-Za-z0-9]+$/.test(written)) return written;
  if (kind === 'hyphen') return '-';
  if (kind === 'mark') {
    if (/^(?:["“”„‟«»‹›‘’‚‛'「」『』＂]|'')$/u.test(written)) return '"';
    return /^(?:--+|[‒–—―−])$/u.test(written) ? '-' : written;
  }
  const seen = written.replace(HIDDEN, '').replace(/[[\]]/g, '');
  return seen.normalize('NFC').replace(/[’ʼ]/g, "'");
}

function rejoin(
  text: string,
  token: WrittenToken,
  hyphen: WrittenToken | undefined,
  next: WrittenToken | undefined,
): WrittenToken {
  if (token.kind !== 'word' || hyphen?.kind !== 'hyphen' || next?.kind !== 'word') return token;
  if (hyphen.start !== token.end) return token;
  const between = text.slice(hyphen.start, next.start);
  const breaks = /^[-‐]\s*[\r\n]\s*$/.test(between) && /^\p{Ll}/u.test(next.key);
  return breaks ? { ...token, rejoined: token.key + next.key } : token;
}

/** @param anyCase whether the first letter may be large in one and small in the other. */
export function isSame(a: WrittenToken, b: WrittenToken, anyCase = false): boolean {
  if (a.key === b.key) return true;
  if (!anyCase && !a.recased && !b.recased) return false;
  return a.key.length === b.key.length && smallFirst(a.key) === smallFirst(b.key);
}

function smallFirst(key: string): string {
  return key.charAt(0).toLowerCase() + key.slice(1);
}

export function isWord({ kind }: WrittenToken): boolean {
  return kind === 'word' || kind === 'number';
}
