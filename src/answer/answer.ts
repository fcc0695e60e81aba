import type { DocumentInfo, Span } from '../corpus/document.js';
import type { Explanation } from './explanation.js';
import type { QuotationCheck } from './quotation-check.js';
import type { DocumentReader, PassageText } from './reader.js';

/** Code units. Nobody asks in more; a pasted article is no question. */
export const LONGEST_QUESTION = 2_000;

/** What a face hands in. All filters are optional and combine. */
export interface Question {
  readonly text: string;
  /** Turns with the same id form one conversation, in the order in which they are asked. */
  readonly conversation?: string;
  /** Only this document (`DocumentInfo.source`). */
  readonly source?: string;
  /** Only documents dated on or after this day, `YYYY-MM-DD`. Undated documents are left out. */
  readonly after?: string;
  /** Only documents dated on or before this day, `YYYY-MM-DD`. Undated documents are left out. */
  readonly before?: string;
}

/**
 * - `quoted`: these passages answer the question (confidence at or above the committed threshold).
 * - `closest`: nothing clearly answers; these come nearest and are labelled so.
 * - `none`: nothing relevant; `citations` is empty and `reason` says why.
 */
export type AnswerKind = 'quoted' | 'closest' | 'none';

/** A verified quotation: `text` is exactly `document.text.slice(start, end)`. */
export interface Quote extends Span {
  readonly text: string;
}

export interface Citation {
  /** 1 for the best. */
  readonly rank: number;
  readonly document: DocumentInfo;
  /** The passage that surrounds the quote; two that adjoin when the quote reaches into the next. */
  readonly passage: Span;
  /** The sentence, at most two neighbouring ones, that answers. */
  readonly quote: Quote;
  /**
   * The words in `quote` that answer, or else those that meet the question's; ranges of the
   * document's text, sorted and disjoint, about half of the quote at most; none when unsure.
   */
  readonly answering: readonly Span[];
  /** The document's words for who says it, when the quote does not hold them. */
  readonly speaker?: Quote;
  /** 0…1, comparable between questions. */
  readonly score: number;
  /**
   * Other places with the wording of the sentence that was found, folded into this citation; a
   * neighbour that the quote takes in need not stand there.
   */
  readonly alsoIn: readonly SourceSpan[];
}

export interface SourceSpan extends Span {
  readonly source: string;
}

/** How many documents say what the first citation says; each is counted once. */
export interface Support {
  /** Documents that say so in words of their own, the first citation's included: 1 or more. */
  readonly independent: number;
  /** Further ones that carry the wording, or much of the text, of one of those. */
  readonly repeating: number;
}

/** A figure or a day as it is written, bound included ("at least 40"), a slice of a quote. */
export interface StatedFigure extends Quote {
  /** Of the citation whose quote holds it. */
  readonly rank: number;
}

/** What the citations say differently of one thing, by rank: two figures or more, no verdict. */
export interface Differing {
  readonly kind: 'figures' | 'days';
  readonly figures: readonly StatedFigure[];
}

export interface Answer {
  readonly question: string;
  /** What was looked up in its place, when the turns before it were needed to understand it. */
  readonly resolved?: string;
  readonly kind: AnswerKind;
  /** Calibrated probability, 0…1, that the first citation holds the answer. */
  readonly confidence: number;
  /** At most five, best first; empty exactly when `kind` is `none`. */
  readonly citations: readonly Citation[];
  /** At most five passages that come next, of which no citation shows a part, best first. */
  readonly further: readonly PassageRef[];
  /** Present exactly when `kind` is `quoted`. */
  readonly support?: Support;
  /** Present when citations disagree about a figure that the question asks for. */
  readonly differing?: readonly Differing[];
  /** One phrase, present exactly when `kind` is `none`. */
  readonly reason?: string;
  /**
   * Words and phrases of the question, as they are written there, that no document holds in any
   * spelling; not given when there are none, nor of a `quoted` answer.
   */
  readonly unsupported?: readonly string[];
  /** At most three titles of documents that come nearest; of `none` alone. */
  readonly topics?: readonly string[];
  /** Set when the message asks the documents nothing; `reason` is then a reply to it. */
  readonly smallTalk?: true;
  /** Milliseconds from question to answer. */
  readonly tookMs: number;
}

/** A passage shown in its surroundings; each part is a slice of the document's text. */
export interface PassageContext extends PassageText {
  /** The passages before it, or parts of them, in order; page furniture is left out. */
  readonly before: readonly Quote[];
  readonly after: readonly Quote[];
}

/** Where a passage stands, small enough for a Discord custom id. */
export interface PassageRef extends Span {
  /** Hex digits with which the document's SHA-256 begins: at least 12, or 8 with four of the other. */
  readonly sha256: string;
  /**
   * Hex digits with which the SHA-256 of `DocumentInfo.source` begins, as two documents may hold the
   * same bytes; without it the first of them is meant.
   */
  readonly sourceSha256?: string;
}

/** What the faces (Discord, terminal, JSON Lines) need of the program. */
export interface AnswerService extends DocumentReader {
  /** @throws VerbatimError `invalid-question` for an empty or over-long question or a bad filter. */
  ask(question: Question): Promise<Answer>;
  /**
   * Why `ask` would answer this as it does, in the same conversation; no turn is added to it.
   *
   * @throws VerbatimError as `ask` does.
   */
  explain(question: Question): Promise<Explanation>;
  /**
   * Whether the documents hold `text` word for word, or nearly.
   *
   * @throws VerbatimError `invalid-question` when it is empty, has no word or is over-long.
   */
  checkQuotation(text: string): Promise<QuotationCheck>;
  /** Whether anything was asked in a conversation of late; never after a restart. */
  remembers(conversation: string): boolean;
  /** Every document of the current index, by `source`. */
  documents(): readonly DocumentInfo[];
  /** `undefined` when the corpus has changed and no document has that hash any more. */
  context(ref: PassageRef): PassageContext | undefined;
  /** Forgets what was said in a conversation. */
  forget(conversation: string): void;
  /** What the current index is made of. */
  about(): IndexSummary;
}

export interface IndexSummary {
  /** Name of the generation, unique per build. */
  readonly generation: string;
  /** ISO 8601 instant. */
  readonly builtAt: string;
  readonly documents: number;
  readonly passages: number;
  /** Embedding model as configured: a folder or a hub id. */
  readonly model: string;
}
