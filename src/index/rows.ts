import type Database from 'better-sqlite3';
import type { DocumentInfo, Span } from '../corpus/document.js';
import type { Sentence } from '../passages/passages.js';
import type { StoredVectors } from './stored-vectors.js';

export interface StoredDocument {
  readonly id: number;
  readonly info: DocumentInfo;
  /** Changes with the file's bytes and its entry in `sources.yaml`. */
  readonly fingerprint: string;
  /** Number of passages. */
  readonly passages: number;
}

export interface StoredPassage extends Span {
  readonly id: number;
  readonly document: number;
  readonly section?: string;
  readonly sentences: readonly Sentence[];
}

export interface StoredWord {
  readonly word: string;
  /** Passages that hold it. */
  readonly passages: number;
  /** Unit vector of the word alone. */
  readonly vector: Float32Array;
}

export interface WordMatch {
  readonly passage: number;
  /** BM25, larger is better. */
  readonly score: number;
}

/** A row of the table `passages`, as SQLite gives it. */
export interface PassageRow extends Span {
  readonly id: number;
  readonly document: number;
  readonly section: string | null;
  readonly sentences: string;
}

/** `[start, end, 1 for a heading]`. */
type SentenceRow = [number, number, 0 | 1];

export function fromSentences(sentences: readonly Sentence[]): string {
  const rows: SentenceRow[] = sentences.map(({ start, end, kind }) => [
    start,
    end,
    kind === 'heading' ? 1 : 0,
  ]);
  return JSON.stringify(rows);
}

export function toPassage(row: PassageRow): StoredPassage {
  const { section, sentences, ...rest } = row;
  const spans = JSON.parse(sentences) as SentenceRow[];
  return {
    ...rest,
    ...(section === null ? {} : { section }),
    sentences: spans.map(([start, end, heading]) => ({
      start,
      end,
      kind: heading === 1 ? 'heading' : 'paragraph',
    })),
  };
}

export function toVector(blob: Buffer): Float32Array {
  return new Float32Array(new Uint8Array(blob).buffer);
}

export function fromVector(vector: Float32Array): Buffer {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
}

/** Without their texts. */
export function readDocuments(database: Database.Database): StoredDocument[] {
  return database
    .prepare<[], Omit<StoredDocument, 'info'> & { info: string }>(
      'SELECT id, info, fingerprint, passages FROM documents ORDER BY id',
    )
    .all()
    .map((row) => ({ ...row, info: JSON.parse(row.info) }));
}

/** What came to the vectors and went from them since their files were written. */
export function readVectorChanges(
  database: Database.Database,
): Pick<StoredVectors, 'dead' | 'loose'> {
  const dead = database.prepare<[], number>('SELECT passage FROM dead_vectors').pluck().all();
  const loose = database
    .prepare<[], { passage: number; vector: Buffer }>('SELECT passage, vector FROM loose_vectors')
    .all();
  return {
    dead: new Set(dead),
    loose: new Map(loose.map(({ passage, vector }) => [passage, toVector(vector)])),
  };
}

/** Ids of the passages of a document: they follow each other. */
export interface PassageRange {
  readonly first: number;
  /** Inclusive. */
  readonly last: number;
}

/** Some of the passages; gives their ids, rising. */
export interface PassageSet extends Iterable<number> {
  readonly size: number;
  /** Ids between which they all lie, both inclusive. */
  readonly first: number;
  readonly last: number;
  /** Passages between these, of the set or not. */
  readonly spanned: number;
  has(passage: number): boolean;
}
