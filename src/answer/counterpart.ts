import type { Span } from '../corpus/document.js';
import { namesParty } from '../retrieval/gazetteer.js';
import { nounPhrasesOf } from './noun-phrases.js';
import { kindOf, type NamesIn } from './referents.js';
import { AUXILIARY, isContent, TIME, tokensOf } from './tokens.js';

const PREPOSITION = /^(for|in|on|by|to|from|with|about|at)\s+(.+)$/is;
/** Where what a preposition stands before ends. */
const BEHIND_OBJECT =
  /(?<!\s)\s+(?:on|in|at|during|before|after|when|with|to|for|from|by)\b|(?<![\s?!.…])[\s?!.…]*$/i;

/** Half-open range of code units of a question, and what is written there instead. */
export interface Counterpart extends Span {
  readonly by: string;
}

/**
 * The part of `question` that is of the same kind as `topic`, which follows on “what about”: a day
 * for a day, a name for a name, else a noun phrase, the one with the same noun first.
 */
export function counterpartOf(
  topic: string,
  question: string,
  namesIn: NamesIn,
): Counterpart | undefined {
  const [, preposition, bare = topic] = PREPOSITION.exec(topic) ?? [];
  const time = TIME.exec(question);
  if (TIME.test(bare) && time !== null)
    return {
      start: time.index,
      end: time.index + time[0].length,
      by: TIME.exec(bare)?.[0] ?? bare,
    };
  const names = namesIn(question);
  const phrases = nounPhrasesOf(question, names).filter(({ asked }) => !asked);
  if (preposition !== undefined) {
    const start = new RegExp(`^.*\\b${preposition}\\s+`, 'is').exec(question)?.[0].length;
    const length = question.slice(start).search(BEHIND_OBJECT);
    if (start !== undefined) return { start, end: start + length, by: bare };
  }
  const own = namesIn(bare).find(({ start, end }) => end === bare.length && start <= 'the '.length);
  if (own !== undefined && (own.start === 0 || /^the\s+$/i.test(bare.slice(0, own.start)))) {
    const written = ({ start, end }: Span) => question.slice(start, end);
    const isParty = namesParty(bare.slice(own.start, own.end));
    const alike = names.filter((name) => kindOf(name) === kindOf(own));
    // A people acts as a person does, and nobody acts in its place in “say in Sweden”.
    const same =
      alike.find((name) => namesParty(written(name)) === isParty) ??
      (isParty ? names.find((name) => kindOf(name) === 'person') : alike[0]) ??
      subjectOf(question, [...phrases, ...names]);
    if (same === undefined) return undefined;
    // “the” goes with the name: “the Office” gives way to “Brno”.
    const phrase = phrases.find(({ end }) => end === same.end);
    const article = phrase && /^the\s+$/i.test(question.slice(phrase.start, same.start));
    return { start: article ? phrase.start : same.start, end: same.end, by: bare };
  }
  const head = tokensOf(bare).at(-1)?.word ?? '';
  const phrase = phrases.find((each) => each.head.word === head) ?? phrases.at(-1);
  const by = /^ones?$/.test(head) ? bare.replace(/ones?$/i, phrase?.head.word ?? '') : bare;
  return phrase && { start: phrase.start, end: phrase.end, by };
}

/** What stands behind the first auxiliary: one of `parts`, or else a word. */
function subjectOf(question: string, parts: readonly Span[]): Span | undefined {
  const tokens = tokensOf(question);
  const verb = tokens.findIndex(({ word }) => AUXILIARY.test(word));
  const subject = tokens[verb + 1];
  if (verb === -1 || subject === undefined) return undefined;
  return (
    parts.find(({ start }) => start === subject.start) ?? (isContent(subject) ? subject : undefined)
  );
}
