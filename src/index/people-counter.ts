import { add, addTitle, countsOf, forgetRarest, type NameCounts } from './name-counts.js';
import { PARTICLES, partsOf } from './name-spelling.js';
import { type NameUse, nameUsesOf } from './names.js';
import { titleKey } from './titles.js';
import type { Word } from './words.js';

/** How often a word stands within a sentence with a capital and without. */
export interface CaseCounts {
  lower: number;
  capital: number;
}

/** What "She" at the beginning of the next sentence says for a name. */
const PRONOUN_EVIDENCE = 1.5;
const IN_ADDRESS = new Set('/@._-#=%&?');
/** Names kept before the rarest go: memory stays bounded. */
const NAMES = 400_000;
/** Shares of capitals from which a sentence is a heading that says nothing about names. */
const HEADING = 0.6;

/** Counts names over a corpus, one document after the other. */
export class PeopleCounter {
  readonly full = new Map<string, NameCounts>();
  readonly alone = new Map<string, NameCounts>();
  readonly cases = new Map<string, CaseCounts>();
  #passage = 0;
  /** The name that the sentence before began with. */
  #opened: NameCounts | undefined;
  /** Of the document at hand: full names by surname, with their uses; and words used alone. */
  #bySurname = new Map<string, Map<NameCounts, number>>();
  #single = new Map<string, NameCounts>();

  /**
   * @param words of the passage `text`.
   * @param ends where its sentences end, rising, code units of `text`.
   */
  addPassage(text: string, words: readonly Word[], ends: readonly number[]): void {
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

  /** A surname alone means the person whose full name stands in the same document. */
  endDocument(): void {
    for (const [word, used] of this.#single) {
      const people = this.#bySurname.get(word);
      const counts = countsOf(this.alone, used.words, used.written);
      add(counts, used);
      counts.resolved += people === undefined ? 0 : used.uses;
      if (people === undefined) continue;
      const [person] = [...people].reduce((a, b) => (b[1] > a[1] ? b : a));
      person.passages += used.passages;
      person.evidence += Math.min(used.evidence, 3);
      for (const [title, uses] of used.titles) addTitle(person, title, uses);
    }
    this.#bySurname = new Map();
    this.#single = new Map();
    if (this.full.size > NAMES) forgetRarest(this.full);
    if (this.alone.size > NAMES) forgetRarest(this.alone);
  }

  /** Share of the uses within a sentence that have no capital, 0…1; 0 for a word never seen there. */
  commonness(word: string): number {
    const { lower, capital } = this.cases.get(word) ?? { lower: 0, capital: 0 };
    return lower === 0 ? 0 : lower / (lower + capital);
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
    const opening = (words[from] as Word | undefined)?.word ?? '';
    if ((opening === 'he' || opening === 'she') && this.#opened !== undefined) {
      this.#opened.evidence += PRONOUN_EVIDENCE;
    }
    this.#opened = undefined;
    for (const use of nameUsesOf(text, words, from, to)) {
      const counts = this.#addUse(text, words, use);
      if (use.from === from) this.#opened = counts;
    }
  }

  #addUse(text: string, words: readonly Word[], use: NameUse): NameCounts {
    const used = words.slice(surnameOnly(text, words, use) ? use.to - 1 : use.from, use.to);
    const written = text
      .slice((used[0] as Word).start, (used.at(-1) as Word).end)
      .replace(/\s+/g, ' ');
    const tokens = used.map(({ word }) => word);
    const alone = used.length === 1;
    const counts = countsOf(alone ? this.#single : this.full, tokens, written);
    counts.uses++;
    counts.evidence += use.evidence;
    counts.against += use.against;
    if (use.titled) counts.titled++;
    for (const title of use.titles) addTitle(counts, titleKey(title), 1);
    const named = alone ? [...(this.#bySurname.get(tokens[0] as string)?.keys() ?? [])] : [];
    if (named.some(({ last }) => last === this.#passage)) counts.last = this.#passage;
    if (counts.last !== this.#passage) {
      counts.passages++;
      counts.last = this.#passage;
    }
    if (alone) return counts;
    const surname = partsOf(tokens).last;
    const people = this.#bySurname.get(surname) ?? new Map<NameCounts, number>();
    this.#bySurname.set(surname, people.set(counts, (people.get(counts) ?? 0) + 1));
    return counts;
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
