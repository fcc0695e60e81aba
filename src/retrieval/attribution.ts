import { SAYING } from '../index/titles.js';
import type { Word } from '../index/words.js';
import { isPerson, type Mention } from './mention.js';
import {
  gap,
  isOfTitle,
  type Named,
  phraseFrom,
  phraseUpTo,
  subjectOf,
  type VoicedSentence,
} from './phrases.js';
import { isQuoted, type Quoted } from './quoted.js';

/** Whom a sentence says its words are from; "he said", "it added": whoever was spoken of. */
export type Attribution = Named | 'he' | 'it';

const BETWEEN = new Set(
  'had has have also later then again just recently previously repeatedly himself herself first'.split(
    ' ',
  ),
);
const PASSIVE = new Set('is was were are be been being to not'.split(' '));
const PRONOUN: ReadonlyMap<string, Attribution> = new Map([
  ['he', 'he'],
  ['she', 'he'],
  ['it', 'it'],
  ['they', 'it'],
]);

/** The people of a sentence outside quotations, the surest of each range, in order. */
export function peopleAt(sentence: VoicedSentence, quoted: Quoted): Mention[] {
  const best = new Map<number, Mention>();
  for (const mention of sentence.mentions) {
    if (!isPerson(mention) || isQuoted(quoted, sentence.words[mention.from]?.start ?? 0)) continue;
    if (mention.weight > (best.get(mention.from)?.weight ?? 0)) best.set(mention.from, mention);
  }
  return [...best.values()].sort((a, b) => a.from - b.from);
}

/** Whom the sentence itself names as the one who speaks, if anybody. */
export function attributionOf(
  sentence: VoicedSentence,
  quoted: Quoted,
  people: readonly Mention[],
): Attribution | undefined {
  const { words } = sentence;
  let first: Attribution | undefined;
  for (const [at, { word, capital, start }] of words.entries()) {
    const isSaying = SAYING.has(word) && !capital;
    if (!isSaying && !(word === 'according' && words[at + 1]?.word === 'to')) continue;
    if (isQuoted(quoted, start) || PASSIVE.has(words[at - 1]?.word ?? '')) continue;
    const found = isSaying
      ? (before(sentence, people, at) ?? behind(sentence, quoted, people, at))
      : phraseFrom(sentence, people, at + 2);
    if (found === undefined) continue;
    const person = typeof found === 'object' && found.concept !== undefined ? found : undefined;
    // "the emergency declared in May": nobody declares anything here.
    const isParticiple = /ed$/.test(word) && /^(?:in|by|on)$/.test(words[at + 1]?.word ?? '');
    if (typeof found === 'object' && person === undefined && isParticiple) continue;
    // Behind a comma or a quotation stands who said all of it: "…, Roe said".
    if (first === undefined || (person !== undefined && isAside(sentence, person))) first = found;
  }
  return first;
}

function isAside(sentence: VoicedSentence, { from }: Named): boolean {
  let at = from - 1;
  while (at >= 0 && gap(sentence, at) === '' && isOfTitle(sentence.words[at] as Word)) at--;
  return at >= 0 && /[,”"»]/.test(gap(sentence, at));
}

/** The subject in front of a verb of saying. */
function before(
  sentence: VoicedSentence,
  people: readonly Mention[],
  verb: number,
): Attribution | undefined {
  const { words } = sentence;
  let last = verb - 1;
  const isBetween = (word: string) => BETWEEN.has(word) || word.endsWith('ly');
  while (last >= 0 && isBetween((words[last] as Word).word) && gap(sentence, last) === '') last--;
  const subject = words[last]?.word;
  if (subject === undefined) return undefined;
  const between = gap(sentence, last);
  if (between === ',') return beforeComma(sentence, people, last);
  if (between !== '') return undefined;
  const pronoun = PRONOUN.get(subject);
  if (pronoun === 'it' && last > 0 && gap(sentence, last - 1) === '') return undefined;
  if (pronoun !== undefined) return pronoun;
  // "Roe came and said": the one whom the sentence is about.
  if (subject === 'and' || subject === 'but') return subjectOf(sentence, people);
  if (/^whom?$/.test(subject)) return people.find(({ to }) => to === last);
  const person = people.find(({ to }) => to === last + 1);
  if (person === undefined) return phraseUpTo(sentence, people, last);
  const isOneOfSeveral =
    words[person.from - 1]?.word === 'and' && people.some(({ to }) => to < person.from);
  return isOneOfSeveral ? undefined : person;
}

/** "Jane Roe, who leads the party, said": the person in front of what is put between. */
function beforeComma(
  sentence: VoicedSentence,
  people: readonly Mention[],
  last: number,
): Named | undefined {
  const set = people.filter(({ to }) => to <= last && gap(sentence, to - 1) === ',');
  return set.find(({ to }) => sentence.words[to]?.word.startsWith('who')) ?? set.at(-1);
}

/** "…,” said Jane Roe": the subject behind the verb. */
function behind(
  sentence: VoicedSentence,
  quoted: Quoted,
  people: readonly Mention[],
  verb: number,
): Named | undefined {
  const { word, start } = sentence.words[verb] as Word;
  const left = sentence.text.slice(0, start).trimEnd();
  const ends = quoted.ranges.length === 0 ? /,$/ : /[,?!.”"»]$/;
  return word.endsWith('ing') || !ends.test(left)
    ? undefined
    : phraseFrom(sentence, people, verb + 1);
}
