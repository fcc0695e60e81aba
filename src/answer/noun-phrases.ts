import type { Span } from '../corpus/document.js';
import type { Name } from '../retrieval/names.js';
import { isFiller, type Token, tokensOf } from './tokens.js';

/** A phrase such as “the second ferry”; the range, in code units, takes in its determiner. */
export interface NounPhrase extends Span {
  /** With “the” in place of another determiner. */
  readonly text: string;
  /** Its noun. */
  readonly head: Token;
  /** Whether the question asks which one it is, or how many. */
  readonly asked: boolean;
}

const ASKING = /^(?:which|what|many)$/;
const DETERMINER = /^(?:the|an?|this|that|these|those|his|her|their|its|our)$/;
/** Behind one of these and its subject stands a verb. */
const DO =
  /^(?:do|does|did|didnt|doesnt|dont|will|would|can|could|should|has|have|had|must|might)$/;
/** A verb that fills, so that the word before it is none. */
const LIGHT_VERB = /^(?:have|be|been|say|mean|want|get|know|find|tell|show|do)$/;
const PREPOSITION = /^(?:of|to|in|at|on|for|from|with|by|about|under|after|before|between|and|or)$/;
/** As it is written: “captain's” is none. “News” is, but seldom ends a phrase. */
const PLURAL = /^(?!news$).*[^\W_s]s$/i;
const LONGEST = 5;

/** The noun phrases of a question that a determiner, “which” or “how many” begins, in their order. */
export function nounPhrasesOf(text: string, names: readonly Name[]): NounPhrase[] {
  const tokens = tokensOf(text);
  const phrases: NounPhrase[] = [];
  for (const [i, { word, start, end }] of tokens.entries()) {
    const asked = ASKING.test(word);
    if (!asked && !DETERMINER.test(word)) continue;
    const last = lastOf(text, tokens, i, names);
    const head = tokens[last];
    if (last === i || head === undefined) continue;
    const until = tokens[ofPhrase(text, tokens, last, names)]?.end ?? head.end;
    phrases.push({ start, end: until, text: `the${text.slice(end, until)}`, head, asked });
  }
  return phrases;
}

/** Index of the last word of the phrase whose determiner is at `from`; `from` if there is none. */
function lastOf(text: string, tokens: readonly Token[], from: number, names: readonly Name[]) {
  let last = from;
  while (last - from < LONGEST) {
    const [before, next] = [tokens[last], tokens[last + 1]];
    if (before === undefined || next === undefined || isFiller(next)) break;
    if (!/^[\s-]+$/.test(text.slice(before.end, next.start))) break;
    // “the principles Ada Brun set out”: a full name begins a clause of its own.
    if (last > from && names.some(({ start, end }) => start === next.start && end > next.end))
      break;
    last++;
    // “how much are the assets worth”: what follows a plural is hardly part of its phrase.
    const isNamed = names.some(({ start, end }) => start <= next.start && next.end <= end);
    if (!isNamed && PLURAL.test(text.slice(next.start, next.end))) return last;
  }
  const after = tokens[last + 1]?.word ?? '';
  const isSubject =
    DO.test(tokens[from - 1]?.word ?? '') && !PREPOSITION.test(after) && !LIGHT_VERB.test(after);
  return isSubject && last - from >= 2 ? last - 1 : last;
}

/** Index of the last word of “of …” behind `last`; `last` if there is none. */
function ofPhrase(text: string, tokens: readonly Token[], last: number, names: readonly Name[]) {
  if (tokens[last + 1]?.word !== 'of') return last;
  const from = /^(?:the|an?)$/.test(tokens[last + 2]?.word ?? '') ? last + 2 : last + 1;
  const name = names.find(({ start }) => start === tokens[from + 1]?.start);
  const end = name && tokens.findIndex((token) => token.end === name.end);
  const found = end ?? lastOf(text, tokens, from, names);
  return found > from ? found : last;
}
