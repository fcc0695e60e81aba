import type Database from 'better-sqlite3';
import { remembered } from './memory.js';
import type { Naming, People, Person } from './people.js';

/** Words and people that stay in memory once looked up, each. */
const REMEMBERED = 16_384;
/** Given names that are read for one beginning. */
const BEGINNINGS = 8;

/** The people of a generation, by what they are called; read from SQLite when first asked for. */
export class PeopleTable {
  readonly #statements;
  readonly #named = new Map<string, readonly Naming[]>();
  readonly #titled = new Map<string, readonly Naming[]>();
  readonly #beginning = new Map<string, readonly Naming[]>();
  readonly #longest = new Map<string, number>();

  constructor(database: Database.Database) {
    this.#statements = {
      all: database.prepare<[], Person>('SELECT id, name, passages FROM people ORDER BY id'),
      person: database.prepare<[number], Person>(
        'SELECT id, name, passages FROM people WHERE id = ?',
      ),
      named: database.prepare<[string], Naming>(
        'SELECT words, person, weight, common FROM names WHERE words = ? ORDER BY weight DESC, person',
      ),
      titled: database.prepare<[string], Naming>(
        'SELECT words, person, weight, 0 AS common FROM titles WHERE words = ? ORDER BY weight DESC, person',
      ),
      // "!" is the character behind the space: all that begins with the word and a space.
      longest: database
        .prepare<[{ word: string }], number | null>(
          `SELECT max(length(words) - length(replace(words, ' ', '')) + 1) FROM names
            WHERE words = :word OR (words >= :word || ' ' AND words < :word || '!')`,
        )
        .pluck(),
      beginning: database.prepare<[{ letters: string; count: number }], Naming>(
        `SELECT words, person, weight, common FROM names
          WHERE words >= :letters AND words < :letters || '~' AND instr(words, ' ') = 0
          ORDER BY weight DESC, person LIMIT :count`,
      ),
    };
  }

  /** Those in most passages first. */
  all(): Person[] {
    return this.#statements.all.all();
  }

  person(id: number): Person | undefined {
    return this.#statements.person.get(id);
  }

  /** Whom a name means, the surest first. `words` as `wordsOf` gives them, joined by spaces. */
  named(words: string): readonly Naming[] {
    return remembered(this.#named, REMEMBERED, words, () => this.#statements.named.all(words));
  }

  /** Whom a title means, the surest first. `key` as `titleKey` gives it. */
  titled(key: string): readonly Naming[] {
    return remembered(this.#titled, REMEMBERED, key, () => this.#statements.titled.all(key));
  }

  /** Words of the longest name that begins with `word`; 0 when none does. */
  longestFrom(word: string): number {
    return remembered(
      this.#longest,
      REMEMBERED,
      word,
      () => this.#statements.longest.get({ word }) ?? 0,
    );
  }

  /** Names of one word that begin with these letters, the surest first. */
  beginningWith(letters: string): readonly Naming[] {
    return remembered(this.#beginning, REMEMBERED, letters, () =>
      this.#statements.beginning.all({ letters, count: BEGINNINGS }),
    );
  }
}

/** Writes the people of a generation in the place of those that were there. */
export function writePeople(database: Database.Database, { people, names, titles }: People): void {
  // In this order: a name refers to a person.
  for (const table of ['names', 'titles', 'people']) database.exec(`DELETE FROM ${table}`);
  const person = database.prepare('INSERT INTO people VALUES (?, ?, ?)');
  const naming = database.prepare('INSERT INTO names VALUES (?, ?, ?, ?)');
  const title = database.prepare('INSERT INTO titles VALUES (?, ?, ?)');
  for (const { id, name, passages } of people) person.run(id, name, passages);
  for (const { words, person, weight, common } of names) naming.run(words, person, weight, common);
  for (const { words, person, weight } of titles) title.run(words, person, weight);
}
