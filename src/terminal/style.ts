import picocolors from 'picocolors';
import wrapAnsi from 'wrap-ansi';
import { beginningOf, foldLine } from '../answer/plain-text.js';
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

/** White space folded, and control characters, which a terminal would obey, made visible. */
export function plain(text: string): string {
  const shown = text.length > LONGEST ? `${beginningOf(text, LONGEST)}…` : text;
  return visible(foldLine(shown));
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
