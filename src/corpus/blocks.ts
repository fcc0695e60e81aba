import type { Block, Span } from './document.js';
import { linesOf, trimSpan } from './lines.js';

/** Text whose lines are longer than this was not wrapped by hand or by a converter. */
const WIDEST_WRAP = 120;
/** Share of lines that may be wider (a long URL) in a text that is wrapped all the same. */
const WIDER_SHARE = 0.05;
const LONGEST_HEADING = 120;

const MARKDOWN_ITEM = /^(?:[-*+•]\s|\d{1,3}[.)]\s|#{1,6}\s|>|\|)/;
const SENTENCE_END = /[.!?…:;,]["'”’)\]*_]*$/;

/**
 * Splits the body of a document into paragraphs, headings and list items. Blank lines separate;
 * so does a line end, unless the text is hard-wrapped and the line is full.
 */
export function blocksOf(text: string, from: number): Block[] {
  const lines = linesOf(text, from).map((line) => trimSpan(text, line));
  const width = wrapWidth(lines);
  const blocks: Block[] = [];
  let open: Span | undefined;
  let last: Span | undefined;
  for (const line of lines) {
    const blank = line.start >= line.end;
    if (
      open !== undefined &&
      last !== undefined &&
      (blank || !continues(text, last, line, width))
    ) {
      blocks.push(toBlock(text, open));
      open = undefined;
    }
    if (!blank) {
      open = { start: open?.start ?? line.start, end: line.end };
      last = line;
    }
  }
  if (open !== undefined) blocks.push(toBlock(text, open));
  return blocks;
}

/** The column the text is wrapped at, or 0 when it is not wrapped. */
function wrapWidth(lines: readonly Span[]): number {
  const lengths = lines.map((line) => line.end - line.start).filter((length) => length > 0);
  const narrow = lengths.filter((length) => length <= WIDEST_WRAP);
  if (narrow.length < lengths.length * (1 - WIDER_SHARE)) return 0;
  return narrow.reduce((widest, length) => Math.max(widest, length), 0);
}

/** A wrapped line is full: the next line's first word would not have fitted behind it. */
function continues(text: string, last: Span, line: Span, width: number): boolean {
  if (width === 0) return false;
  const next = text.slice(line.start, line.end);
  if (MARKDOWN_ITEM.test(next)) return false;
  const firstWord = next.search(/\s/) === -1 ? next.length : next.search(/\s/);
  const full = last.end - last.start + 1 + firstWord > width;
  const runsOn = /^\p{Ll}/u.test(next) && !SENTENCE_END.test(text.slice(last.start, last.end));
  return full || runsOn;
}

function toBlock(text: string, span: Span): Block {
  return { ...span, kind: isHeading(text.slice(span.start, span.end)) ? 'heading' : 'paragraph' };
}

/** A Markdown heading, or a short line that does not end as a sentence does. */
function isHeading(block: string): boolean {
  if (/^#{1,6}\s/.test(block)) return true;
  return block.length <= LONGEST_HEADING && !/\n/.test(block) && !SENTENCE_END.test(block);
}
