import type { Span } from '../corpus/document.js';
import type { Voice } from '../retrieval/speakers.js';
import { hasPronounSubject } from './pronoun.js';
import { isJoined, type NearSentence, type Surroundings } from './surroundings.js';

/** What is quoted of a document, one contiguous range each; offsets are the document's. */
export interface QuoteSpan {
  /** The sentence, with at most one neighbour that it cannot be understood without. */
  readonly quote: Span;
  /** The passages that the quote lies in. */
  readonly passage: Span;
  /** The words that name who speaks, when they stand outside of the quote. */
  readonly speaker?: Span;
}

/** What leaves its point to the sentence after it. */
const ANNOUNCES = /:["”’)*_]*$|\b(?:the following|as follows)\b[^.]{0,60}\.?$/i;
const COUNTED =
  /\b(?:two|three|four|five|six|seven|eight|nine|ten|several|a number of|\d{1,2})\s+(?:[\p{L}’'-]+\s+){0,3}?\p{L}{3,}s\b/u;
const OPENING = /^[\s*_([{]*["“«]/;
/** The beginning of the first item of a list. */
const FIRST_ITEM =
  /^["“‘*_\s]*(?:First(?:ly)?\b|The first\b|One is\b|[•▪◦‣·–—-]\s|[*+]\s|\(?(?:1|a|i)[.)]\s)/;

/** @param voice who speaks in the sentence, as far as one can tell. */
export function quoteSpanAt(surroundings: Surroundings, voice: Voice): QuoteSpan {
  const own = surroundings.sentences[surroundings.position] as NearSentence;
  const speaker = voice.speakerSpan;
  const neighbour = neighbourNeeded(surroundings, voice) ?? own;
  const [first, last] = neighbour.start < own.start ? [neighbour, own] : [own, neighbour];
  const quote = { start: first.start, end: last.end };
  return {
    quote,
    passage: { start: first.passage.start, end: last.passage.end },
    ...(speaker === undefined || holds(quote, speaker) ? {} : { speaker }),
  };
}

/** The one neighbour without which the sentence at `position` says too little. */
function neighbourNeeded(
  { sentences, position }: Surroundings,
  voice: Voice,
): NearSentence | undefined {
  const own = sentences[position] as NearSentence;
  const speaker = voice.speakerSpan;
  const [before, after] = [sentences[position - 1], sentences[position + 1]];
  if (after !== undefined && isJoined(own, after) && announces(own, after)) return after;
  if (before !== undefined && isJoined(before, own)) {
    if (speaker !== undefined && holds(before, speaker)) return before;
    const isFarther = speaker !== undefined && !holds(own, speaker);
    if (!isFarther && needsBefore(own, before, voice)) return before;
  }
  const speaksNext = after !== undefined && speaker !== undefined && holds(after, speaker);
  return speaksNext && isJoined(own, after) ? after : undefined;
}

function announces(own: NearSentence, after: NearSentence): boolean {
  return ANNOUNCES.test(own.text) || (COUNTED.test(own.text) && FIRST_ITEM.test(after.text));
}

/** A pronoun stands for something in the sentence before; a quotation may follow its colon. */
function needsBefore(own: NearSentence, before: NearSentence, voice: Voice): boolean {
  if (voice.byPronoun || hasPronounSubject(own.text)) return true;
  return OPENING.test(own.text) && ANNOUNCES.test(before.text);
}

function holds(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
