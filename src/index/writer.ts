import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Document } from '../corpus/document.js';
import { embeddingText, type Passage } from '../passages/passages.js';
import { firstPassageOf } from './ids.js';
import type { Manifest } from './manifest.js';
import { namesIn, type PassageWords } from './name-counter.js';
import { CountedNames } from './name-reading.js';
import { NameStore } from './name-store.js';
import { peopleOf } from './people.js';
import { writePeople } from './people-table.js';
import {
  fromSentences,
  fromVector,
  type PassageRow,
  type StoredDocument,
  toPassage,
} from './rows.js';
import { SCHEMA } from './schema.js';
import { SAMPLED } from './statistics.js';
import { INDEX_FILE } from './store.js';
import { WordCounts } from './word-counts.js';
import { compoundsOf, wordsOf } from './words.js';

type Neighbouring = Pick<StoredDocument, 'id' | 'passages'>;

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
    const prepare = <Values extends unknown[]>(sql: string) => database.prepare<Values>(sql);
    this.#statements = {
      document: prepare('INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?)'),
      removeDocument: prepare<[number]>('DELETE FROM documents WHERE id = ?'),
      read: database.prepare<[number], { info: string; text: string }>(
        'SELECT info, text FROM documents WHERE id = ?',
      ),
      passage: prepare('INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?)'),
      between: database.prepare<[number, number], PassageRow>(
        'SELECT id, document, start, "end", section, sentences FROM passages WHERE id BETWEEN ? AND ?',
      ),
      removePassages: prepare<[number, number]>('DELETE FROM passages WHERE id BETWEEN ? AND ?'),
      passageWords: prepare(
        'INSERT INTO passage_words (rowid, title, section, body) VALUES (?, ?, ?, ?)',
      ),
      // An index without content takes a row out when it is told what was put in.
      removeWords: prepare(
        `INSERT INTO passage_words (passage_words, rowid, title, section, body)
         VALUES ('delete', ?, ?, ?, ?)`,
      ),
      loose: prepare<[number, Buffer]>('INSERT INTO loose_vectors VALUES (?, ?)'),
      removeLoose: prepare<[number]>('DELETE FROM loose_vectors WHERE passage = ?'),
      dead: prepare<[number]>('INSERT OR IGNORE INTO dead_vectors VALUES (?)'),
      whole: database.prepare<[number], WholeRow>(
        `SELECT passages.id, start, "end", section, sentences, info, text AS document
           FROM passages JOIN documents ON documents.id = passages.document WHERE passages.id = ?`,
      ),
      sample: database
        .prepare<[number], number>('SELECT id FROM passages ORDER BY embedding_key, id LIMIT ?')
        .pluck(),
      size: database.prepare(
        `SELECT (SELECT count(*) FROM documents) AS documents,
                (SELECT count(*) FROM passages) AS passages,
                (SELECT count(*) FROM loose_vectors) AS loose,
                (SELECT count(*) FROM dead_vectors) AS dead`,
      ),
      before: database.prepare<[string], Neighbouring>(
        'SELECT id, passages FROM documents WHERE source < ? ORDER BY source DESC LIMIT 1',
      ),
      behind: database.prepare<[string], Neighbouring>(
        'SELECT id, passages FROM documents WHERE source > ? ORDER BY source LIMIT 1',
      ),
      manifest: prepare('INSERT OR REPLACE INTO manifest VALUES (?, ?)'),
    };
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

  /** The documents between which one of this source belongs, by code unit. */
  neighboursOf(source: string): {
    before?: Neighbouring | undefined;
    behind?: Neighbouring | undefined;
  } {
    return {
      before: this.#statements.before.get(source),
      behind: this.#statements.behind.get(source),
    };
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

/** A passage with its document's text and description. */
type WholeRow = Omit<PassageRow, 'document'> & { document: string; info: string };

interface ReadPassage extends PassageWords {
  /** Its words, and the compounds of those with hyphens. */
  readonly all: readonly string[];
}

function readPassage(document: string, { start, end, sentences }: Passage): ReadPassage {
  const text = document.slice(start, end);
  const words = wordsOf(text);
  return {
    text,
    words,
    ends: sentences.map((sentence) => sentence.end - start),
    all: [...words.map(({ word }) => word), ...compoundsOf(words, text)],
  };
}

/** The words alone: the index tokenizes what `wordsOf` has found, so both agree on "U.S.". */
function wordsJoined(text = ''): string {
  return wordsOf(text)
    .map(({ word }) => word)
    .join(' ');
}
