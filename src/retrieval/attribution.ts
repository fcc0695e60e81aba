import { SAYING } from '../index/titles.js';
import type { Word } from '../index/words.js';
import type { Mention } from './mention.js';
import {
  type Attribution,
  gap,
  isOfTitle,
  phraseFrom,
  phraseUpTo,
  toAttribution,
  type VoicedSentence,
  type Words,
} from './phrases.js';
import { isQuoted, type Quoted } from './quoted.js';

const BETWEEN = new Set(
  'had has have also later then again just recently previously repeatedly himself herself first'.split(
    ' ',
  ),
);
const PASSIVE = new Set('is was were are be been being to not'.split(' '));
const RELATIVE = new Set(['who', 'whom']);

/** The people of a sentence outside quotations, the surest of each range, in order. */
export function peopleAt(sentence: VoicedSentence, quoted: Quoted): Mention[] {
  const best = new Map<number, Mention>();
  for (const mention of sentence.mentions) {
    if (!mention.concept.startsWith('person:')) continue;
    if (isQuoted(quoted, sentence.words[mention.from]?.start ?? 0)) continue;
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
    if (found === undefined || (found.kind === 'others' && isParticiple(words, at))) continue;
    // Behind a comma or a quotation stands who said all of it: "…, Roe said".
    if (first === undefined || (found.kind === 'person' && isAside(sentence, found))) first = found;
  }
  return first ?? participle(sentence, quoted);
}

/** "the emergency declared in May": nobody declares anything here. */
function isParticiple(words: readonly Word[], at: number): boolean {
  return /ed$/.test((words[at] as Word).word) && /^(?:in|by|on)$/.test(words[at + 1]?.word ?? '');
}

function isAside(sentence: VoicedSentence, { from }: Words): boolean {
  let at = from - 1;
  while (at >= 0 && gap(sentence, at) === '' && isOfTitle(sentence.words[at] as Word)) at--;
  return at >= 0 && /[,”"»]/.test(gap(sentence, at));
}

/** "…, adding that": what the subject of the sentence does besides. */
function participle({ words }: VoicedSentence, quoted: Quoted): Attribution | undefined {
  const says = ({ word, start }: Word) =>
    /^(?:say|stat|add|not|warn|stress|insist|argu|writ|acknowledg|emphasi[sz])ing$/.test(word) &&
    !isQuoted(quoted, start);
  return words.some(says) ? { kind: 'subject' } : undefined;
}

/** The subject in front of a verb of saying. */
function before(
  sentence: VoicedSentence,
  people: readonly Mention[],
  verb: number,
): Attribution | undefined {
  const { words } = sentence;
  let last = verb - 1;
  while (last >= 0 && isBetween((words[last] as Word).word) && gap(sentence, last) === '') last--;
  const subject = words[last];
  if (subject === undefined) return undefined;
  const between = gap(sentence, last);
  if (between === ',') return beforeComma(sentence, people, last);
  if (between !== '') return undefined;
  const { word } = subject;
  if (word === 'he' || word === 'she') return { kind: 'he' };
  if (word === 'it' || word === 'they') {
    const opens = last === 0 || gap(sentence, last - 1) !== '';
    return opens ? { kind: 'it' } : undefined;
  }
  if (word === 'and' || word === 'but') return { kind: 'subject' };
  if (RELATIVE.has(word)) return toAttribution(people.find(({ to }) => to === last));
  const person = people.find(({ to }) => to === last + 1);
  if (person !== undefined)
    return isOneOfSeveral(words, person, people) ? undefined : toAttribution(person);
  return phraseUpTo(sentence, people, last);
}

/** "Jane Roe, who leads the party, said": the person in front of what is put between. */
function beforeComma(
  sentence: VoicedSentence,
  people: readonly Mention[],
  last: number,
): Attribution | undefined {
  const owner = people.findLast(({ to }) => to <= last && gap(sentence, to - 1) === ',');
  if (owner === undefined) return undefined;
  const first = people.find(
    (person) =>
      gap(sentence, person.to - 1) === ',' &&
      (sentence.words[person.to]?.word ?? '').startsWith('who'),
  );
  return toAttribution(first ?? owner);
}

/** "…,” said Jane Roe": the subject behind the verb. */
function behind(
  sentence: VoicedSentence,
  quoted: Quoted,
  people: readonly Mention[],
  verb: number,
): Attribution | undefined {
  const { word, start } = sentence.words[verb] as Word;
  if (word.endsWith('ing')) return undefined;
  const left = sentence.text.slice(0, start).trimEnd();
  if (quoted.ranges.length === 0 && !left.endsWith(',')) return undefined;
  if (!/[,?!.”"»]$/.test(left)) return undefined;
  return phraseFrom(sentence, people, verb + 1);
}

function isOneOfSeveral(
  words: readonly Word[],
  person: Mention,
  people: readonly Mention[],
): boolean {
  return words[person.from - 1]?.word === 'and' && people.some(({ to }) => to < person.from);
}

function isBetween(word: string): boolean {
  return BETWEEN.has(word) || word.endsWith('ly');
}
