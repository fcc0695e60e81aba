import Database from 'better-sqlite3';
import type { PassageWords } from '../../src/index/name-counter.js';
import { NAMES_SCHEMA, NameStore } from '../../src/index/name-store.js';
import { wordsOf } from '../../src/index/words.js';

/** A store of names in memory that nothing was added to. */
export function emptyStore() {
  const database = new Database(':memory:');
  database.exec(NAMES_SCHEMA);
  return { database, store: new NameStore(database) };
}

/** A passage with a sentence a line. */
export function passageOf(text: string): PassageWords {
  const ends = [...text.matchAll(/\n|$/g)].map(({ index }) => index);
  return { text, words: wordsOf(text), ends };
}
