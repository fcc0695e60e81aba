import type { DocumentInfo, Span } from '../corpus/document.js';
import type { PassageRef, Question, Quote } from './answer.js';

/** For those who want to look for themselves instead of asking. */
export interface DocumentReader {
  /**
   * Passages that hold all of the words, or the most of them.
   *
   * @throws VerbatimError `invalid-question` when there is no word to search for or a bad filter.
   */
  search(query: WordQuery): Found;
  /** Passages as they stand in the current index, in the order of `refs`; `undefined` when gone. */
  passages(refs: readonly PassageRef[]): (PassageText | undefined)[];
  /**
   * The page of that number, or the one that holds or is nearest to that position in the text
   * (code units); a number beyond the last page gives the nearest.
   *
   * @returns `undefined` when the current index does not hold the document.
   */
  page(ref: DocumentRef, at: { page: number } | { position: number }): DocumentPage | undefined;
}

/** A passage as it stands in its document. */
export interface PassageText {
  readonly document: DocumentInfo;
  readonly passage: Quote;
}

/** A search for passages by their words. All filters are optional and combine. */
export interface WordQuery extends Pick<Question, 'source' | 'after' | 'before'> {
  /** Words, `"words next to each other"` and `-unwanted` ones; inflections count as the same. */
  readonly terms: string;
  /** Hits to leave out at the beginning, and to give at most: whole numbers from 0. */
  readonly offset: number;
  readonly limit: number;
}

/** A passage with the words that were looked for: disjoint ranges of the document, in order. */
export interface FoundPassage extends PassageText {
  readonly matches: readonly Span[];
}

/** What a search for words found; nobody claims that it answers anything. */
export interface Found {
  /** Passages found, at most 10,000. */
  readonly total: number;
  /** Whether there are more, of which the first in the order of the documents were ranked. */
  readonly capped: boolean;
  /** Whether no passage holds all of the words; these then hold the most of them. */
  readonly partial: boolean;
  /** Best first by BM25, ties in the order of the documents: the same order for every page. */
  readonly hits: readonly FoundPassage[];
}

/** A document by its path, or by hashes as `PassageRef` has them. */
export type DocumentRef = Pick<DocumentInfo, 'source'> | Omit<PassageRef, keyof Span>;

/** A part of a document to read; every page of one document is always the same. */
export interface DocumentPage {
  readonly document: DocumentInfo;
  /** Of the whole text, in UTF-16 code units. */
  readonly length: number;
  /** Counted from 1. */
  readonly page: number;
  /** How many there are: 1 or more. */
  readonly pages: number;
  /** From its first paragraph to its last; page furniture between them is no part of them. */
  readonly start: number;
  readonly end: number;
  /**
   * Paragraphs and headings, or parts of a long one, in order; at most 1,500 code units with blank
   * lines between them.
   */
  readonly paragraphs: readonly Quote[];
}
