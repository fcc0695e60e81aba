import type { Span } from '../corpus/document.js';
import { STOP_WORDS } from '../retrieval/stop-words.js';

/** A word of a question: lower case, without apostrophes; the range is in code units. */
export interface Token extends Span {
  readonly word: string;
}

export function tokensOf(text: string): Token[] {
  return [...text.matchAll(/[\p{L}\p{M}\p{N}]+(?:['’.]\p{L}+)*/gu)].map(
    ({ 0: written, index }) => ({
      word: written.toLowerCase().replace(/['’.]/g, ''),
      start: index,
      end: index + written.length,
    }),
  );
}

/** A day, a month or a year. */
export const TIME =
  /\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august|september|october|november|december|yesterday|today|tomorrow|(?:19|20)\d\d)\b/i;

/** What the subject of a question stands behind. */
export const AUXILIARY =
  /^(?:do|does|did|didnt|doesnt|dont|is|are|was|were|isnt|arent|wasnt|werent|will|would|can|could|should|has|have|had|must|may|might)$/;

/** Words that say something of a question alone, but nothing of what a follow-up is about. */
const VAGUE =
  /^(?:details?|elaborate|continue|go|on|happen(?:s|ed)?|next|true|confirmed|correct|sure|reasons?|come|examples?|specific(?:ally)?|first|second|part)$/;

/** Whether the word only asks, links or fills. */
export function isFiller({ word }: Token): boolean {
  return STOP_WORDS.has(word);
}

/** Whether the word says what a question is about. */
export function isContent(token: Token): boolean {
  return !isFiller(token) && !VAGUE.test(token.word);
}
