import type { Answer } from './answer.js';
import { confidenceInWords } from './confidence-words.js';
import { namedWords } from './named-words.js';

/** Stands above passages that do not clearly answer. */
export const CLOSEST_HEADING =
  'Nothing in the documents clearly answers this. These passages come nearest:';

/** E.g. `No passage mentions “gold” or “ducats”.`, without escapes; `''` when nothing lacks. */
export function lackInWords({ unsupported = [] }: Pick<Answer, 'unsupported'>): string {
  return unsupported.length === 0 ? '' : `No passage mentions ${namedWords(unsupported)}.`;
}

/** The chance is the first citation's; of an answer, nobody takes it for another's. */
export function verdictInWords({ kind, confidence }: Pick<Answer, 'kind' | 'confidence'>): string {
  const words = confidenceInWords(confidence);
  return kind === 'closest' ? `the first is ${words}` : words;
}
