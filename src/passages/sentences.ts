import type { Span } from '../corpus/document.js';
import { trimSpan } from '../corpus/lines.js';

/** A quotation longer than this, in code units, is broken at its sentences after all. */
const LONGEST_QUOTATION = 600;

/** Never the end of a sentence: a name, a number or the rest of a term follows. */
const TITLES =
  /(?:^|[\s("“‘[—–-])(?:Mr|Mrs|Ms|Mx|Dr|Prof|Rev|Hon|Sen|Rep|Gov|Gen|Lt|Col|Maj|Capt|Cmdr|Adm|Sgt|Cpl|Pvt|Amb|Sec|Pres|Messrs|St|Mt|Ft|vs|v|No|Nos|Art|Sect|Fig|Vol|pp?|cf|ca|approx|e\.g|i\.e|viz|al)\.$/;
/** An abbreviation that may end a sentence: it does when something that opens one follows. */
const ABBREVIATIONS =
  /(?:^|[\s("“‘[—–-])(?:(?:\p{L}\.){0,6}\p{L}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun|Inc|Ltd|Co|Corp|Bros|Jr|Sr|Ph\.D|etc|Dept|Univ|Ave|Blvd|Rd)\.$/u;
const OPENERS =
  /^["“‘(]?(?:The|A|An|He|She|It|They|We|I|You|This|That|These|Those|There|Here|In|On|At|But|And|Or|So|As|If|When|While|After|Before|Since|Although|However|For|By|With|From|To|His|Her|Its|Their|Our|My|Not|No|What|Who|Why|How)\b/;
const CONTINUES = /^[\s)\]”’"']*[\p{Ll},;:)\]”’]/u;

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/**
 * The sentences of a block of `text`, trimmed, in order, covering all of it but white space. A
 * balanced quotation stays whole together with the words that attribute it.
 */
export function sentencesOf(text: string, block: Span): Span[] {
  // A line end inside a block is a wrap, no boundary; replaced one for one, offsets stay.
  const flat = text.slice(block.start, block.end).replace(/[\n\r\u0085\u2028\u2029]/g, ' ');
  const quotations = quotationsOf(flat);
  const sentences: Span[] = [];
  let start = 0;
  for (const { index, segment } of segmenter.segment(flat)) {
    const end = index + segment.length;
    if (end < flat.length && !isBoundary(flat, start, end, quotations)) continue;
    const span = trimSpan(text, { start: block.start + start, end: block.start + end });
    if (span.start < span.end) sentences.push(span);
    start = end;
  }
  return sentences;
}

function isBoundary(
  flat: string,
  start: number,
  end: number,
  quotations: readonly Span[],
): boolean {
  const sentence = flat.slice(start, end).trimEnd();
  const rest = flat.slice(end, end + 80);
  if (quotations.some((quotation) => quotation.start < end && end < quotation.end)) return false;
  if (CONTINUES.test(rest)) return false;
  const tail = sentence.slice(-24);
  if (TITLES.test(tail)) return false;
  return !ABBREVIATIONS.test(tail) || OPENERS.test(rest);
}

/** Balanced quotations within the block, from the opening mark to behind the closing one. */
function quotationsOf(flat: string): Span[] {
  const quotations: Span[] = [];
  let open: number | undefined;
  for (const { 0: mark, index } of flat.matchAll(/[“”"«»„]/g)) {
    const opens = '“«„'.includes(mark) || (mark === '"' && open === undefined);
    if (opens) open = index;
    else if (open !== undefined) {
      if (index - open <= LONGEST_QUOTATION) quotations.push({ start: open, end: index + 1 });
      open = undefined;
    }
  }
  return quotations;
}
