/** Half-open range `[start, end)` in UTF-16 code units of `Document.text`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What is known about a document. A field that the text does not state is absent, never guessed. */
export interface DocumentInfo {
  /** Path below the seeds folder with `/` separators, e.g. `2025/readout.md`. Unique. */
  readonly source: string;
  /** SHA-256 of the file's bytes, lower-case hex. */
  readonly sha256: string;
  readonly title: string;
  /** Name of who published it, e.g. a newspaper. */
  readonly publisher?: string;
  /** Host name of `url` without `www.`. */
  readonly site?: string;
  readonly url?: string;
  readonly authors?: readonly string[];
  /** ISO 8601 calendar date, `YYYY-MM-DD`. */
  readonly date?: string;
  readonly tags?: readonly string[];
}

/** One file of the corpus, decoded. */
export interface Document {
  readonly info: DocumentInfo;
  /** The file decoded as UTF-8 exactly as it is on disk: byte-order mark and front matter included. */
  readonly text: string;
  /** The quotable part, in order: what is left after metadata and page furniture. */
  readonly blocks: readonly Block[];
  /** What of its metadata could not be understood and so is unknown, a phrase each. */
  readonly remarks: readonly string[];
}

/** A paragraph, heading or list item. Blocks do not overlap and are never empty. */
export interface Block extends Span {
  readonly kind: 'paragraph' | 'heading';
}

/** A file, or a part of the metadata, that could not be used. The rest of the corpus goes on. */
export interface CorpusFault {
  readonly source: string;
  /** One sentence: what is wrong and what to do about it. */
  readonly message: string;
}
