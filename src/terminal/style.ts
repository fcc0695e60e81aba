import picocolors from 'picocolors';
import wrapAnsi from 'wrap-ansi';
import { foldLine } from '../answer/plain-text.js';

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

/** White space folded, and control characters, which a terminal would obey, made visible. */
export function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return foldLine(text).replace(/[\u0000-\u001f\u007f-\u009f]/g, '\ufffd');
}

/** No text of a document is shown longer, in code units: wrapping endless words takes for ever. */
const LONGEST = 4_000;

function cut(text: string): string {
  if (text.length <= LONGEST) return text;
  return `${text.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** Wraps `text` to the width and sets `margin` before every line. */
export function set(
  text: string,
  margin: string,
  { width }: Style,
  marginWidth = margin.length,
): string {
  return wrapAnsi(cut(text), width - marginWidth, { hard: true })
    .split('\n')
    .map((line) => margin + line)
    .join('\n');
}
