import type Database from 'better-sqlite3';
import { remembered } from './memory.js';
import { type CaseCounts, COUNTED, isAlone, type NameCounts } from './name-counts.js';
import { mostUsedForm } from './name-forms.js';
import { type NameParts, partsOf } from './name-spelling.js';

export type TitleUses = readonly [title: string, uses: number];

/** What the corpus says about one spelling of a name. */
export interface CountedName {
  /** Its words as `wordsOf` gives them, joined by spaces. */
  readonly key: string;
  readonly words: readonly string[];
  readonly parts: NameParts;
  readonly counts: Readonly<NameCounts>;
  /** By `titleKey`, those used most first, and by code unit among equals. */
  readonly titles: readonly TitleUses[];
}

type CountsRow = Readonly<NameCounts> & { readonly key: string };
type TitleRow = readonly [words: string, title: string, uses: number];

/** Titles kept of a name: memory stays bounded. */
const TITLES = 24;
/** Words that stay in memory once looked up, each. */
const REMEMBERED = 100_000;
const NO_TITLES: readonly TitleUses[] = [];
const COLUMNS = `words AS key, ${COUNTED.join(', ')}`;

/** The counts of `NAMES_SCHEMA` as they are looked up; rows are read once. */
export class CountedNames {
  /** Names of several words for which something speaks, in the order of their keys' code points. */
  readonly full: readonly CountedName[];
  /** Those of one word. */
  readonly alone: readonly CountedName[];
  readonly #surnames = new Map<string, Readonly<NameCounts> | undefined>();
  readonly #cases = new Map<string, CaseCounts | undefined>();
  readonly #statements;

  constructor(database: Database.Database) {
    this.#statements = {
      counts: database.prepare<[string], CountsRow>(
        `SELECT ${COLUMNS} FROM name_counts WHERE words = ?`,
      ),
      cases: database.prepare<[string], CaseCounts>(
        'SELECT lower, capital FROM word_cases WHERE word = ?',
      ),
      forms: database
        .prepare<[string], TitleUses>('SELECT form, uses FROM name_forms WHERE words = ?')
        .raw(),
    };
    const titles = titlesByName(database);
    const full: CountedName[] = [];
    const alone: CountedName[] = [];
    const rows = database.prepare<[], CountsRow>(
      `SELECT ${COLUMNS} FROM name_counts WHERE evidence > 0 ORDER BY words`,
    );
    for (const counts of rows.all()) {
      const { key } = counts;
      const words = key.split(' ');
      const name = {
        key,
        words,
        parts: partsOf(words),
        counts,
        titles: titles.get(key) ?? NO_TITLES,
      };
      if (isAlone(key)) {
        alone.push(name);
        this.#surnames.set(key, counts);
      } else full.push(name);
    }
    this.full = full;
    this.alone = alone;
  }

  /** What is counted of a word as a name by itself. */
  surname(word: string): Readonly<NameCounts> | undefined {
    return remembered(this.#surnames, REMEMBERED, word, () => this.#statements.counts.get(word));
  }

  /** Whether a word stands within a sentence anywhere. */
  isKnown(word: string): boolean {
    return this.#casesOf(word) !== undefined;
  }

  /** Share of the uses within a sentence that have no capital, 0…1; 0 for a word never seen there. */
  commonness(word: string): number {
    const { lower, capital } = this.#casesOf(word) ?? { lower: 0, capital: 0 };
    return lower === 0 ? 0 : lower / (lower + capital);
  }

  /** See `mostUsedForm`. */
  writtenOf({ key, counts: { uses, usual } }: CountedName): string {
    return mostUsedForm({ key, uses, usual }, (key) => this.#statements.forms.all(key));
  }

  #casesOf(word: string): CaseCounts | undefined {
    return remembered(this.#cases, REMEMBERED, word, () => this.#statements.cases.get(word));
  }
}

function titlesByName(database: Database.Database): Map<string, readonly TitleUses[]> {
  const rows = database.prepare<[], TitleRow>('SELECT words, title, uses FROM name_titles').raw();
  const all = new Map<string, TitleUses[]>();
  for (const [words, title, uses] of rows.all()) {
    const titles = all.get(words);
    if (titles === undefined) all.set(words, [[title, uses]]);
    else titles.push([title, uses]);
  }
  for (const titles of all.values()) {
    titles.sort(([a, more], [b, less]) => less - more || (a < b ? -1 : 1));
    titles.length = Math.min(titles.length, TITLES);
  }
  return all;
}
