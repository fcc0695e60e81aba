import { createHash } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { Manifest } from './manifest.js';
import { remembered } from './memory.js';
import { PeopleTable } from './people-table.js';
import {
  type PassageRow,
  type PassageSet,
  readDocuments,
  type StoredDocument,
  type StoredPassage,
  type StoredWord,
  toPassage,
  type WordMatch,
} from './rows.js';
import type { Neighbour, VectorIndex } from './vectors.js';
import type { WantedWords } from './wanted-words.js';
import { type LookedUp, WordLookup } from './word-lookup.js';
import { WordSearch } from './word-search.js';

const PASSAGE_COLUMNS = 'id, document, start, "end", section, sentences';
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
  readonly #passageVectors = new Map<number, Float32Array>();
  readonly #search: WordSearch;
  #passageIds: ReadonlyMap<number, { readonly first: number; readonly last: number }> | undefined;
  readonly #lookup: WordLookup;
  readonly #statements;

  constructor(manifest: Manifest, database: Database.Database, vectors: VectorIndex) {
    this.manifest = manifest;
    this.#database = database;
    this.#vectors = vectors;
    this.#search = new WordSearch(database);
    this.#lookup = new WordLookup(database, (word) => this.#search.rowsWith(word));
    this.documents = readDocuments(database);
    this.people = new PeopleTable(database);
    this.#byId = new Map(this.documents.map((document) => [document.id, document]));
    this.#bySource = new Map(this.documents.map((document) => [document.info.source, document]));
    this.#statements = {
      text: database.prepare<[number], string>('SELECT text FROM documents WHERE id = ?').pluck(),
      passage: database.prepare<[number], PassageRow>(
        `SELECT ${PASSAGE_COLUMNS} FROM passages WHERE id = ?`,
      ),
      ofDocument: database.prepare<[number], PassageRow>(
        `SELECT ${PASSAGE_COLUMNS} FROM passages WHERE document = ? ORDER BY start`,
      ),
      ranges: database.prepare<[], { document: number; first: number; last: number }>(
        'SELECT document, MIN(id) AS first, MAX(id) AS last FROM passages GROUP BY document',
      ),
      byKey: database
        .prepare<[string], number>('SELECT id FROM passages WHERE embedding_key = ? LIMIT 1')
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

  /** Ids of the passages of a document, both inclusive; `undefined` when it has none. */
  passageIds(document: number): { readonly first: number; readonly last: number } | undefined {
    this.#passageIds ??= new Map(
      this.#statements.ranges.all().map(({ document, first, last }) => [document, { first, last }]),
    );
    return this.#passageIds.get(document);
  }

  /** `undefined` for a word that no passage holds. `word` as `wordsOf` gives it. */
  word(word: string): StoredWord | undefined {
    return this.#search.word(word);
  }

  /** Words that share trigrams with `word`, most first; see `WordSearch.similarWords`. */
  similarWords(word: string, count: number): readonly string[] {
    return this.#search.similarWords(word, count);
  }

  /** Passages that hold any of the words, best first; see `WordSearch.matches`. */
  matchWords(words: readonly string[], count: number, among?: PassageSet): WordMatch[] {
    return this.#search.matches(words, count, among);
  }

  /** Ids of passages whose text holds the words on end; see `WordSearch.phrase`. */
  matchPhrase(words: readonly string[], count: number): number[] {
    return this.#search.phrase(words, count);
  }

  /** Passages that hold all of the wanted words, or the most of them; see `WordLookup.find`. */
  lookUp(words: WantedWords, documents?: ReadonlySet<number>): LookedUp {
    return this.#lookup.find(words, documents);
  }

  nearest(vector: Float32Array, count: number, among?: PassageSet): Neighbour[] {
    return this.#vectors.search(vector, count, among);
  }

  /** Unit vector of a passage. */
  vector(passage: number): Float32Array {
    return remembered(this.#passageVectors, CACHED_ROWS, passage, () => this.#vectors.get(passage));
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
