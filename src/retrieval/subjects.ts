import type { Span } from '../corpus/document.js';
import { FUNCTION_WORDS, isTitleHead, isTitleModifier, SAYING } from '../index/titles.js';
import type { Word } from '../index/words.js';
import type { Mention } from './mention.js';
import { gap, isOwner, type VoicedSentence, type Words } from './phrases.js';

/** Someone who was spoken of or spoke. */
export interface Party {
  readonly concept?: string;
  readonly span: Span;
}

/** Words of a title without a capital that may stand before a subject. */
const LEADING = new Set(['of', 'the', 'but', 'and', 'to']);
/** The person at the head of a sentence: behind nothing, a title, or words that a comma ends. */
export function subjectOf(sentence: VoicedSentence, people: readonly Mention[]): Party | undefined {
  const { words } = sentence;
  const first = people[0];
  if (first === undefined || isOwner(sentence, first)) return undefined;
  if (words[first.to]?.word === 'and' && people[1]?.from === first.to + 1) return undefined;
  for (let at = first.from - 1; at >= 0; at--) {
    if (gap(sentence, at).endsWith(',')) break;
    if (!leadsIn(words[at] as Word)) return undefined;
  }
  return { concept: first.concept, span: spanOf(sentence, first) };
}

/** What a sentence begins with and is about: "The White House", "That draft". */
export function openingName(sentence: VoicedSentence): Party | undefined {
  const { words } = sentence;
  const from = /^(?:the|that|this)$/.test(words[0]?.word ?? '') ? 1 : 0;
  let to = from;
  const adjoins = () => to < words.length && (to === from || gap(sentence, to - 1) === '');
  while (adjoins() && words[to]?.capital === true) to++;
  const next = words[to]?.word ?? '';
  const isNoun = from > 0 && !FUNCTION_WORDS.has(next) && !SAYING.has(next) && !/ed$/.test(next);
  if (adjoins() && isNoun) to++;
  return to === from ? undefined : { span: spanOf(sentence, { from: 0, to }) };
}

function leadsIn({ word, capital }: Word): boolean {
  return capital || LEADING.has(word) || isTitleHead(word) || isTitleModifier(word);
}

/** Of the document. */
export function spanOf({ start, words }: VoicedSentence, { from, to }: Words): Span {
  const first = words[from] as Word;
  const last = words[to - 1] as Word;
  return { start: start + first.start, end: start + last.end };
}
