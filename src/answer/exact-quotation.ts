import type { Span } from '../corpus/document.js';
import { occurrences } from './occurrences.js';
import { cutsBefore, cutsBehind } from './word-edges.js';
import { isSame, isWord, smallFirst, type WrittenToken } from './written-tokens.js';

/**
 * Code units between two parts of one quotation at most, about three paragraphs: what stands further
 * apart was put together from two places, whatever dots stand between.
 */
export const FARTHEST_PART = 2_000;

/** What may stand at either end of a quotation as the sentence around it wants it. */
const OUTER = /^[",.;:()[\]…-]$/;

/** A stretch of a quotation between ellipses: `core` is what must stand in the document. */
export interface Part {
  /** Outer punctuation, quoted where the document has it, too. */
  readonly lead: readonly WrittenToken[];
  /** From the first to the last token that is not outer punctuation; holds a word. */
  readonly core: readonly WrittenToken[];
  readonly tail: readonly WrittenToken[];
}

/** The parts of a quotation, parted by its ellipses; those without a word are left out. */
export function partsOf(tokens: readonly WrittenToken[]): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (let to = 0; to <= tokens.length; to++) {
    if (to < tokens.length && tokens[to]?.kind !== 'ellipsis') continue;
    parts.push(...partOf(tokens.slice(from, to)));
    from = to + 1;
  }
  return parts;
}

/** The quotation as one part, its ellipses being the document's own; none when it has no word. */
export function partOf(tokens: readonly WrittenToken[]): Part[] {
  if (!tokens.some(isWord)) return [];
  const isInner = (_: WrittenToken, i: number) => !isOuter(tokens, i);
  const first = tokens.findIndex(isInner);
  const behind = tokens.findLastIndex(isInner) + 1;
  return [
    { lead: tokens.slice(0, first), core: tokens.slice(first, behind), tail: tokens.slice(behind) },
  ];
}

/** A dash on a figure is its sign. */
function isOuter(tokens: readonly WrittenToken[], i: number): boolean {
  const token = tokens[i] as WrittenToken;
  const next = tokens[i + 1];
  const isSign = token.key === '-' && next?.kind === 'number' && next.start === token.end;
  return OUTER.test(token.key) && !isSign;
}

/**
 * The places of a text where all parts stand in order, each in the same words and marks; a span a
 * part, in code units of the text. The first parts of two places do not overlap.
 */
export function exactIn(text: readonly WrittenToken[], parts: readonly Part[]): Span[][] {
  const [first, ...others] = parts;
  const places: Span[][] = [];
  if (first === undefined) return places;
  let free = 0;
  for (const at of beginningsOf(text, first)) {
    const behind = at < free ? undefined : endOf(text, at, first);
    if (behind === undefined) continue;
    const spans = [spanOf(text, at, behind, first)];
    let from = behind;
    for (const part of others) {
      const found = nextOf(text, from, part);
      if (found === undefined) break;
      spans.push(spanOf(text, found.at, found.behind, part));
      from = found.behind;
    }
    if (spans.length < parts.length) continue;
    places.push(spans);
    free = behind;
  }
  return places;
}

/** Where a part may stand; all that is left to look at are the cases of first letters. */
function beginningsOf(text: readonly WrittenToken[], { core }: Part): Iterable<number> {
  const isRejoined = ({ rejoined }: WrittenToken) => rejoined !== undefined;
  if (text.some(isRejoined) || core.some(isRejoined)) return text.keys();
  const keys = (tokens: readonly WrittenToken[]) => tokens.map(({ key }) => smallFirst(key));
  return occurrences(keys(text), keys(core));
}

/** The nearest place of a part from token `from` on. */
function nextOf(
  text: readonly WrittenToken[],
  from: number,
  part: Part,
): { readonly at: number; readonly behind: number } | undefined {
  const last = (text[from - 1]?.end ?? 0) + FARTHEST_PART;
  for (let at = from; at < text.length && (text[at] as WrittenToken).start <= last; at++) {
    const behind = endOf(text, at, part);
    if (behind !== undefined) return { at, behind };
  }
  return undefined;
}

/** The token behind the part's core if it stands at `at`. */
function endOf(text: readonly WrittenToken[], at: number, { core }: Part): number | undefined {
  let here = at;
  for (let i = 0; i < core.length; i++) {
    const [token, asked] = [text[here], core[i] as WrittenToken];
    if (token === undefined) return undefined;
    if (isSame(token, asked, i === 0)) here++;
    else if (token.rejoined !== undefined && token.rejoined === asked.key) here += 3;
    else if (asked.rejoined !== undefined && asked.rejoined === token.key) {
      here++;
      i += 2;
    } else return undefined;
  }
  return cutsBefore(text, at) || cutsBehind(text, here - 1) ? undefined : here;
}

/** The core with as much of the outer punctuation as the text has, too. */
function spanOf(
  text: readonly WrittenToken[],
  at: number,
  behind: number,
  { lead, tail }: Part,
): Span {
  let [first, last] = [at, behind - 1];
  for (const { key } of lead.toReversed()) {
    if (text[first - 1]?.key === key) first--;
  }
  for (const { key } of tail) {
    if (text[last + 1]?.key === key) last++;
  }
  return { start: (text[first] as WrittenToken).start, end: (text[last] as WrittenToken).end };
}
