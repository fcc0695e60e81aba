import type { Span } from '../corpus/document.js';
import { type Attribution, attributionOf, peopleAt } from './attribution.js';
import type { Mention } from './mention.js';
import { isFullName, type Party, partyOf, subjectOf, type VoicedSentence } from './phrases.js';
import { type Quoted, quotedIn } from './quoted.js';
import type { Floor } from './transcript.js';

/** Who speaks in a sentence, and whom it is about. */
export interface Voice {
  /** `person:ID` of the one who speaks. */
  readonly speaker?: string | undefined;
  /** Words that name the speaker, code units of the document, maybe in another sentence. */
  readonly speakerSpan?: Span | undefined;
  /** `person:ID` of whom the pronoun means that is the sentence's subject. */
  readonly subject?: string | undefined;
  readonly speech: 'quotation' | 'reported' | 'none';
  /** Whether a pronoun that another sentence explains says who speaks: "he said". */
  readonly byPronoun: boolean;
}

/** Shorter ones are terms and names of things, code units. */
const SHORTEST_QUOTATION = 18;
/** Sentences after which "he" is nobody in particular any more. */
const REACH = 2;
const SENTENCE_END = /[.!?,:;…—-][^\p{L}\p{N}]*$/u;
/** "He" as the subject, or "his" with it, behind no more than a conjunction. */
const PRONOUN =
  /^(?:(?:but|and|yet|however|though|although|while|when|as|after|before|since|if|then|later|earlier|also|still)\W+)*(he|she|his|her)\b/i;

/**
 * Who speaks in each of the sentences, which follow each other in one document.
 *
 * @param floors of the document, if it is a transcript.
 */
export function voicesOf(
  sentences: readonly VoicedSentence[],
  floors: readonly Floor[] = [],
): Voice[] {
  const listener = new Listener();
  for (const sentence of sentences) {
    const end = sentence.start + sentence.text.length;
    const floor = floors.findLast(({ span }) => span.start < end);
    if (floor === undefined || floor.end <= sentence.start) listener.hear(sentence);
    else listener.hasFloor(floor);
  }
  return listener.voices;
}

/** Reads a document from its beginning and keeps in mind who was spoken of. */
class Listener {
  readonly voices: Voice[] = [];
  /** The quotation that is still open, or whose speaker may yet follow: its first sentence. */
  #opened: number | undefined;
  #isOpen = false;
  /** Who spoke in the sentence before. */
  #spoken: Party | undefined;
  /** Whom the last sentence about a single person was about, and its number. */
  #subject: { readonly party: Party; readonly at: number } | undefined;
  /** Whom the sentence before is about, if it ends with a colon. */
  #announced: Party | undefined;
  /** Where the sentence before ends, code units of the document. */
  #end = 0;

  hasFloor({ anonymous, span, concept }: Floor): void {
    const speech = { speech: 'quotation', byPronoun: false } as const;
    this.voices.push(anonymous ? speech : { ...speech, speaker: concept, speakerSpan: span });
    // What follows a transcript says nothing of those who were spoken of before it.
    this.#opened = this.#spoken = this.#subject = this.#announced = undefined;
    this.#isOpen = false;
  }

  hear(sentence: VoicedSentence): void {
    const at = this.voices.length;
    const { text } = sentence;
    // A speaker who follows at once: “It cracked.” Roe told reporters so.
    if (!this.#isOpen && sentence.start - this.#end > 1) this.#opened = undefined;
    const quoted = quotedIn(text, this.#isOpen);
    const people = peopleAt(sentence, quoted);
    const known = this.#subject;
    const near = known !== undefined && at - known.at <= REACH ? known.party : undefined;
    const head = subjectOf(sentence, people);
    const meant = !this.#isOpen && PRONOUN.test(text) ? near : undefined;
    const own = head === undefined ? undefined : partyOf(sentence, head);
    const found = attributionOf(sentence, quoted, people);
    const named = this.#partyOf(sentence, found, isOneOfMany(own, people) ? undefined : own, near);
    const isWhole = isAllQuoted(text, quoted);
    const isSpoken = this.#isOpen || longestOf(text, quoted) >= (isWhole ? 1 : SHORTEST_QUOTATION);
    const goesOn = isWhole ? (this.#spoken ?? this.#announced) : undefined;
    const speaker = named ?? (isSpoken ? (own ?? meant ?? goesOn) : undefined);
    const person = named?.concept === undefined || typeof found === 'string' ? undefined : named;
    const isNamed = typeof found === 'object' && isFullName(sentence, found);
    const about = person ?? own ?? meant ?? (isNamed ? named : undefined);
    const isQuotation = quoted.ranges.length > 0 && (speaker !== undefined || isSpoken);
    this.voices.push({
      speaker: speaker?.concept,
      speakerSpan: speaker?.span,
      subject: PRONOUN.test(text) && !this.#isOpen ? about?.concept : undefined,
      speech: isQuotation ? 'quotation' : speaker === undefined ? 'none' : 'reported',
      byPronoun: typeof found === 'string' && own === undefined,
    });
    if (speaker !== undefined) this.#attribute(this.#opened, speaker);
    const mayFollow = quoted.open || (isSpoken && speaker === undefined);
    this.#opened = mayFollow ? (this.#opened ?? at) : undefined;
    this.#isOpen = quoted.open;
    // What a headline says is nobody's words below it.
    this.#spoken = SENTENCE_END.test(text) ? speaker : undefined;
    this.#end = sentence.start + text.length;
    if (isOneOfMany(about, people)) this.#subject = undefined;
    else if (about !== undefined) this.#subject = { party: about, at };
    this.#announced = text.trimEnd().endsWith(':') ? (about ?? this.#subject?.party) : undefined;
  }

  #partyOf(
    sentence: VoicedSentence,
    found: Attribution | undefined,
    own: Party | undefined,
    near: Party | undefined,
  ): Party | undefined {
    if (found === 'he') return own ?? near;
    if (found === 'it') return this.#spoken;
    return found && partyOf(sentence, found);
  }

  /** The sentences of one quotation are one person's, wherever it says whose. */
  #attribute(from: number | undefined, { concept, span }: Party): void {
    for (let i = from ?? this.voices.length; i < this.voices.length; i++) {
      const voice = this.voices[i] as Voice;
      if (voice.speakerSpan === undefined)
        this.voices[i] = { ...voice, speaker: concept, speakerSpan: span };
    }
  }
}

/** Whether people are named of whom "she" may mean another: nothing tells who is a woman. */
function isOneOfMany(party: Party | undefined, people: readonly Mention[]): boolean {
  return people.some(({ concept }) => concept !== party?.concept);
}

/** Whether all that is said stands within quotation marks. */
function isAllQuoted(text: string, { ranges }: Quoted): boolean {
  const outside = [...ranges, { start: text.length }].map(({ start }, i) =>
    text.slice(ranges[i - 1]?.end ?? 0, start),
  );
  return ranges.length > 0 && !/\p{L}/u.test(outside.join(''));
}

/** Length of the longest quotation that is no name or title, code units. */
function longestOf(text: string, { ranges }: Quoted): number {
  const spoken = ranges.filter(({ start, end }) => {
    const words = text.slice(start, end).match(/\p{L}[\p{L}’']*/gu) ?? [];
    return words.filter((word) => /^\p{Ll}/u.test(word)).length * 2 >= words.length;
  });
  return Math.max(0, ...spoken.map(({ start, end }) => end - start));
}
