import type { Span } from '../corpus/document.js';
import {
  type Aligned,
  alignWords,
  isContent,
  likenessOf,
  NEAR_FROM,
  type Pair,
} from './align-words.js';
import { FARTHEST_PART, type Part } from './exact-quotation.js';
import { cutsBefore, cutsBehind } from './word-edges.js';
import { isSame, isWord, type WrittenToken } from './written-tokens.js';

/** Positions of tokens, the last one included. */
export interface Stretch {
  readonly first: number;
  readonly last: number;
}

/** Where a text comes nearest to a quotation. */
export interface Near {
  readonly asked: readonly WrittenToken[];
  readonly aligned: Aligned;
  /** Of the text's tokens, in order; one more than there are gaps. */
  readonly stretches: readonly Stretch[];
  /** 0…1. */
  readonly likeness: number;
}

/** `undefined` when the text comes nowhere near. */
export function nearIn(text: readonly WrittenToken[], parts: readonly Part[]): Near | undefined {
  const asked = parts.flatMap(({ core }) => core);
  const best = alignWords(asked, text, breaksOf(parts));
  if (best === undefined) return undefined;
  const stretches = stretchesOf(best, asked, text);
  const aligned = withEnds(best, stretches, asked, text);
  const taken = stretches.flatMap(({ first, last }) => text.slice(first, last + 1));
  // Words that every text has stand in any order somewhere.
  if (!aligned.pairs.some((pair) => isContent(asked[pair.asked] as WrittenToken))) return undefined;
  const likeness = likenessOf(asked, taken, aligned.pairs);
  if (likeness < NEAR_FROM || isTornApart(text, stretches)) return undefined;
  return { asked, aligned, stretches, likeness };
}

export function spanOf(text: readonly WrittenToken[], { first, last }: Stretch): Span {
  return { start: (text[first] as WrittenToken).start, end: (text[last] as WrittenToken).end };
}

function breaksOf(parts: readonly Part[]): Set<number> {
  const breaks = new Set<number>();
  let behind = 0;
  for (const { core } of parts.slice(0, -1)) {
    behind += core.length;
    breaks.add(behind);
  }
  return breaks;
}

/** What the pairs take in, with the words at the ends for which the quotation has others. */
function stretchesOf(
  { pairs, gapsBefore }: Aligned,
  asked: readonly WrittenToken[],
  text: readonly WrittenToken[],
): Stretch[] {
  const stretches: { first: number; last: number }[] = [];
  for (const [i, pair] of pairs.entries()) {
    const open = stretches.at(-1);
    if (open === undefined || gapsBefore.has(i))
      stretches.push({ first: pair.text, last: pair.text });
    else open.last = pair.text;
  }
  const [start, end] = [stretches[0], stretches.at(-1)];
  if (start !== undefined) {
    start.first = extended(text, start.first, -1, wordsIn(asked.slice(0, pairs[0]?.asked)));
    while (cutsBefore(text, start.first)) start.first = beyond(text, start.first, -1);
  }
  if (end !== undefined) {
    end.last = extended(text, end.last, 1, wordsIn(asked.slice((pairs.at(-1)?.asked ?? 0) + 1)));
    while (cutsBehind(text, end.last)) end.last = beyond(text, end.last, 1);
  }
  return stretches;
}

/** Pairs what is the same at the outer ends, behind words that the best alignment could not pass. */
function withEnds(
  { pairs, gapsBefore }: Aligned,
  stretches: readonly Stretch[],
  asked: readonly WrittenToken[],
  text: readonly WrittenToken[],
): Aligned {
  const pairAt = (here: number, there: number): Pair | undefined => {
    const [one, other] = [asked[here], text[there]];
    const same = one !== undefined && other !== undefined && isSame(one, other, here === 0);
    return same ? { asked: here, text: there, same } : undefined;
  };
  const [first, last] = [pairs[0] as Pair, pairs.at(-1) as Pair];
  const [start, end] = [stretches[0]?.first ?? 0, stretches.at(-1)?.last ?? 0];
  const leading = within(Math.min(first.asked, first.text - start), (i) => pairAt(i, start + i));
  const lastAsked = asked.length - 1;
  const trailing = within(Math.min(lastAsked - last.asked, end - last.text), (i) =>
    pairAt(lastAsked - i, end - i),
  );
  return {
    pairs: [...leading, ...pairs, ...trailing.reverse()],
    gapsBefore: new Set([...gapsBefore].map((i) => i + leading.length)),
  };
}

/** The first of at most `most` pairs, up to where there is none. */
function within(most: number, pairAt: (i: number) => Pair | undefined): Pair[] {
  const pairs: Pair[] = [];
  for (let i = 0; i < most; i++) {
    const pair = pairAt(i);
    if (pair === undefined) break;
    pairs.push(pair);
  }
  return pairs;
}

/** The neighbour that a quotation may not be without: over a mark, the word that it joins. */
function beyond(text: readonly WrittenToken[], at: number, step: 1 | -1): number {
  const [mark, word] = [text[at + step], text[at + 2 * step]];
  if (mark === undefined || word === undefined || isWord(mark) || !isWord(word)) return at + step;
  const touches = step === 1 ? mark.end === word.start : word.end === mark.start;
  return touches ? at + 2 * step : at + step;
}

/** Moves an end by so many words, within the sentence. */
function extended(
  text: readonly WrittenToken[],
  from: number,
  step: 1 | -1,
  words: number,
): number {
  let at = from;
  let left = words;
  for (let next = from + step; left > 0; next += step) {
    const token = text[next];
    if (token === undefined || /^[.!?…]$/.test(token.key)) break;
    if (!isWord(token)) continue;
    at = next;
    left--;
  }
  return at;
}

function wordsIn(tokens: readonly WrittenToken[]): number {
  return tokens.filter(isWord).length;
}

function isTornApart(text: readonly WrittenToken[], stretches: readonly Stretch[]): boolean {
  return stretches.some((stretch, i) => {
    const before = stretches[i - 1];
    if (before === undefined) return false;
    return spanOf(text, stretch).start - spanOf(text, before).end > FARTHEST_PART;
  });
}
