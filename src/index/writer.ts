import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Document } from '../corpus/document.js';
import type { Passage } from '../passages/passages.js';
import type { Manifest } from './manifest.js';
import { namesIn, type PassageWords } from './name-counter.js';
import { CountedNames } from './name-reading.js';
import { NameStore } from './name-store.js';
import { peopleOf } from './people.js';
import { writePeople } from './people-table.js';
import { fromSentences, fromVector } from './rows.js';
import { SCHEMA } from './schema.js';
import { INDEX_FILE } from './store.js';
import { compoundsOf, wordsOf } from './words.js';

export interface PassageToWrite {
  readonly passage: Passage;
  readonly embeddingKey: string;
}

/** Writes the SQLite file of a generation that is being built. Ids count from 1 in order. */
export class IndexWriter {
  readonly #database: Database.Database;
  readonly #statements;
  /** Number of passages that hold a word. */
  readonly #words = new Map<string, number>();
  readonly #names: NameStore;
  #passages = 0;
  #documents = 0;

  constructor(folder: string) {
    this.#database = new Database(join(folder, INDEX_FILE));
    // Nobody reads the file before it is complete, synced and checked: no journal is needed.
    this.#database.pragma('journal_mode = OFF');
    this.#database.pragma('synchronous = OFF');
    this.#database.exec(SCHEMA);
    this.#database.exec('BEGIN');
    this.#names = new NameStore(this.#database);
    const prepare = (sql: string) => this.#database.prepare(sql);
    this.#statements = {
      document: prepare('INSERT INTO documents VALUES (?, ?, ?, ?, ?)'),
      passage: prepare('INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?)'),
      passageWords: prepare(
        'INSERT INTO passage_words (rowid, title, section, body) VALUES (?, ?, ?, ?)',
      ),
      word: prepare('INSERT INTO words VALUES (?, ?, ?, ?)'),
      trigrams: prepare('INSERT INTO word_trigrams (rowid, word) VALUES (?, ?)'),
      manifest: prepare('INSERT INTO manifest VALUES (?, ?)'),
    };
  }

  /** @returns the ids of the passages, in order. */
  addDocument(
    document: Document,
    fingerprint: string,
    passages: readonly PassageToWrite[],
  ): number[] {
    const { info, text } = document;
    const id = ++this.#documents;
    this.#statements.document.run(id, info.source, fingerprint, JSON.stringify(info), text);
    const title = joinWords(info.title);
    const counted: PassageWords[] = [];
    const ids = passages.map(({ passage, embeddingKey }) => {
      const row = ++this.#passages;
      const { start, end, section, sentences } = passage;
      this.#statements.passage.run(
        row,
        id,
        start,
        end,
        section ?? null,
        fromSentences(sentences),
        embeddingKey,
      );
      const body = text.slice(start, end);
      const found = wordsOf(body);
      counted.push({ text: body, words: found, ends: sentences.map(({ end }) => end - start) });
      const words = [...found.map(({ word }) => word), ...compoundsOf(found, body)];
      this.#statements.passageWords.run(row, title, joinWords(section ?? ''), words.join(' '));
      for (const word of new Set(words)) this.#words.set(word, (this.#words.get(word) ?? 0) + 1);
      return row;
    });
    this.#names.add(namesIn(counted));
    return ids;
  }

  /** The distinct words of all passages so far, in the order they first came. */
  get words(): readonly string[] {
    return [...this.#words.keys()];
  }

  addWord(word: string, vector: Float32Array): void {
    const { lastInsertRowid: id } = this.#statements.word.run(
      null,
      word,
      this.#words.get(word) ?? 0,
      fromVector(vector),
    );
    this.#statements.trigrams.run(id, word);
  }

  finish(manifest: Manifest): void {
    this.#names.flush();
    writePeople(this.#database, peopleOf(new CountedNames(this.#database)));
    for (const [key, value] of Object.entries(manifest)) {
      this.#statements.manifest.run(key, JSON.stringify(value));
    }
    this.#database.exec('COMMIT');
    for (const table of ['passage_words', 'word_trigrams']) {
      this.#database.exec(`INSERT INTO ${table} (${table}) VALUES ('optimize')`);
    }
    this.close();
  }

  close(): void {
    this.#database.close();
  }
}

/** The words alone: the index tokenizes what `wordsOf` has found, so both agree on "U.S.". */
function joinWords(text: string): string {
  return wordsOf(text)
    .map(({ word }) => word)
    .join(' ');
}
