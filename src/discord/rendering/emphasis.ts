import type { Quote } from '../../answer/answer.js';
import { bidiClosing } from '../../answer/bidi.js';
import { beginningOf } from '../../answer/plain-text.js';
import type { Span } from '../../corpus/document.js';
import { CUT, cutEnd } from './cut.js';
import { escapeText, quoteLength } from './escape.js';

const BOLD = '**';
const BOTH_ENDS = 2 * BOLD.length;

/**
 * A quote on one line, inert, cut at a sentence end to `limit` code units as sent, with `spans` in
 * bold: what the reader sees is the quote, and the emphasis is ours. Bold ends before a cut.
 *
 * @param spans half-open, in the document's text as the quote is; sorted, disjoint.
 */
export function emphasised(quote: Quote, spans: readonly Span[], limit: number): string {
  const { text, bold } = folded(quote, spans, limit);
  const size = (part: string) =>
    quoteLength(part) + BOTH_ENDS * bold.filter(({ start }) => start < part.length).length;
  const shown = cutEnd(text, limit, size);
  const kept = shown === text ? text.length : shown.slice(0, -CUT.length).trimEnd().length;
  return marked(
    shown,
    bold.map((span) => trimmed(shown, span.start, Math.min(span.end, kept))),
  );
}

/** Length of the whole quote as `emphasised` would send it without a limit, or more than `limit`. */
export function emphasisedLength(quote: Quote, spans: readonly Span[], limit: number): number {
  const { text, bold } = folded(quote, spans, limit);
  return quoteLength(text) + BOTH_ENDS * bold.length;
}

interface Folded {
  readonly text: string;
  /** In `text`; sorted, apart from each other, without white space at their ends. */
  readonly bold: readonly Span[];
}

/** All of the quote with its white space folded, or a beginning that is longer than `limit`. */
function folded(quote: Quote, spans: readonly Span[], limit: number): Folded {
  for (let length = 2 * limit + 2; length < quote.text.length; length *= 4) {
    const part = foldedWhole(beginningOf(quote.text, length), quote.start, spans);
    if (part.text.length > limit) return part;
  }
  return foldedWhole(quote.text, quote.start, spans);
}

function foldedWhole(text: string, offset: number, spans: readonly Span[]): Folded {
  let out = '';
  let read = 0;
  const add = (end: number) => {
    const piece = text.slice(read, end).replace(/\s+/gu, ' ');
    out += out === '' || out.endsWith(' ') ? piece.replace(/^ /, '') : piece;
    read = Math.max(read, end);
  };
  const bold: Span[] = [];
  for (const span of spans) {
    const [from, to] = [span.start - offset, span.end - offset].map((at) => within(text, at));
    if (from === undefined || to === undefined || from < read || from >= to) continue;
    add(from);
    const start = out.length;
    add(to);
    bold.push({ start, end: out.length });
  }
  add(text.length);
  const whole = out.trimEnd();
  return { text: whole, bold: joined(bold.map(({ start, end }) => trimmed(whole, start, end))) };
}

/** A place in `text` that parts no character. */
function within(text: string, at: number): number {
  return beginningOf(text, Math.max(0, at)).length;
}

function trimmed(text: string, start: number, end: number): Span {
  const part = text.slice(start, Math.max(start, end));
  const bare = part.trimStart();
  const from = start + part.length - bare.length;
  return { start: from, end: from + bare.trimEnd().length };
}

/** What touches becomes one: four asterisks in a row would be read otherwise. */
function joined(spans: readonly Span[]): Span[] {
  const apart: { start: number; end: number }[] = [];
  for (const { start, end } of spans.filter((span) => span.start < span.end)) {
    const last = apart.at(-1);
    if (last?.end === start) last.end = end;
    else apart.push({ start, end });
  }
  return apart;
}

/** Escapes as a whole, because what is active depends on its neighbours, and then sets the marks. */
function marked(text: string, bold: readonly Span[]): string {
  const escaped = escapeText(text);
  const bounds = bold.filter(({ start, end }) => start < end).flatMap((s) => [s.start, s.end]);
  let out = '';
  let read = 0;
  let at = 0;
  for (const bound of bounds) {
    const from = read;
    for (; at < bound; at += 1) read += escaped[read] === '\\' ? 2 : 1;
    out += `${escaped.slice(from, read)}${BOLD}`;
  }
  return out + escaped.slice(read) + bidiClosing(text);
}
