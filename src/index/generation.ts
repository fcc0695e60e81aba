import { createHash } from 'node:crypto';
import type Database from 'better-sqlite3';
import { stemmer } from 'stemmer';
import type { Manifest } from './manifest.js';
import { remembered } from './memory.js';
import { PeopleTable } from './people-table.js';
import {
  type PassageRow,
  readDocuments,
  type StoredDocument,
  type StoredPassage,
  type StoredWord,
  toPassage,
  toVector,
  type WordMatch,
} from './rows.js';
import type { Neighbour, VectorIndex } from './vectors.js';

/** BM25 weights of title, section and body. */
const FIELD_WEIGHTS = '1.0, 1.0, 2.0';
const PASSAGE_COLUMNS = 'id, document, start, "end", section, sentences';
/** Passages scored for one search; a thousand take about half a millisecond. */
const MOST_SCORED = 12_000;
/** Texts and passages that stay in memory once read, each. */
const CACHED_TEXTS = 64;
const CACHED_ROWS = 4096;

/**
 * One immutable generation of the index, open for reading. Methods are synchronous and read
 * SQLite or the graph; everything is released by `close`.
 */
export class Generation {
  readonly manifest: Manifest;
  readonly documents: readonly StoredDocument[];
  readonly people: PeopleTable;
  readonly #database: Database.Database;
  readonly #vectors: VectorIndex;
  readonly #byId: ReadonlyMap<number, StoredDocument>;
  readonly #bySource: ReadonlyMap<string, StoredDocument>;
  readonly #verified = new Set<string>();
  readonly #texts = new Map<number, string>();
  readonly #passages = new Map<number, StoredPassage>();
  readonly #words = new Map<string, StoredWord | undefined>();
  readonly #similar = new Map<string, readonly string[]>();
  readonly #rows = new Map<string, number>();
  readonly #statements;

