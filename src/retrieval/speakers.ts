import type { Span } from '../corpus/document.js';
import { attributionOf, peopleAt } from './attribution.js';
import type { Mention } from './mention.js';
import type { Attribution, VoicedSentence } from './phrases.js';
import { type Quoted, quotedIn } from './quoted.js';
import { openingName, type Party, spanOf, subjectOf } from './subjects.js';

/** Who speaks in a sentence, and whom it is about. */
export interface Voice {
  /** `person:ID` of the one who speaks. */
  readonly speaker?: string;
  /** Words that name the speaker, code units of the document, maybe in an earlier sentence. */
  readonly speakerSpan?: Span;
  /** `person:ID` of whom the pronoun means that is the sentence's subject. */
  readonly subject?: string;
  readonly speech: 'quotation' | 'reported' | 'none';
}

/** Shorter ones are terms and names of things, code units. */
const SHORTEST_QUOTATION = 18;
/** Sentences after which "he" is nobody in particular any more. */
const REACH = 2;
/** "MS. ROE:", "THE PRESIDENT:", "Q": who has the floor in a transcript. */
const LABEL =
  /^(?:Q(?=\s)|(?:THE|MR|MS|MRS|DR|SEN|REP|GOV|GEN|SECRETARY|PRESIDENT|VICE|PRIME|SENATOR|SPEAKER|ADMIRAL|GENERAL|DIRECTOR|AMBASSADOR|GOVERNOR|CHAIRMAN|ADMINISTRATOR)\b[\p{Lu}.’' -]{1,40}:)/u;
/** "He" as the subject, or "his" with it, behind no more than a conjunction. */
const PRONOUN =
  /^(?:(?:but|and|yet|however|though|although|while|when|as|after|before|since|if|then|later|earlier|also|still)\W+)*(he|she|his|her)\b/i;

/** Who speaks in each of the sentences, which follow each other in one document. */
export function voicesOf(sentences: readonly VoicedSentence[]): Voice[] {
  const listener = new Listener();
  for (const sentence of sentences) listener.hear(sentence);
  return listener.voices;
}

/** Reads a document from its beginning and keeps in mind who was spoken of. */
class Listener {
  readonly voices: Voice[] = [];
  /** The quotation that is still open: the number of its first sentence. */
  #opened: number | undefined;
  /** Who has the floor in a transcript. */
  #floor: Party | undefined;
  /** Who spoke in the sentence before. */
  #spoken: Party | undefined;
  /** Whom the last sentence about a single person was about, and its number. */
  #subject: { readonly party: Party; readonly at: number } | undefined;
  /** The sentence before ends with a colon: what follows is its subject's. */
  #announced = false;

  hear(sentence: VoicedSentence): void {
    const at = this.voices.length;
    const quoted = quotedIn(sentence.text, this.#opened !== undefined);
    const people = peopleAt(sentence, quoted);
    const known = this.#subject;
    const near = known !== undefined && at - known.at <= REACH ? known.party : undefined;
    const own = subjectOf(sentence, people);
    const opensWithHe = this.#opened === undefined && PRONOUN.test(sentence.text);
    const found = attributionOf(sentence, quoted, people);
    const label = LABEL.exec(sentence.text)?.[0];
    if (label !== undefined) this.#floor = labelled(sentence, people, label);

    const named = this.#partyOf(sentence, found, own, near);
    const speaker =
      this.#floor ??
      named ??
      this.#continued(sentence, quoted, own ?? (opensWithHe ? near : undefined));
    const about = found?.kind === 'person' ? named : (own ?? (opensWithHe ? near : undefined));
    const isQuotation =
      this.#floor !== undefined ||
      (quoted.ranges.length > 0 &&
        (speaker !== undefined || longestOf(sentence.text, quoted) >= SHORTEST_QUOTATION));
    this.voices.push({
      ...(speaker?.concept === undefined ? {} : { speaker: speaker.concept }),
      ...(speaker === undefined ? {} : { speakerSpan: speaker.span }),
      ...(opensWithHe && about?.concept !== undefined ? { subject: about.concept } : {}),
      speech: isQuotation ? 'quotation' : speaker === undefined ? 'none' : 'reported',
    });

    if (this.#opened !== undefined && speaker !== undefined) this.#attribute(this.#opened, speaker);
    this.#opened = quoted.open ? (this.#opened ?? at) : undefined;
    this.#spoken = speaker;
    this.#announced = sentence.text.trimEnd().endsWith(':');
    if (about !== undefined) this.#subject = { party: about, at };
    else if (people.length > 0) this.#subject = undefined;
  }

  #partyOf(
    sentence: VoicedSentence,
    found: Attribution | undefined,
    own: Party | undefined,
    near: Party | undefined,
  ): Party | undefined {
    if (found === undefined) return undefined;
    switch (found.kind) {
      case 'he':
        return own ?? near;
      case 'it':
        return this.#spoken;
      case 'subject':
        return own ?? openingName(sentence);
      case 'others':
        return { span: spanOf(sentence, found) };
      case 'person':
        return { concept: found.concept, span: spanOf(sentence, found) };
    }
  }

  /** Who speaks in a quotation that nobody in its sentence is said to speak. */
  #continued({ text }: VoicedSentence, quoted: Quoted, own: Party | undefined): Party | undefined {
    if (longestOf(text, quoted) < SHORTEST_QUOTATION) return undefined;
    if (own !== undefined) return own;
    const rest = quoted.ranges.reduceRight(
      (left, { start, end }) => left.slice(0, start) + left.slice(end),
      text,
    );
    if (/\p{L}/u.test(rest)) return undefined;
    return this.#spoken ?? (this.#announced ? this.#subject?.party : undefined);
  }

  /** The sentences of one quotation are one person's, wherever it says whose. */
  #attribute(from: number, { concept, span }: Party): void {
    for (let i = from; i < this.voices.length; i++) {
      const voice = this.voices[i] as Voice;
      if (voice.speakerSpan !== undefined) continue;
      this.voices[i] = {
        ...voice,
        ...(concept === undefined ? {} : { speaker: concept }),
        speakerSpan: span,
      };
    }
  }
}

/** Length of the longest quotation that is no name or title, code units. */
function longestOf(text: string, { ranges }: Quoted): number {
  const spoken = ranges.filter(({ start, end }) => {
    const words = text.slice(start, end).match(/\p{L}[\p{L}’']*/gu) ?? [];
    return words.filter((word) => /^\p{Ll}/u.test(word)).length * 2 >= words.length;
  });
  return Math.max(0, ...spoken.map(({ start, end }) => end - start));
}

/** Who the label in front of a turn names. */
function labelled(sentence: VoicedSentence, people: readonly Mention[], label: string): Party {
  const person = people.find(({ from }) => (sentence.words[from]?.start ?? 0) < label.length);
  const end = label.endsWith(':') ? label.length - 1 : label.length;
  const span = { start: sentence.start, end: sentence.start + end };
  return person === undefined ? { span } : { concept: person.concept, span };
}
