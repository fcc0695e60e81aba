import {
  addAllUses,
  addUses,
  type CaseCounts,
  casesOf,
  type DocumentNames,
  emptyTally,
  isAlone,
  type NameTally,
} from './name-counts.js';
import { isUsualForm } from './name-forms.js';
import { surnameOnly } from './name-runs.js';
import { partsOf } from './name-spelling.js';
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
const IN_ADDRESS = new Set(Array.from('/@._-#=%&?', (mark) => mark.charCodeAt(0)));
const NINE = 0x39;
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

class NameCounter implements DocumentNames {
  readonly names = new Map<string, NameTally>();
  readonly cases = new Map<string, CaseCounts>();
  /** Full names by surname, in the order they were met. */
  readonly #bearers = new Map<string, NameTally[]>();
  /** What the passage at hand named so far, and the surnames of the full names among it. */
  readonly #inPassage = new Set<NameTally>();
  readonly #surnames = new Set<string>();
  /** The name that the sentence before began with. */
  #opened: NameTally | undefined;

  addPassage({ text, words, ends }: PassageWords): void {
    this.#inPassage.clear();
    this.#surnames.clear();
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
      person.titles = addAllUses(person.titles, used.titles, 1);
    }
  }

  #addSentence(text: string, words: readonly Word[], from: number, to: number): void {
    for (let i = from; i < to; i++) {
      const { word, capital, start } = words[i] as Word;
      // No name begins with a figure.
      if (word.charCodeAt(0) <= NINE) continue;
      // Addresses have no capitals and would make a common word of any name.
      if ((i === from && capital) || (start > 0 && IN_ADDRESS.has(text.charCodeAt(start - 1))))
        continue;
      const counts = casesOf(this.cases, word);
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

  #addUse(text: string, words: readonly Word[], use: NameUse): NameTally {
    const from = surnameOnly(text, words, use.from, use.to) ? use.to - 1 : use.from;
    const { start, word } = words[from] as Word;
    const { end } = words[use.to - 1] as Word;
    let name = word;
    for (let i = from + 1; i < use.to; i++) name += ` ${(words[i] as Word).word}`;
    const tally = this.#tallyOf(name);
    if (isUsualForm(name, text, start, end)) tally.usual++;
    else {
      tally.forms = addUses(tally.forms, text.slice(start, end).replace(/\s+/g, ' '));
    }
    tally.uses++;
    tally.evidence += use.evidence;
    tally.against += use.against;
    if (use.titled) tally.titled++;
    for (const title of use.titles) {
      const key = titleKey(title);
      if (key !== '') tally.titles = addUses(tally.titles, key);
    }
    if (!this.#inPassage.has(tally)) this.#addToPassage(name, tally);
    return tally;
  }

  #addToPassage(name: string, tally: NameTally): void {
    if (!isAlone(name)) this.#surnames.add(partsOf(name.split(' ')).last);
    if (!isAlone(name) || !this.#surnames.has(name)) tally.passages++;
    this.#inPassage.add(tally);
  }

  #tallyOf(name: string): NameTally {
    const known = this.names.get(name);
    if (known !== undefined) return known;
    const tally = emptyTally();
    this.names.set(name, tally);
    if (isAlone(name)) return tally;
    const surname = partsOf(name.split(' ')).last;
    const bearers = this.#bearers.get(surname);
    if (bearers === undefined) this.#bearers.set(surname, [tally]);
    else bearers.push(tally);
    return tally;
  }
}

/** Headings have capitals throughout, and no stop at their end. */
function isHeading(
  text: string,
  end: number,
  words: readonly Word[],
  from: number,
  to: number,
): boolean {
  if ('.!?:”"'.includes(text[end - 1] as string) || words[from]?.word === 'by') return false;
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
