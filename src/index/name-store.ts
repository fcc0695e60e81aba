import type Database from 'better-sqlite3';
import { COUNTED, type DocumentNames } from './name-counts.js';
import { Sums } from './name-sums.js';

const none = (columns: readonly string[]) => columns.map((column) => `${column} = 0`).join(' AND ');

/**
 * What all documents say about names, summed up, so that one of them can be taken out again. Names
 * are keyed by their words as `wordsOf` gives them, joined by spaces; `evidence` and `against` are
 * multiples of one half.
 */
export const NAMES_SCHEMA = `
  CREATE TABLE name_counts (
    words TEXT PRIMARY KEY,
    ${COUNTED.map((column) => `${column} REAL NOT NULL CHECK (${column} >= 0)`).join(',\n    ')},
    CHECK (uses > 0 OR (${none(COUNTED)}))
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

/**
 * Keeps what documents say about names in the tables of `NAMES_SCHEMA`. What they hold after
 * `flush` depends on the documents that are in, and not on the way there. Everything is written
 * within the transaction of the caller.
 */
export class NameStore {
  readonly #counts: Sums;
  readonly #titles: Sums;
  readonly #forms: Sums;
  readonly #cases: Sums;

  constructor(database: Database.Database) {
    const sums = (name: string, keys: string[], sums: readonly string[]) =>
      new Sums(database, { name, keys, sums });
    this.#counts = sums('name_counts', ['words'], COUNTED);
    this.#titles = sums('name_titles', ['words', 'title'], ['uses']);
    this.#forms = sums('name_forms', ['words', 'form'], ['uses']);
    this.#cases = sums('word_cases', ['word'], ['lower', 'capital']);
  }

  /** Adds a document. */
  add(names: DocumentNames): void {
    this.#change(names, 1);
  }

  /** Takes a document out that was added with the same names. */
  remove(names: DocumentNames): void {
    this.#change(names, -1);
  }

  /** Writes what waits. @throws Error when something was taken out that was never added. */
  flush(): void {
    for (const sums of [this.#counts, this.#titles, this.#forms, this.#cases]) sums.flush();
  }

  #change({ names, cases }: DocumentNames, sign: 1 | -1): void {
    for (const [words, tally] of names) {
      this.#counts.add(
        [words],
        COUNTED.map((column) => sign * tally[column]),
      );
      for (const [title, uses] of tally.titles) this.#titles.add([words, title], [sign * uses]);
      for (const [form, uses] of tally.forms) this.#forms.add([words, form], [sign * uses]);
    }
    for (const [word, { lower, capital }] of cases) {
      this.#cases.add([word], [sign * lower, sign * capital]);
    }
  }
}
