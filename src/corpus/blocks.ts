import type { Block, Span } from './document.js';
import { linesOf, trimSpan } from './lines.js';

/** Columns at which texts are wrapped by hand or by a converter; other line ends are no wraps. */
const NARROWEST_WRAP = 40;
const WIDEST_WRAP = 120;
/** A text is wrapped when this many line ends, and this share of them, agree on one column. */
const FEWEST_WRAPS = 3;
const WRAPPED_SHARE = 0.5;
const LONGEST_HEADING = 120;

const MARKDOWN_ITEM = /^(?:[-*+•]\s|\d{1,3}[.)]\s|#{1,6}\s|>|\|)/;
const LONGEST_BREAKABLE = 40;
const UNBREAKABLE = /\S{41}/;
const BREAKS_OFF =
  /\s(?:an?|and|as|at|beyond|but|by|for|from|in|into|of|on|or|than|that|the|through|to|until|with)$/;
const SENTENCE_END = /[.!?…:;,]["'”’)\]*_]*$/;

/** A line with what is in it; `start` is `end` when it is blank. Code units. */
interface Line extends Span {
  /** From the beginning of the line, indentation included, to the end of its last word. */
  readonly length: number;
  /** Length of the first word. */
  readonly firstWord: number;
  readonly opensItem: boolean;
  /** It holds something, like a URL, that no wrapping could break. */
  readonly unbreakable: boolean;
}

/**
 * Splits the body of a document into paragraphs, headings and list items. Blank lines separate;
 * so does a line end, unless the text is hard-wrapped and the line is full.
 */
export function blocksOf(text: string, from: number): Block[] {
  const lines = linesOf(text, from).map((line) => measure(text, line));
  const column = wrapColumn(lines);
  const blocks: Block[] = [];
  let open: Span | undefined;
  let last: Line | undefined;
  for (const line of lines) {
    const blank = line.start >= line.end;
    if (
      open !== undefined &&
      last !== undefined &&
      (blank || !continues(text, last, line, column))
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

function measure(text: string, line: Span): Line {
  const { start, end } = trimSpan(text, line);
  const content = text.slice(start, end);
  const space = content.search(/\s/);
  return {
    start,
    end,
    length: end - line.start,
    firstWord: space === -1 ? content.length : space,
    opensItem: MARKDOWN_ITEM.test(content),
    unbreakable: isUnbreakable(content),
  };
}

/** Wraps the line at its spaces; only where that fails are all its characters looked at. */
function isUnbreakable(content: string): boolean {
  for (let from = 0; content.length - from > LONGEST_BREAKABLE; ) {
    const space = content.lastIndexOf(' ', from + LONGEST_BREAKABLE);
    if (space < from) return UNBREAKABLE.test(content);
    from = space + 1;
  }
  return false;
}

/**
 * The column the text is wrapped at, or 0 when it is not wrapped. A wrap tells that the line fits
 * and that it would not with the next word: the column is the one that most line ends agree on,
 * so that single lines which are wider do not hide it.
 */
function wrapColumn(lines: readonly Line[]): number {
  let ends = 0;
  /** By column: how many more line ends it could explain than the column before. */
  const change = new Int32Array(WIDEST_WRAP + 2);
  for (const [i, line] of lines.entries()) {
    const next = lines[i + 1];
    const inside = line.start < line.end && next !== undefined && next.start < next.end;
    if (!inside || next.opensItem || line.unbreakable) continue;
    ends++;
    const from = Math.max(NARROWEST_WRAP, line.length);
    const to = Math.min(WIDEST_WRAP + 1, reach(line, next));
    if (from >= to) continue;
    change[from] = (change[from] as number) + 1;
    change[to] = (change[to] as number) - 1;
  }
  let best = { column: 0, wraps: 0 };
  let wraps = 0;
  for (let column = NARROWEST_WRAP; column <= WIDEST_WRAP; column++) {
    wraps += change[column] as number;
    if (wraps > best.wraps) best = { column, wraps };
  }
  const wrapped = best.wraps >= FEWEST_WRAPS && best.wraps >= ends * WRAPPED_SHARE;
  return wrapped ? best.column : 0;
}

/** Length of a line if the first word of the next one stood on it. */
function reach(line: Line, next: Line): number {
  return line.length + 1 + next.firstWord;
}

/** A wrapped line is full, breaks off behind a small word, or the next goes on in lower case. */
function continues(text: string, last: Line, line: Line, column: number): boolean {
  if (column === 0 || line.opensItem) return false;
  if (reach(last, line) > column) return true;
  const before = text.slice(last.start, last.end);
  const goesOn = /^\p{Ll}/u.test(text.slice(line.start, line.end)) && !SENTENCE_END.test(before);
  return goesOn || BREAKS_OFF.test(before);
}

function toBlock(text: string, { start, end }: Span): Block {
  return { start, end, kind: isHeading(text.slice(start, end)) ? 'heading' : 'paragraph' };
}

/** A Markdown heading, or a short line that does not end as a sentence does. */
function isHeading(block: string): boolean {
  if (/^#{1,6}\s/.test(block)) return true;
  return block.length <= LONGEST_HEADING && !/\n/.test(block) && !SENTENCE_END.test(block);
}
