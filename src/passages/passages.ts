import { hash } from 'node:crypto';
import type { Block, Document, Span } from '../corpus/document.js';
import { foldWhiteSpace, shortened } from '../corpus/lines.js';
import { sentencesOf } from './sentences.js';

/** Raise when the same document would be cut otherwise than before: it rebuilds every index. */
export const CHUNKING_VERSION = 4;

/** A section stands before every passage under it; a longer heading is cut at a word. Code units. */
const LONGEST_SECTION = 200;
/**
 * What is embedded of a title, and of a section, code units: both together leave the passage the
 * room that it was measured for.
 */
const LONGEST_CONTEXT = 120;

export interface Sentence extends Span {
  readonly kind: Block['kind'];
}

/** Neighbouring sentences of one document, with nothing but white space between them. */
export interface Passage extends Span {
  /** At least one; together they are the passage. */
  readonly sentences: readonly Sentence[];
  /** The heading the passage stands under, when it does not hold it itself. */
  readonly section?: string;
}

export interface PassageLimits {
  /** No passage is longer unless it is one sentence that is. Tokens of the embedding model. */
  readonly maxTokens: number;
  /** Neighbouring paragraphs are joined while the passage has fewer tokens than this. */
  readonly minTokens: number;
}

/** Measured on SQuAD and press briefings: a few sentences, about a paragraph of a news text. */
export const DEFAULT_LIMITS: PassageLimits = { maxTokens: 110, minTokens: 30 };

/** Cuts a document into passages; every sentence is in exactly one. */
export function passagesOf(
  document: Pick<Document, 'text' | 'blocks'>,
  limits: PassageLimits,
  countTokens: (text: string) => number,
): Passage[] {
  const { text } = document;
  const passages: Passage[] = [];
  let section: string | undefined;
  let open: Draft | undefined;
  const close = () => {
    if (open !== undefined) passages.push(toPassage(open));
    open = undefined;
  };
  for (const [position, block] of document.blocks.entries()) {
    const { kind } = block;
    const sentences = sentencesOf(text, block).map(({ start, end }) => {
      // Written out, since a spread takes as long as to find the sentence.
      const sentence: Sentence = { start, end, kind };
      return { sentence, tokens: countTokens(text.slice(start, end)) };
    });
    const previous = document.blocks[position - 1];
    const adjacent = previous !== undefined && text.slice(previous.end, block.start).trim() === '';
    const size = total(sentences);
    const joins =
      open !== undefined &&
      adjacent &&
      block.kind !== 'heading' &&
      (open.tokens < limits.minTokens || size < limits.minTokens || open.headingOnly) &&
      open.tokens + size <= limits.maxTokens;
    if (!joins) close();
    for (const group of balanced(sentences, limits.maxTokens)) {
      if (open !== undefined && !joins) close();
      open = extend(open, group, block.kind === 'heading' ? undefined : section);
    }
    if (block.kind === 'heading') {
      section = shortened(foldWhiteSpace(text.slice(block.start, block.end)), LONGEST_SECTION);
    }
  }
  close();
  return passages;
}

interface Measured {
  readonly sentence: Sentence;
  readonly tokens: number;
}

interface Draft {
  readonly sentences: readonly Sentence[];
  readonly tokens: number;
  readonly section: string | undefined;
  readonly headingOnly: boolean;
}

function extend(
  draft: Draft | undefined,
  group: readonly Measured[],
  section: string | undefined,
): Draft {
  const added = group.map(({ sentence }) => sentence);
  const sentences = [...(draft?.sentences ?? []), ...added];
  return {
    sentences,
    tokens: (draft?.tokens ?? 0) + total(group),
    section: draft === undefined ? section : draft.section,
    headingOnly: sentences.every(({ kind }) => kind === 'heading'),
  };
}

/** Cuts a long paragraph into parts of about equal size, none over the limit where it can be. */
function balanced(sentences: readonly Measured[], maxTokens: number): Measured[][] {
  const parts = Math.ceil(total(sentences) / maxTokens);
  const goal = total(sentences) / Math.max(1, parts);
  const groups: Measured[][] = [];
  let size = 0;
  for (const measured of sentences) {
    const group = groups.at(-1);
    const full = size + measured.tokens > maxTokens || size + measured.tokens / 2 > goal;
    if (group === undefined || full) {
      groups.push([measured]);
      size = measured.tokens;
    } else {
      group.push(measured);
      size += measured.tokens;
    }
  }
  return groups;
}

function toPassage(draft: Draft): Passage {
  const first = draft.sentences[0] as Sentence;
  const last = draft.sentences.at(-1) as Sentence;
  return {
    start: first.start,
    end: last.end,
    sentences: draft.sentences,
    ...(draft.section === undefined ? {} : { section: draft.section }),
  };
}

function total(sentences: readonly Measured[]): number {
  return sentences.reduce((sum, { tokens }) => sum + tokens, 0);
}

/** What is embedded for a passage: its text behind the title and section it stands under. */
export function embeddingText(title: string, text: string, passage: Passage): string {
  const context = [title, passage.section]
    .filter((part) => part !== undefined)
    .map((part) => shortened(part, LONGEST_CONTEXT));
  return `${context.join(' · ')}\n${foldWhiteSpace(text.slice(passage.start, passage.end))}`;
}

/** Key under which the vector of a text can be used again: 16 bytes of a SHA-256. */
export function embeddingKey(modelFingerprint: string, text: string): Buffer {
  // The memory that a hash takes as a buffer of its own costs more than writing and reading digits.
  return Buffer.from(hash('sha256', `${modelFingerprint}\0${text}`), 'hex').subarray(0, 16);
}
