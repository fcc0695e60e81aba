import type { Span } from '../corpus/document.js';
import { trimSpan } from '../corpus/lines.js';
import { piecesOf } from './pieces.js';
import { quotationsOf } from './quotations.js';
import { segmentEnds } from './segments.js';

const BEFORE = /(?:^|[\s("“‘[*_—–-])/.source;

/** Never the end of a sentence: a name, a number or the rest of a term follows. */
const TITLES = new RegExp(
  `${BEFORE}(?:M[rR]|M[rR][sS]|M[sS]|M[xX]|D[rR]|Prof|PROF|Rev|REV|Hon|HON|Sen|SEN|Rep|REP|Gov|GOV|Gen|GEN|Lt|LT|Col|COL|Maj|MAJ|Capt|CAPT|Cmdr|CMDR|Adm|ADM|Sgt|SGT|Cpl|Pvt|Amb|AMB|Sec|SEC|Supt|Pres|Messrs|St|ST|Mt|Ft|vs|v|Art|Arts|Sect|Fig|Figs|Vol|Pub|Stat|Exec|pp?|cf|ca|approx|e\\.g|i\\.e|viz|al)\\.$`,
);
/** Stands before a number, and is a word or a month otherwise. */
const NUMBERED = new RegExp(`${BEFORE}(?:No|NO|Nos|no|nos|ch|para|pt|Op|op|Reg)\\.$`);
/** An abbreviation that may end a sentence: it does when something that opens one follows. */
const ABBREVIATIONS = new RegExp(
  `${BEFORE}(?:(?:\\p{L}\\.){0,6}\\p{L}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun|Inc|Ltd|Co|Corp|Bros|Jr|JR|Sr|SR|Ph\\.D|etc|Dept|Univ|Fed|Ave|Blvd|Rd)\\.$`,
  'u',
);
/** A letter with a stop behind it ("A." in "J. A. Smith") is an initial and opens nothing. */
const OPENERS =
  /^["“‘(*_]*(?:(?:The|He|She|It|They|We|You|This|That|These|Those|There|Here|In|On|At|But|And|Or|So|As|If|When|While|After|Before|Since|Although|However|For|By|With|From|To|His|Her|Its|Their|Our|My|Not|No|What|Who|Why|How|Is|Are|Can|Does|Did|Many|Some|Both|During|According|Now|Then|Today|Yet|Also|Asked|Several)\b|(?:A|An|I)[\s’'])/;
const CONTINUES = /^[\s)\]”’"'*_]*[\p{Ll},;:)\]”’]/u;
/** What counts or names a part of a text, and nothing else: "1.", "(b)", "Section 2." */
const ENUMERATOR =
  /^\W{0,8}(?:\p{N}{1,3}\\?|[a-z]|[ivx]{1,5}|(?:Sec(?:tion|\.)?|Art(?:icle|\.)?|Part|Chapter|Step|SEC(?:TION|\.)?)\s+[\p{N}\p{Lu}.]{1,6})[.)]{1,2}\W{0,3}$/iu;
/** A name and a verb of saying, behind a quotation that ends in a question or an exclamation. */
const ATTRIBUTION =
  /^(?:[\p{Lu}][\p{L}.’'-]*\s+){1,4}(?:said|says|asked|asks|wrote|writes|added|told|replied|answered|explained|continued|insisted|exclaimed|shouted|posted)\b/u;
/** Marks that close what the sentence opened, when nothing but they stands behind its stop. */
const CLOSING = /^[*_”’"')\]]{1,8}(?=\s|$)/;

/**
 * The sentences of a block of `text`, trimmed, in order, covering all of it but white space. A
 * balanced quotation stays whole together with the words that attribute it; what nobody could quote,
 * as it has no end in sight, is cut into pieces.
 */
export function sentencesOf(text: string, block: Span): Span[] {
  // A line end inside a block is a wrap, no boundary; replaced one for one, offsets stay.
  const flat = text.slice(block.start, block.end).replace(/[\n\r\u0085\u2028\u2029]/g, ' ');
  const inQuotation = within(quotationsOf(flat));
  const sentences: Span[] = [];
  let start = 0;
  for (const segmentEnd of segmentEnds(flat)) {
    const end = segmentEnd + closingLength(flat, segmentEnd);
    // Nothing but closing marks that the sentence before has taken.
    if (end <= start) continue;
    if (end < flat.length && (inQuotation(end) || !isBoundary(flat, start, end))) continue;
    const span = trimSpan(text, { start: block.start + start, end: block.start + end });
    if (span.start < span.end) sentences.push(...piecesOf(text, span));
    start = end;
  }
  return sentences;
}

/** Marks that the segmenter took for the beginning of the next sentence. */
function closingLength(flat: string, segmentEnd: number): number {
  if (/\s/.test(flat.charAt(segmentEnd - 1))) return 0;
  return CLOSING.exec(flat.slice(segmentEnd, segmentEnd + 9))?.[0].length ?? 0;
}

function isBoundary(flat: string, start: number, end: number): boolean {
  const last = flat.slice(Math.max(start, end - 200), end).trimEnd();
  const rest = flat.slice(end, end + 80);
  if (CONTINUES.test(rest)) return false;
  if (end - start <= 24 && ENUMERATOR.test(last)) return false;
  const tail = last.slice(-24);
  if (!tail.endsWith('.')) return !/[?!]["”]$/.test(tail) || !ATTRIBUTION.test(rest.trimStart());
  if (TITLES.test(tail)) return false;
  if (NUMBERED.test(tail) && /^\s*\p{N}/u.test(rest)) return false;
  return !ABBREVIATIONS.test(tail) || OPENERS.test(rest.trimStart());
}

/** Whether a position, asked for in rising order, lies inside one of the spans. */
function within(spans: readonly Span[]): (position: number) => boolean {
  let next = 0;
  return (position) => {
    while (next < spans.length && (spans[next] as Span).end <= position) next++;
    return next < spans.length && (spans[next] as Span).start < position;
  };
}
