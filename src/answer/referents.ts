import type { Name } from '../retrieval/names.js';
import type { Turn } from './conversation.js';
import type { Dependent } from './dependence.js';
import { type NounPhrase, nounPhrasesOf } from './noun-phrases.js';
import { AUXILIARY, isFiller, TIME, tokensOf } from './tokens.js';

/** @param cased whether names have capitals in the text: in a quote, and not in a question. */
export type NamesIn = (text: string, cased?: boolean) => readonly Name[];

/** Words between an auxiliary and its subject: "did the old captain Brun". */
const BEFORE_SUBJECT = 2;
const WHO = /^\W*(?:\w+\W+){0,2}who(?:s|m)?\b/i;

/** What `Name.concept` begins with. */
export function kindOf({ concept }: Pick<Name, 'concept'>): string {
  return concept.slice(0, concept.indexOf(':'));
}

/**
 * What the word stands for, in the words of the turns: the newest turn that has it.
 *
 * @param own names of the question that holds the word; it stands for none of them.
 */
export function referentOf(
  { role, form }: Dependent,
  turns: readonly Turn[],
  own: readonly Name[],
  namesIn: NamesIn,
): string | undefined {
  for (const turn of turns.toReversed()) {
    const names = namesIn(turn.question);
    const found =
      role === 'person'
        ? personOf(turn, names, own, form === 'object', namesIn)
        : role === 'fact'
          ? undefined
          : role === 'place'
            ? placeOf(turn, names, namesIn)
            : thingOf(turn.question, names, role === 'group');
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A person of the question; if it has none, of the quote that answered it. */
function personOf(
  { question, quote }: Turn,
  names: readonly Name[],
  own: readonly Name[],
  asObject: boolean,
  namesIn: NamesIn,
): string | undefined {
  const isOwn = ({ concept }: Name) => own.some((other) => other.concept === concept);
  const asksWho = WHO.test(question);
  const people = peopleOf(question, names, asksWho);
  const others = people.filter((person) => !isOwn(person));
  // Who did something before does something again.
  const person = asObject ? others.at(-1) : subjectOf(question, others);
  if (person !== undefined) return withArticle(question, person);
  if (quote === undefined || people.length > 0) return undefined;
  const quoted = peopleOf(quote, namesIn(quote, true), asksWho).filter((each) => !isOwn(each));
  const [first] = withoutOwners(quote, quoted);
  return first && withArticle(quote, first);
}

/** Who stands behind an auxiliary or “according to”; else the first. */
function subjectOf(question: string, people: readonly Name[]): Name | undefined {
  const tokens = tokensOf(question);
  const acts = ({ start }: Name) => {
    const at = tokens.findIndex((token) => token.start >= start);
    const before = tokens.slice(Math.max(0, at - BEFORE_SUBJECT - 1), at);
    return before.some(({ word }) => AUXILIARY.test(word) || word === 'according');
  };
  const heads = withoutOwners(question, people);
  return heads.find(acts) ?? heads[0];
}

/** Without Brun in “Brun's first envoy Kieran”. */
function withoutOwners(text: string, people: readonly Name[]): Name[] {
  return people.filter(({ end }, i) => {
    const between = text.slice(end, people[i + 1]?.start ?? end);
    return !/^['’]s?\s/.test(between) || tokensOf(between.slice(2)).some(isFiller);
  });
}

/** “the army secretary”, which is no name. */
function withArticle(text: string, { start, end }: Name): string {
  const article = /\bthe\s+$/i.test(text.slice(0, start)) ? 'the ' : '';
  return article + text.slice(start, end);
}

/** Where somebody is asked for, a name of several words without an article is a person's, too. */
function peopleOf(text: string, names: readonly Name[], asksWho: boolean): readonly Name[] {
  const people = names.filter((name) => kindOf(name) === 'person');
  if (people.length > 0 || !asksWho) return people;
  return names.filter(
    ({ start, end, ...name }) =>
      kindOf(name) === 'name' &&
      /\s/.test(text.slice(start, end)) &&
      !/\bthe\s+$/i.test(text.slice(0, start)),
  );
}

/** A place of the question; of the quote, when the question asked for one. */
function placeOf({ question, quote }: Turn, names: readonly Name[], namesIn: NamesIn) {
  const asked = /\bwhere\b/i.test(question) ? quote : undefined;
  return locatedIn(question, names) ?? (asked && locatedIn(asked, namesIn(asked, true)));
}

function locatedIn(text: string, names: readonly Name[]): string | undefined {
  const behind = (words: RegExp) => (each: Name) => words.test(text.slice(0, each.start));
  // “the Danish side” is no place.
  const bare = names.filter((each) => kindOf(each) === 'place' && !behind(/\bthe\s+$/i)(each));
  const name = names.find(behind(/\b(?:in|at|near)\s+(?:the\s+)?$/i)) ?? bare[0];
  return name && text.slice(name.start, name.end);
}

function thingOf(text: string, names: readonly Name[], isGroup: boolean): string | undefined {
  const phrases = nounPhrasesOf(text, names);
  const isPlural = ({ head }: NounPhrase) => /[^s]s$/.test(head.word);
  const people = names.filter((name) => kindOf(name) === 'person');
  const others = names.filter((name) => !people.includes(name));
  const [named] = others
    .map(({ start, end }) => text.slice(start, end))
    .filter((written) => !TIME.test(written));
  if (!isGroup) {
    const topic = phrases.find(({ start }) => /\babout\s+$/i.test(text.slice(0, start)));
    return (topic ?? phrases.find((each) => !isPlural(each)) ?? phrases[0])?.text ?? named;
  }
  // “the Danish side”, but not “the captain of the Danish side”.
  const bearsName = ({ start, head }: NounPhrase) =>
    others.some((name) => name.start >= start && name.end <= head.end);
  const group = phrases.find(bearsName) ?? phrases.find(isPlural);
  if (group === undefined && people.length > 1)
    return people.map(({ start, end }) => text.slice(start, end)).join(' and ');
  return group?.text ?? named;
}
