import { setImmediate } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import { copied } from '../embedding/copied.js';
import type { Embedder } from '../embedding/embedder.js';
import { fromVector } from './rows.js';

/** Words embedded at once. */
const LOT = 256;

/** How many passages hold each word, while documents come and go; `settle` writes it to `words`. */
export class WordCounts {
  readonly #changes = new Map<string, number>();
  readonly #statements;

  constructor(database: Database.Database) {
    this.#statements = {
      known: database.prepare<[string], { id: number; passages: number }>(
        'SELECT id, passages FROM words WHERE word = ?',
      ),
      all: database.prepare<[], string>('SELECT word FROM words').pluck(),
      size: database.prepare<[], number>('SELECT count(*) FROM words').pluck(),
      vector: database.prepare<[string], Buffer>('SELECT vector FROM words WHERE word = ?').pluck(),
      add: database.prepare<[string, number, Buffer]>(
        'INSERT INTO words (word, passages, vector) VALUES (?, ?, ?)',
      ),
      change: database.prepare<[number, number]>('UPDATE words SET passages = ? WHERE id = ?'),
      remove: database.prepare<[number]>('DELETE FROM words WHERE id = ?'),
      addTrigrams: database.prepare<[number | bigint, string]>(
        'INSERT INTO word_trigrams (rowid, word) VALUES (?, ?)',
      ),
      removeTrigrams: database.prepare<[number, string]>(
        "INSERT INTO word_trigrams (word_trigrams, rowid, word) VALUES ('delete', ?, ?)",
      ),
    };
  }

  /**
   * @param passages words of each passage of a document.
   * @param by 1 for a document that came, −1 for one that went.
   */
  count(passages: readonly (readonly string[])[], by: 1 | -1): void {
    // A document has few words many times: the large table is asked for each but once.
    const counts = new Map<string, { passages: number; last: number }>();
    for (const [number, words] of passages.entries()) {
      for (const word of words) {
        const count = counts.get(word);
        if (count === undefined) counts.set(word, { passages: 1, last: number });
        else if (count.last !== number) {
          count.passages++;
          count.last = number;
        }
      }
    }
    for (const [word, { passages: more }] of counts) {
      const before = this.#changes.get(word);
      this.#changes.set(before === undefined ? copied(word) : word, (before ?? 0) + by * more);
    }
  }

  /** Words that were counted since `settle`. */
  get waiting(): number {
    return this.#changes.size;
  }

  /** Writes what was counted; words that were not known get a vector. */
  async settle(embedder: Embedder): Promise<void> {
    const strange = this.#settleKnown();
    for (let from = 0; from < strange.length; from += LOT) {
      const lot = strange.slice(from, from + LOT);
      const vectors = await embedder.embed(lot, 'passage');
      for (const [i, vector] of vectors.entries()) this.#add(lot[i] as string, vector);
      await setImmediate();
    }
    this.#changes.clear();
  }

  /** @returns the words that are not known. */
  #settleKnown(): string[] {
    const strange: string[] = [];
    for (const [word, by] of this.#changes) {
      const known = this.#statements.known.get(word);
      if (known === undefined) {
        if (by > 0) strange.push(word);
        continue;
      }
      const passages = known.passages + by;
      if (passages > 0) this.#statements.change.run(passages, known.id);
      else {
        this.#statements.remove.run(known.id);
        this.#statements.removeTrigrams.run(known.id, word);
      }
    }
    return strange;
  }

  #add(word: string, vector: Float32Array): void {
    const passages = this.#changes.get(word) ?? 0;
    const { lastInsertRowid: id } = this.#statements.add.run(word, passages, fromVector(vector));
    this.#statements.addTrigrams.run(id, word);
  }

  /** Every word that is written. */
  all(): string[] {
    return this.#statements.all.all();
  }

  size(): number {
    return this.#statements.size.get() ?? 0;
  }

  vectorOf(word: string): Buffer | undefined {
    return this.#statements.vector.get(word);
  }
}
