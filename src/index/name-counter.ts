import {
  type CaseCounts,
  count,
  type DocumentNames,
  isAlone,
  type NameTally,
} from './name-counts.js';
import { PARTICLES, partsOf } from './name-spelling.js';
import { type NameUse, nameUsesOf } from './names.js';
import { titleKey } from './titles.js';
import type { Word } from './words.js';

/** A passage as names are counted in it. */
export interface PassageWords {
  readonly text: string;
  /** Of `text`, as `wordsOf` gives them. */
  readonly words: readonly Word[];
  /** Where its sentences end, rising, code units of `text`. */
  readonly ends: readonly number[];
}

/** What "She" at the beginning of the next sentence says for a name. */
const PRONOUN_EVIDENCE = 1.5;
/** What all uses of a surname alone in one document say at most for the full name. */
const EVIDENCE_OF_SURNAME = 3;
const IN_ADDRESS = new Set('/@._-#=%&?');
/** Shares of capitals from which a sentence is a heading that says nothing about names. */
const HEADING = 0.6;

/**
 * Counts the names in one document; the same passages always give the same counts.
 *
 * @param passages of the document, in the order of its text.
 */
export function namesIn(passages: Iterable<PassageWords>): DocumentNames {
  const counter = new NameCounter();
  for (const passage of passages) counter.addPassage(passage);
  counter.resolveSurnames();
  return counter;
}

/** A tally with the number of the passage it was counted in last. */
type Tally = NameTally & { last: number };

class NameCounter implements DocumentNames {
  readonly names = new Map<string, Tally>();
  readonly cases = new Map<string, CaseCounts>();
  /** Full names by surname, in the order they were met. */
  readonly #bearers = new Map<string, Tally[]>();
  #passage = 0;
  /** The name that the sentence before began with. */
  #opened: Tally | undefined;

  addPassage({ text, words, ends }: PassageWords): void {
    this.#passage++;
    this.#opened = undefined;
    let from = 0;
    for (const end of ends) {
      let to = from;
      while (to < words.length && (words[to] as Word).start < end) to++;
      if (!isHeading(text, end, words, from, to)) this.#addSentence(text, words, from, to);
      from = to;
    }
  }

  /**
   * A surname alone means the person whose full name stands in the same document, of several the
   * one who is named more, or was named first.
   */
  resolveSurnames(): void {
    for (const [surname, bearers] of this.#bearers) {
      const used = this.names.get(surname);
      if (used === undefined) continue;
      used.resolved = used.uses;
      const person = bearers.reduce((a, b) => (b.uses > a.uses ? b : a));
      person.passages += used.passages;
      person.evidence += Math.min(used.evidence, EVIDENCE_OF_SURNAME);
      for (const [title, uses] of used.titles) count(person.titles, title, uses);
    }
  }

  #addSentence(text: string, words: readonly Word[], from: number, to: number): void {
    for (let i = from; i < to; i++) {
      const { word, capital, start } = words[i] as Word;
      // Addresses have no capitals and would make a common word of any name.
      if ((i === from && capital) || IN_ADDRESS.has(text[start - 1] ?? '')) continue;
      let counts = this.cases.get(word);
      if (counts === undefined) {
        counts = { lower: 0, capital: 0 };
        this.cases.set(word, counts);
      }
      if (capital) counts.capital++;
      else counts.lower++;
    }
    const opening = (words[from] as Word | undefined)?.word;
    if ((opening === 'he' || opening === 'she') && this.#opened !== undefined) {
      this.#opened.evidence += PRONOUN_EVIDENCE;
    }
    this.#opened = undefined;
    for (const use of nameUsesOf(text, words, from, to)) {
      const tally = this.#addUse(text, words, use);
      if (use.from === from) this.#opened = tally;
    }
  }

  #addUse(text: string, words: readonly Word[], use: NameUse): Tally {
    const used = words.slice(surnameOnly(text, words, use) ? use.to - 1 : use.from, use.to);
    const tally = this.#tallyOf(used.map(({ word }) => word));
    const written = text.slice((used[0] as Word).start, (used.at(-1) as Word).end);
    count(tally.forms, written.replace(/\s+/g, ' '));
    tally.uses++;
    tally.evidence += use.evidence;
    tally.against += use.against;
    if (use.titled) tally.titled++;
    for (const words of use.titles) {
      const title = titleKey(words);
      if (title !== '') count(tally.titles, title);
    }
    const bearers = used.length === 1 ? this.#bearers.get((used[0] as Word).word) : undefined;
    const isCounted = bearers?.some(({ last }) => last === this.#passage) ?? false;
    if (tally.last !== this.#passage && !isCounted) tally.passages++;
    tally.last = this.#passage;
    return tally;
  }

  #tallyOf(words: readonly string[]): Tally {
    const key = words.join(' ');
    const known = this.names.get(key);
    if (known !== undefined) return known;
    const none = { uses: 0, passages: 0, evidence: 0, against: 0, titled: 0, resolved: 0, last: 0 };
    const tally: Tally = { ...none, titles: new Map(), forms: new Map() };
    this.names.set(key, tally);
    if (isAlone(key)) return tally;
    const surname = partsOf(words).last;
    const bearers = this.#bearers.get(surname);
    if (bearers === undefined) this.#bearers.set(surname, [tally]);
    else bearers.push(tally);
    return tally;
  }
}

/** Whether a surname of several words stands alone: "Smith-Jones", "von der Berg". */
function surnameOnly(text: string, words: readonly Word[], { from, to }: NameUse): boolean {
  const first = words[from] as Word;
  if (to - from === 2 && text[first.end] === '-') return true;
  const isParticle = (word: Word) => !word.capital && PARTICLES.has(word.word);
  return (
    PARTICLES.has(first.word) && words.slice(from + 1, to - 1).every(isParticle) && to - from > 2
  );
}

/** Headings have capitals throughout, and no stop at their end. */
function isHeading(
  text: string,
  end: number,
  words: readonly Word[],
  from: number,
  to: number,
): boolean {
  if (/[.!?:”"]/.test(text[end - 1] as string) || words[from]?.word === 'by') return false;
  let long = 0;
  let capital = 0;
  for (let i = from; i < to; i++) {
    const word = words[i] as Word;
    if (word.end - word.start < 4) continue;
    long++;
    if (word.capital) capital++;
  }
  return long > 2 && to - from < 25 && capital > HEADING * long;
}
