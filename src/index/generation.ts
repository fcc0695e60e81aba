import { createHash } from 'node:crypto';
import type Database from 'better-sqlite3';
import { statementsOf } from './generation-statements.js';
import { firstPassageOf } from './ids.js';
import type { Manifest } from './manifest.js';
import { remembered } from './memory.js';
import { PeopleTable } from './people-table.js';
import {
  type PassageRange,
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

/** Texts and passages that stay in memory once read, each. */
const CACHED_TEXTS = 64;
const CACHED_ROWS = 4096;
const EVERY_PASSAGE: PassageRange = { first: 0, last: Number.MAX_SAFE_INTEGER };

/**
 * One immutable generation of the index, open for reading. Methods are synchronous and read
 * SQLite or the graph; everything is released by `close`.
 */
export class Generation {
  readonly manifest: Manifest;
  readonly folder: string;
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
  readonly #lookup: WordLookup;
  readonly #statements;

  /** @param folder where its files lie. */
  constructor(
    manifest: Manifest,
    folder: string,
    database: Database.Database,
    vectors: VectorIndex,
  ) {
    this.manifest = manifest;
    this.folder = folder;
    this.#database = database;
    this.#vectors = vectors;
    this.#search = new WordSearch(database);
    this.#lookup = new WordLookup(
      database,
      (word) => this.#search.rowsWith(word),
      (document) => this.passageIds(document),
    );
    this.documents = readDocuments(database);
    this.people = new PeopleTable(database);
    this.#byId = new Map(this.documents.map((document) => [document.id, document]));
    this.#bySource = new Map(this.documents.map((document) => [document.info.source, document]));
    this.#statements = statementsOf(database);
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
    const ids = this.passageIds(document);
    return ids === undefined
      ? []
      : this.#statements.between.all(ids.first, ids.last).map(toPassage);
  }

  /** As many as are stored, and are where their documents say. */
  countPassages(): number {
    return this.documents.reduce((sum, { id }) => {
      const { first, last } = this.passageIds(id) ?? { first: 0, last: -1 };
      return sum + (this.#statements.count.get(first, last) ?? 0);
    }, 0);
  }

  /** `undefined` for a document without passages, or that is not there. */
  passageIds(document: number): PassageRange | undefined {
    const count = this.#byId.get(document)?.passages ?? 0;
    const first = firstPassageOf(document);
    return count === 0 ? undefined : { first, last: first + count - 1 };
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

  /** By passage, those that are in no graph. */
  looseVectors(): Iterable<readonly [number, Float32Array]> {
    return this.#vectors.loose;
  }

  /** Vectors of passages by `embeddingKey`. @param documents only their passages; absent: all. */
  vectorsByKey(documents?: readonly StoredDocument[]): (key: Buffer) => Float32Array | undefined {
    const ids = new Map<string, number>();
    const ranges = documents?.map(({ id }) => this.passageIds(id)) ?? [EVERY_PASSAGE];
    for (const range of ranges.filter((range) => range !== undefined)) {
      for (const [id, key] of this.#statements.keys.iterate(range.first, range.last))
        ids.set(key.toString('latin1'), id);
    }
    return (key) => {
      const id = ids.get(key.toString('latin1'));
      return id === undefined ? undefined : this.#vectors.get(id);
    };
  }

  close(): void {
    this.#database.close();
    this.#vectors.close();
  }
}
