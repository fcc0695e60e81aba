import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Document } from '../corpus/document.js';
import { embeddingText, type Passage } from '../passages/passages.js';
import { firstPassageOf } from './ids.js';
import type { Manifest } from './manifest.js';
import { namesIn } from './name-counter.js';
import { CountedNames } from './name-reading.js';
import { NameStore } from './name-store.js';
import { type ReadPassage, readPassage, wordsJoined } from './passage-words.js';
import { peopleOf } from './people.js';
import { writePeople } from './people-table.js';
import { fromSentences, fromVector, toPassage } from './rows.js';
import { SCHEMA } from './schema.js';
import { SAMPLED } from './statistics.js';
import { INDEX_FILE } from './store.js';
import { WordCounts } from './word-counts.js';
import { statementsOf, type WholeRow } from './writer-statements.js';

/** Pages kept in memory; the default of 2 MiB rereads most of an index of many words. */
const CACHE_KIB = 65_536;
/** Bytes of words that FTS5 gathers before it writes them: more means fewer parts to be merged. */
const WORDS_GATHERED = 32_000_000;

export interface PassageToWrite {
  readonly passage: Passage;
  readonly embeddingKey: Buffer;
}

/** Writes the SQLite file of a generation that is being built: a new one, or a copy to be changed. */
export class IndexWriter {
  readonly words: WordCounts;
  readonly #database: Database.Database;
  readonly #names: NameStore;
  readonly #statements;

  /** @param folder holds a copy of the file, to be changed, or none. */
  constructor(folder: string) {
    const database = new Database(join(folder, INDEX_FILE));
    this.#database = database;
    // Nobody reads the file before it is complete, synced and checked: no journal is needed.
    database.pragma('journal_mode = OFF');
    database.pragma('synchronous = OFF');
    database.pragma(`cache_size = -${CACHE_KIB}`);
    database.exec('BEGIN');
    const isNew = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'manifest'").get();
    if (isNew === undefined) database.exec(SCHEMA);
    database.exec(
      `INSERT INTO passage_words (passage_words, rank) VALUES ('hashsize', ${WORDS_GATHERED})`,
    );
    this.words = new WordCounts(database);
    this.#names = new NameStore(database);
    this.#statements = statementsOf(database);
  }

  /** @returns the ids of the passages, in order. */
  addDocument(
    id: number,
    { info, text }: Document,
    fingerprint: string,
    passages: readonly PassageToWrite[],
  ): number[] {
    const counted: ReadPassage[] = [];
    const { document, passage: addPassage, passageWords } = this.#statements;
    document.run(id, info.source, fingerprint, JSON.stringify(info), text, passages.length);
    const title = wordsJoined(info.title);
    const ids = passages.map(({ passage, embeddingKey }, i) => {
      const row = firstPassageOf(id) + i;
      const { start, end, section, sentences } = passage;
      const spans = fromSentences(sentences);
      addPassage.run(row, id, start, end, section ?? null, spans, embeddingKey);
      const read = readPassage(text, passage);
      passageWords.run(row, title, wordsJoined(section), read.all.join(' '));
      counted.push(read);
      return row;
    });
    const words = counted.map(({ all }) => all);
    this.words.count(words, 1);
    this.#names.add(namesIn(counted));
    return ids;
  }

  /**
   * Takes a document out of a copy, with all that its passages count for.
   *
   * @param count number of its passages.
   */
  removeDocument(id: number, count: number): void {
    const statements = this.#statements;
    const { info, text } = statements.read.get(id) as { info: string; text: string };
    const title = wordsJoined((JSON.parse(info) as Document['info']).title);
    const range = [firstPassageOf(id), firstPassageOf(id) + count - 1] as const;
    const counted: ReadPassage[] = [];
    for (const passage of statements.between.all(...range).map(toPassage)) {
      const read = readPassage(text, passage);
      const section = wordsJoined(passage.section);
      statements.removeWords.run(passage.id, title, section, read.all.join(' '));
      counted.push(read);
      const { changes } = statements.removeLoose.run(passage.id);
      if (changes === 0) statements.dead.run(passage.id);
    }
    const words = counted.map(({ all }) => all);
    this.words.count(words, -1);
    this.#names.remove(namesIn(counted));
    statements.removePassages.run(...range);
    statements.removeDocument.run(id);
  }

  /** A vector that is in no file. */
  addLoose(passage: number, vector: Float32Array): void {
    this.#statements.loose.run(passage, fromVector(vector));
  }

  size(): { documents: number; passages: number; loose: number; dead: number } {
    return this.#statements.size.get() as ReturnType<IndexWriter['size']>;
  }

  /**
   * Ids of passages that were taken by chance, the same for the same passages: those whose keys,
   * which are hashes, are the least.
   */
  samplePassages(): number[] {
    return this.#statements.sample.all(SAMPLED);
  }

  /** What a passage is embedded as. */
  embeddingText(id: number): string {
    const { document, info, ...row } = this.#statements.whole.get(id) as WholeRow;
    const { title } = JSON.parse(info) as Document['info'];
    return embeddingText(title, document, toPassage({ ...row, document: 0 }));
  }

  finish(manifest: Manifest): void {
    this.#names.flush();
    writePeople(this.#database, peopleOf(new CountedNames(this.#database)));
    for (const [key, value] of Object.entries(manifest)) {
      this.#statements.manifest.run(key, JSON.stringify(value));
    }
    this.#database.exec('COMMIT');
    this.close();
  }

  close(): void {
    this.#database.close();
  }
}
