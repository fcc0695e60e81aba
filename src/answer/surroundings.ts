import type { Span } from '../corpus/document.js';
import type { Generation } from '../index/generation.js';
import type { StoredPassage } from '../index/rows.js';
import type { Sentence } from '../passages/passages.js';

/** Passages of the document on either side of the quoted one that are looked at. */
const NEAR = 1;
/** Code units of a sentence that are looked at; what is longer is no sentence. */
const LOOKED_AT = 2_000;

/** A sentence as it stands among its neighbours. */
export interface NearSentence extends Sentence {
  /** The sentence, or as much of its beginning as is looked at. */
  readonly text: string;
  readonly passage: Span;
  /** What stands between it and the sentence before, e.g. a space or a blank line. */
  readonly gap: string;
}

/** The sentences around one of a document, in order; `position` is its own place among them. */
export interface Surroundings {
  readonly sentences: readonly NearSentence[];
  readonly position: number;
}

/** By the passage in their middle, as long as that is remembered. */
const near = new WeakMap<StoredPassage, readonly NearSentence[]>();

/** @param start of the sentence, which is one of `passage`. */
export function surroundingsOf(
  generation: Generation,
  passage: StoredPassage,
  start: number,
): Surroundings {
  const sentences = near.get(passage) ?? sentencesAround(generation, passage);
  near.set(passage, sentences);
  return { sentences, position: sentences.findIndex((sentence) => sentence.start === start) };
}

function sentencesAround(generation: Generation, passage: StoredPassage): NearSentence[] {
  const text = generation.text(passage.document);
  const sentences: NearSentence[] = [];
  for (const { start, end, sentences: own } of passagesAround(generation, passage)) {
    for (const sentence of own) {
      sentences.push({
        ...sentence,
        text: text.slice(sentence.start, Math.min(sentence.end, sentence.start + LOOKED_AT)),
        passage: { start, end },
        gap: text.slice(sentences.at(-1)?.end ?? start, sentence.start),
      });
    }
  }
  return sentences;
}

function passagesAround(generation: Generation, { id, document }: StoredPassage): StoredPassage[] {
  const ids = generation.passageIds(document) ?? { first: id, last: id };
  const first = Math.max(ids.first, id - NEAR);
  const last = Math.min(ids.last, id + NEAR);
  return Array.from({ length: last - first + 1 }, (_, i) => generation.passage(first + i));
}

/**
 * Whether two neighbours read as what they are when they are quoted together: neither is a heading,
 * marked or not, and nothing is left out between them.
 */
export function isJoined(first: NearSentence, second: NearSentence): boolean {
  if (first.kind === 'heading' || second.kind === 'heading' || !adjoins(second)) return false;
  return !beginsParagraph(second) || endsAsSentence(first);
}

/** Whether a sentence ends with a mark; what has none at the end of a paragraph may be a headline. */
export function endsAsSentence({ text }: NearSentence): boolean {
  return /[.!?…:;,]["'“”’»)\]*_\s]*$/.test(text.slice(-12));
}

/** Whether a sentence continues the one before it, with nothing left out between them. */
function adjoins({ gap }: NearSentence): boolean {
  return gap.trim() === '';
}

/** Whether a sentence begins a paragraph. */
export function beginsParagraph({ gap }: NearSentence): boolean {
  return gap === '' || /(?:\r\n|\r(?!\n)|\n)[^\S\r\n]*(?:\r\n|\r|\n)/.test(gap);
}
