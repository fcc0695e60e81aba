import picocolors from 'picocolors';
import wrapAnsi from 'wrap-ansi';
import { bidiClosing, withoutBidi } from '../answer/bidi.js';
import { beginningOf, foldLine } from '../answer/plain-text.js';
import type { Span } from '../corpus/document.js';
import { visible } from '../errors.js';

/** How text is set: its width in columns, and whether it is coloured. */
export interface Style {
  readonly width: number;
  readonly colours: ReturnType<typeof picocolors.createColors>;
}

/** Wider lines are hard to read. */
const WIDEST = 96;
const NARROWEST = 40;

export function styleFor(stream: { readonly columns?: number; readonly isTTY?: boolean }): Style {
  // A terminal that does not know its size says 0.
  const width = Math.max(NARROWEST, Math.min(WIDEST, stream.columns || WIDEST));
  const coloured = stream.isTTY === true && picocolors.isColorSupported;
  return { width, colours: picocolors.createColors(coloured) };
}

/** No text of a document is shown longer, in code units: wrapping endless words takes for ever. */
const LONGEST = 4_000;

/**
 * White space folded, and control characters, which a terminal would obey, made visible; without
 * those that would turn around what stands beside it.
 */
export function plain(text: string): string {
  const shown = text.length > LONGEST ? `${beginningOf(text, LONGEST)}…` : text;
  return visible(foldLine(withoutBidi(shown)));
}

/** The same for what is quoted: whatever it does to the order of writing ends with it. */
export function plainQuote(text: string): string {
  return plainWith(text, [], (part) => part);
}

/**
 * The same as `plainQuote`, with parts of it marked.
 *
 * @param spans sorted and disjoint, in code units of `text`.
 */
export function plainWith(
  text: string,
  spans: readonly Span[],
  mark: (part: string) => string,
): string {
  let marked = '';
  let from = 0;
  for (const { start, end } of spans) {
    if (end > LONGEST) break;
    marked += folded(text.slice(from, start)) + mark(folded(text.slice(start, end)));
    from = end;
  }
  const rest = beginningOf(text, LONGEST).slice(from);
  const shown = (marked + folded(rest.length < text.length - from ? `${rest}…` : rest)).trim();
  return shown + bidiClosing(shown);
}

function folded(text: string): string {
  return visible(text.replace(/\s+/gu, ' '));
}

/** Wraps `text` to the width and sets `margin` before every line. */
export function set(
  text: string,
  margin: string,
  { width }: Style,
  marginWidth = margin.length,
): string {
  return wrapAnsi(text, width - marginWidth, { hard: true })
    .split('\n')
    .map((line) => margin + line)
    .join('\n');
}

/** The same with `label`, which takes `columns`, before the first line and room for it before the others. */
export function hang(label: string, columns: number, text: string, style: Style): string {
  return label + set(text, ' '.repeat(columns), style).slice(columns);
}