  constructor(manifest: Manifest, database: Database.Database, vectors: VectorIndex) {
    this.manifest = manifest;
    this.#database = database;
    this.#vectors = vectors;
    this.documents = readDocuments(database);
    this.people = new PeopleTable(database);
    this.#byId = new Map(this.documents.map((document) => [document.id, document]));
    this.#bySource = new Map(this.documents.map((document) => [document.info.source, document]));
    database.exec(
      "CREATE VIRTUAL TABLE temp.stems USING fts5vocab('main', 'passage_words', 'row')",
    );
    this.#statements = {
      rows: database.prepare<[string], number>('SELECT doc FROM temp.stems WHERE term = ?').pluck(),
      text: database.prepare<[number], string>('SELECT text FROM documents WHERE id = ?').pluck(),
      passage: database.prepare<[number], PassageRow>(
        `SELECT ${PASSAGE_COLUMNS} FROM passages WHERE id = ?`,
      ),
      ofDocument: database.prepare<[number], PassageRow>(
        `SELECT ${PASSAGE_COLUMNS} FROM passages WHERE document = ? ORDER BY start`,
      ),
      word: database.prepare<[string], { word: string; passages: number; vector: Buffer }>(
        'SELECT word, passages, vector FROM words WHERE word = ?',
      ),
      byKey: database
        .prepare<[string], number>('SELECT id FROM passages WHERE embedding_key = ? LIMIT 1')
        .pluck(),
      matches: database.prepare<[string, number], WordMatch>(
        `SELECT rowid AS passage, -bm25(passage_words, ${FIELD_WEIGHTS}) AS score
           FROM passage_words WHERE passage_words MATCH ? ORDER BY bm25(passage_words, ${FIELD_WEIGHTS}), rowid LIMIT ?`,
      ),
      similarWords: database
        .prepare<[string, number], string>(
          `SELECT words.word FROM word_trigrams JOIN words ON words.id = word_trigrams.rowid
            WHERE word_trigrams MATCH ? ORDER BY bm25(word_trigrams), words.id LIMIT ?`,
        )
        .pluck(),
    };
  }

  document(id: number): StoredDocument {
    const document = this.#byId.get(id);
    if (document === undefined)
      throw new Error(`generation ${this.manifest.name} has no document ${id}`);
    return document;
  }

  find(source: string): StoredDocument | undefined {
    return this.#bySource.get(source);
  }

  /** The document's text, exactly as it was read. */
  text(document: number): string {
    return remembered(this.#texts, CACHED_TEXTS, document, () => {
      const text = this.#statements.text.get(document);
      if (text === undefined)
        throw new Error(`generation ${this.manifest.name} has no text ${document}`);
      return text;
    });
  }

  /**
   * The text of a document as long as its hash is the recorded one; `undefined` when the document
   * is unknown or its stored text was altered.
   */
  verifiedText(source: string): string | undefined {
    const document = this.#bySource.get(source);
    if (document === undefined) return undefined;
    const text = this.text(document.id);
    if (!this.#verified.has(source)) {
      const sha256 = createHash('sha256').update(text, 'utf8').digest('hex');
      if (sha256 !== document.info.sha256) return undefined;
      this.#verified.add(source);
    }
    return text;
  }

  passage(id: number): StoredPassage {
    return remembered(this.#passages, CACHED_ROWS, id, () => {
      const row = this.#statements.passage.get(id);
      if (row === undefined)
        throw new Error(`generation ${this.manifest.name} has no passage ${id}`);
      return toPassage(row);
    });
  }

  /** In the order of the text. */
  passagesOf(document: number): StoredPassage[] {
    return this.#statements.ofDocument.all(document).map(toPassage);
  }

  /** `undefined` for a word that no passage holds. `word` as `wordsOf` gives it. */
  word(word: string): StoredWord | undefined {
    return remembered(this.#words, CACHED_ROWS * 4, word, () => {
      const row = this.#statements.word.get(word);
      return row === undefined ? undefined : { ...row, vector: toVector(row.vector) };
    });
  }

  /** Words that share trigrams with `word`, most first. It needs at least three letters. */
  similarWords(word: string, count: number): readonly string[] {
    const letters = [...word];
    const trigrams = letters.slice(2).map((_, i) => letters.slice(i, i + 3).join(''));
    if (trigrams.length === 0) return [];
    return remembered(this.#similar, CACHED_ROWS, `${count} ${word}`, () =>
      this.#statements.similarWords.all(anyOf(trigrams), count),
    );
  }

  /**
   * Passages that hold any of the words (or an inflection of one), best first. Words that are so
   * common that they would only slow the search down are left to the rarer ones.
   */
  matchWords(words: readonly string[], count: number): WordMatch[] {
    if (words.length === 0) return [];
    const query = selective(words.map((word) => ({ word, rows: this.#rowsWith(word) })));
    return this.#statements.matches.all(query, count);
  }

  /** Passages that hold the word or an inflection of it, in the text, its title or section. */
  #rowsWith(word: string): number {
    return remembered(this.#rows, CACHED_ROWS, word, () => {
      return this.#statements.rows.get(stemmer(word)) ?? 0;
    });
  }

  nearest(vector: Float32Array, count: number): Neighbour[] {
    return this.#vectors.search(vector, count);
  }

  /** Unit vector of a passage. */
  vector(passage: number): Float32Array {
    return this.#vectors.get(passage);
  }

  /** The vector of a passage that was embedded from the same text with the same model. */
  vectorByKey(key: string): Float32Array | undefined {
    const passage = this.#statements.byKey.get(key);
    return passage === undefined ? undefined : this.vector(passage);
  }

  close(): void {
    this.#database.close();
  }
}

interface Searched {
  readonly word: string;
  readonly rows: number;
}

/**
 * The rarest words, as many as can be scored in a few milliseconds. If even the rarest that the
 * index knows is too common, the passages that it shares with the next one are looked at.
 */
function selective(words: readonly Searched[]): string {
  const byRarity = [...words].sort((a, b) => a.rows - b.rows);
  let rows = 0;
  const taken = byRarity.filter((word) => {
    rows += word.rows;
    return rows <= MOST_SCORED;
  });
  // Not all are counted as the index cuts them ("1.5" is two to it): 0 may be a few.
  const isEnough = taken.length === words.length || taken.some((word) => word.rows > 0);
  const common = isEnough ? [] : byRarity.slice(taken.length, taken.length + 2);
  const parts = taken.map(({ word }) => anyOf([word]));
  if (common.length > 0) parts.push(`(${common.map(({ word }) => anyOf([word])).join(' AND ')})`);
  return parts.join(' OR ');
}

/** FTS5 strings: quoted, so that no word is taken for an operator. */
function anyOf(terms: readonly string[]): string {
  return terms.map((term) => `"${term.replaceAll('"', '""')}"`).join(' OR ');
}
