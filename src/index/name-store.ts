import type Database from 'better-sqlite3';
import {
  addTally,
  type CaseCounts,
  COUNTED,
  casesOf,
  type DocumentNames,
  emptyTally,
  type NameTally,
} from './name-counts.js';
import { Sums } from './name-sums.js';

/**
 * What all documents say about names, summed up, so that one of them can be taken out again. Names
 * are keyed by their words as `wordsOf` gives them, joined by spaces; `evidence` and `against` are
 * multiples of one half. `name_forms` has how a name is written when that is not its `usualForm`.
 */
export const NAMES_SCHEMA = `
  CREATE TABLE name_counts (
    words TEXT PRIMARY KEY,
    ${COUNTED.map((column) => `${column} REAL NOT NULL CHECK (${column} >= 0)`).join(',\n    ')}
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE name_titles (
    words TEXT NOT NULL,
    title TEXT NOT NULL,
    uses INTEGER NOT NULL CHECK (uses >= 0),
    PRIMARY KEY (words, title)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE name_forms (
    words TEXT NOT NULL,
    form TEXT NOT NULL,
    uses INTEGER NOT NULL CHECK (uses >= 0),
    PRIMARY KEY (words, form)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE word_cases (
    word TEXT PRIMARY KEY,
    lower INTEGER NOT NULL CHECK (lower >= 0),
    capital INTEGER NOT NULL CHECK (capital >= 0)
  ) STRICT, WITHOUT ROWID;
`;

/** Names and words whose sums wait in memory until they are written together. */
const LOT = 100_000;

/**
 * Keeps what documents say about names in the tables of `NAMES_SCHEMA`. What they hold after
 * `flush` depends on the documents that are in, and not on the way there. Everything is written
 * within the transaction of the caller.
 */
export class NameStore {
  readonly #names = new Map<string, NameTally>();
  readonly #cases = new Map<string, CaseCounts>();
  readonly #tables;

  constructor(database: Database.Database) {
    const sums = (name: string, keys: readonly string[], sums: readonly string[]) =>
      new Sums(database, { name, keys, sums });
    this.#tables = {
      counts: sums('name_counts', ['words'], COUNTED),
      titles: sums('name_titles', ['words', 'title'], ['uses']),
      forms: sums('name_forms', ['words', 'form'], ['uses']),
      cases: sums('word_cases', ['word'], ['lower', 'capital']),
    };
  }

  /** Adds a document. @throws SqliteError as `flush` does. */
  add(names: DocumentNames): void {
    this.#change(names, 1);
  }

  /** Takes a document out that was added with the same names. @throws SqliteError as `flush` does. */
  remove(names: DocumentNames): void {
    this.#change(names, -1);
  }

  /** Writes what waits. @throws SqliteError when something was taken out that was never added. */
  flush(): void {
    const { counts, titles, forms, cases } = this.#tables;
    for (const [words, tally] of this.#names) {
      counts.add(
        [words],
        COUNTED.map((column) => tally[column]),
      );
      for (const [title, uses] of tally.titles ?? []) titles.add([words, title], [uses]);
      for (const [form, uses] of tally.forms ?? []) forms.add([words, form], [uses]);
    }
    for (const [word, { lower, capital }] of this.#cases) cases.add([word], [lower, capital]);
    this.#names.clear();
    this.#cases.clear();
  }

  #change({ names, cases }: DocumentNames, sign: 1 | -1): void {
    for (const [words, tally] of names) {
      let sum = this.#names.get(words);
      if (sum === undefined) {
        sum = emptyTally();
        this.#names.set(words, sum);
      }
      addTally(sum, tally, sign);
    }
    for (const [word, { lower, capital }] of cases) {
      const counts = casesOf(this.#cases, word);
      counts.lower += sign * lower;
      counts.capital += sign * capital;
    }
    if (this.#names.size + this.#cases.size >= LOT) this.flush();
  }
}
