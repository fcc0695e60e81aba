import type { DocumentInfo, Span } from '../corpus/document.js';
import type { Quote } from './answer.js';

/** Code units of a quotation that is looked up; a message of Discord holds no longer one. */
export const LONGEST_QUOTATION = 2_000;

/**
 * Whether the documents hold a quotation.
 * - `exact`: word for word and mark for mark. White space, the kinds of quotation marks, dashes and
 *   apostrophes, Markdown, the case of its first letter and its outer punctuation are the quoter's.
 * - `near`: not so, but most of its words stand in a document in this order.
 * - `absent`: neither.
 */
export type QuotationCheck =
  | {
      readonly kind: 'exact';
      readonly asked: string;
      /** One to three, the earliest date first, undated ones last; then by `source`. */
      readonly places: readonly QuotedPlace[];
      /** Further places among the first 64 passages that hold its words. */
      readonly more: number;
    }
  | {
      readonly kind: 'near';
      readonly asked: string;
      readonly place: QuotedPlace;
      readonly changes: readonly WordChange[];
      /** Share of the words, and marks, that both have: 0.7…1, and 1 never is all the same. */
      readonly likeness: number;
    }
  | { readonly kind: 'absent'; readonly asked: string };

/** Where a quotation stands in one document. */
export interface QuotedPlace {
  readonly document: DocumentInfo;
  /** The passage that surrounds it, or all of those that it reaches over. */
  readonly passage: Span;
  /** One for each part between ellipses, in order: at least one. */
  readonly quotes: readonly Quote[];
}

/**
 * A run of words, as the document writes them unless they are `only-asked`, and the white space
 * behind them; `… ` stands between the parts of a quotation.
 */
export interface WordChange {
  readonly kind: 'same' | 'only-asked' | 'only-document';
  readonly text: string;
}
