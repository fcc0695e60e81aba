import type Database from 'better-sqlite3';
import { type CaseCounts, isAlone, type NameCounts } from './name-counts.js';
import { mostUsedForm } from './name-forms.js';

/** What the corpus says about one spelling of a name. */
export interface CountedName extends Readonly<NameCounts> {
  /** Joined by spaces, as the tables keep them. */
  readonly key: string;
  readonly words: readonly string[];
  /** The titles used most, by code unit among equals. */
  readonly titles: ReadonlyMap<string, number>;
}

type CountsRow = Readonly<NameCounts> & { readonly key: string };
type TitleRow = readonly [words: string, title: string, uses: number];
type FormRow = readonly [form: string, uses: number];

/** Titles kept of a name: memory stays bounded. */
const TITLES = 24;
const NO_TITLES: ReadonlyMap<string, number> = new Map();
const COLUMNS = 'words AS key, uses, passages, evidence, against, titled, resolved';

/** The counts of `NAMES_SCHEMA` as they are looked up; rows are read once. */
export class CountedNames {
  /** Names of several words for which something speaks, in the order of their keys' code points. */
  readonly full: readonly CountedName[];
  /** Those of one word. */
  readonly alone: readonly CountedName[];
  readonly #alone: Map<string, Readonly<NameCounts> | undefined>;
  readonly #cases = new Map<string, CaseCounts | undefined>();
  readonly #statements;

  constructor(database: Database.Database) {
    const titles = titlesByName(database);
    const names = database
      .prepare<[], CountsRow>(
        `SELECT ${COLUMNS} FROM name_counts WHERE evidence > 0 ORDER BY words`,
      )
      .all()
      .map((row) => ({
        ...row,
        words: row.key.split(' '),
        titles: titles.get(row.key) ?? NO_TITLES,
      }));
    this.full = names.filter(({ key }) => !isAlone(key));
    this.alone = names.filter(({ key }) => isAlone(key));
    this.#alone = new Map(this.alone.map((name) => [name.key, name]));
    this.#statements = {
      counts: database.prepare<[string], CountsRow>(
        `SELECT ${COLUMNS} FROM name_counts WHERE words = ?`,
      ),
      cases: database.prepare<[string], CaseCounts>(
        'SELECT lower, capital FROM word_cases WHERE word = ?',
      ),
      forms: database
        .prepare<[string], FormRow>('SELECT form, uses FROM name_forms WHERE words = ?')
        .raw(),
    };
  }

  /** What is counted of a word as a name by itself. */
  surname(word: string): Readonly<NameCounts> | undefined {
    if (!this.#alone.has(word)) this.#alone.set(word, this.#statements.counts.get(word));
    return this.#alone.get(word);
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
  writtenOf({ key, uses }: CountedName): string {
    return mostUsedForm(key, uses, this.#statements.forms.all(key));
  }

  #casesOf(word: string): CaseCounts | undefined {
    const known = this.#cases.get(word);
    if (known !== undefined || this.#cases.has(word)) return known;
    const counts = this.#statements.cases.get(word);
    this.#cases.set(word, counts);
    return counts;
  }
}

function titlesByName(database: Database.Database): Map<string, ReadonlyMap<string, number>> {
  const rows = database
    .prepare<[], TitleRow>('SELECT words, title, uses FROM name_titles ORDER BY words, title')
    .raw()
    .all();
  const all = new Map<string, [string, number][]>();
  for (const [words, title, uses] of rows) {
    const titles = all.get(words);
    if (titles === undefined) all.set(words, [[title, uses]]);
    else titles.push([title, uses]);
  }
  return new Map(
    [...all].map(([words, titles]) => {
      const most = titles.sort(([a, more], [b, less]) => less - more || (a < b ? -1 : 1));
      return [words, new Map(most.slice(0, TITLES))];
    }),
  );
}
