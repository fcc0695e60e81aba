import { withoutMarkdown } from './chat-markdown.js';
import { type Marked, pairedMarks } from './quote-marks.js';
import { isWord, writtenTokensOf } from './written-tokens.js';

/** Marks around one or two words distance the writer from them, and claim nothing of a source. */
const FEWEST_WORDS = 3;
/** A message that quotes more is a document of its own. */
const MOST_QUOTATIONS = 10;

/** Lines that name the source of a quotation which somebody copied from an answer of the bot's. */
const CITATION = /^(?:\\?\[\d{1,3}\\?\] .*(?: — | · )|-# (?:speaker: |also in ))/;
const BLOCK_LINE = /^ {0,3}> ?(?!>)/;

/**
 * The quotations that a chat message holds, in order and without doubles, at most ten: what stands
 * in quotation marks, of nested ones the outer, and Discord's block quotes, `> ` before a line or
 * `>>> ` before all that follows. Discord's Markdown is taken off. Takes time in proportion to the
 * message, and never throws.
 */
export function quotationsIn(message: string): string[] {
  const found = new Set<string>();
  for (const { isBlock, lines } of sectionsOf(message)) {
    const text = withoutMarkdown(lines.join('\n'));
    const quotations = isBlock ? [text] : pairedMarks(text).map((marked) => inner(text, marked));
    for (const quotation of quotations) {
      if (found.size === MOST_QUOTATIONS) return [...found];
      const trimmed = quotation.trim();
      if (countsWords(trimmed)) found.add(trimmed);
    }
  }
  return [...found];
}

interface Section {
  readonly isBlock: boolean;
  readonly lines: string[];
}

/** Runs of lines that are quoted, or not; a citation ends a quotation and is in neither. */
function sectionsOf(message: string): Section[] {
  const sections: Section[] = [];
  let toTheEnd = false;
  let ended = false;
  for (const line of message.split(/\r\n|\r|\n/)) {
    const opensRest = /^ {0,3}>>> ?/.exec(line)?.[0];
    const bar = opensRest ?? (toTheEnd ? undefined : BLOCK_LINE.exec(line)?.[0]);
    toTheEnd ||= opensRest !== undefined;
    const isBlock = toTheEnd || bar !== undefined;
    const content = line.slice(bar?.length ?? 0);
    if (isBlock && CITATION.test(content)) {
      ended = true;
      continue;
    }
    const open = sections.at(-1);
    if (open !== undefined && open.isBlock === isBlock && !ended) open.lines.push(content);
    else sections.push({ isBlock, lines: [content] });
    ended = false;
  }
  return sections;
}

function inner(text: string, { start, end }: Marked): string {
  return text.slice(start + 1, end - 1);
}

function countsWords(text: string): boolean {
  return writtenTokensOf(text).filter(isWord).length >= FEWEST_WORDS;
}
