import type { Span } from './document.js';

const LINE_END = /\r\n|[\n\r\u2028\u2029]/g;

/** The lines of `text` from `from` on, without their ends. A final empty line is left out. */
export function linesOf(text: string, from = 0): Span[] {
  const lines: Span[] = [];
  let start = from;
  LINE_END.lastIndex = from;
  for (let end = LINE_END.exec(text); end !== null; end = LINE_END.exec(text)) {
    lines.push({ start, end: end.index });
    start = LINE_END.lastIndex;
  }
  if (start < text.length) lines.push({ start, end: text.length });
  return lines;
}

/** The same range without white space at either end; empty when there is nothing else in it. */
export function trimSpan(text: string, span: Span): Span {
  const slice = text.slice(span.start, span.end);
  const whole = slice.trim().length;
  if (whole === slice.length) return { start: span.start, end: span.end };
  const start = span.start + (slice.length - slice.trimStart().length);
  return { start, end: start + whole };
}

/** Folds every run of white space to one space, as quotes of hard-wrapped lines are displayed. */
export function foldWhiteSpace(text: string): string {
  return text.replace(/\s{2,}|[^\S ]/g, ' ').trim();
}

/** A text of one line, cut at a word before `longest` code units and marked when it has more. */
export function shortened(line: string, longest: number): string {
  if (line.length <= longest) return line;
  const cut = line.lastIndexOf(' ', longest);
  const kept = line.slice(0, cut > 0 ? cut : longest).replace(/[\uD800-\uDBFF]$/, '');
  return `${kept.replace(/(?<![\s,;:–—-])[\s,;:–—-]+$/, '')}…`;
}
