import { HONORIFICS, isTitleHead } from '../index/titles.js';
import { wordsOf } from '../index/words.js';
import type { Party } from './phrases.js';

/** Who has the floor in a transcript from a label on, which is `span`. */
export interface Floor extends Party {
  /** Where it ends, code units of the document: at the next label, or with its paragraph. */
  readonly end: number;
  /** Whether it is nobody who is named: `Q`. */
  readonly anonymous: boolean;
}

/** `MS. ORLOVA:`, `THE CHAIR:`, `Q`, at the beginning of a line. */
const LABEL =
  /^[^\S\n\r]*[*_]{0,3}(?:(?<name>\p{Lu}[\p{Lu}\p{M}.’' -]{1,40}\p{Lu})[*_]{0,3}:|Q[*_]{0,3}(?::|[^\S\n\r]))/gmu;

/** A blank line, or a line end behind a sentence: what follows may be in no one's words. */
const PARAGRAPH_END = /(?:\r\n|\r|\n)\s*?(?:\r\n|\r|\n)|(?<=[.!?…]["”’»)*_]{0,8})[^\S\n\r]*[\r\n]/g;
/** One label makes no transcript: an article may quote it. */
const FEWEST_LABELS = 2;

/**
 * The labels of a transcript in their order; none of another text.
 *
 * @param personOf the concept of the person whom words name.
 */
export function floorsIn(text: string, personOf: (name: string) => string | undefined): Floor[] {
  const labels = [...text.matchAll(LABEL)].map(
    ({ 0: label, groups: { name = 'Q' } = {}, index }) => {
      const start = index + label.indexOf(name);
      return { name, span: { start, end: start + name.length } };
    },
  );
  const times = new Map<string, number>();
  for (const { name } of labels) times.set(name, (times.get(name) ?? 0) + 1);
  const names = [...times.keys()].filter((name) => name !== 'Q');
  // A lone "NOTE:" is no speaker; speakers bear titles, or take turns.
  const recurring = names.filter((name) => (times.get(name) ?? 0) > 1);
  const takeTurns = recurring.length > 1 || times.has('Q');
  const speakers = new Set([...names.filter(isTitled), ...(takeTurns ? recurring : [])]);
  const spoken = labels.filter(({ name }) => name === 'Q' || speakers.has(name));
  if (speakers.size === 0 || spoken.length < FEWEST_LABELS) return [];
  return labels.map(({ name, span }, i) => {
    const end = labels[i + 1]?.span.start ?? paragraphEnd(text, span.end);
    return speakers.has(name)
      ? { span, end, concept: personOf(name), anonymous: false }
      : { span, end, anonymous: true };
  });
}

function paragraphEnd(text: string, from: number): number {
  PARAGRAPH_END.lastIndex = from;
  return PARAGRAPH_END.exec(text)?.index ?? text.length;
}

/** Code units of the label that a sentence begins with, and of what parts it; 0 for none. */
export function labelLength(sentence: string): number {
  const [label] = sentence.matchAll(LABEL);
  return label?.index === 0 ? label[0].length : 0;
}

function isTitled(name: string): boolean {
  return wordsOf(name).some(({ word }) => HONORIFICS.has(word) || isTitleHead(word));
}
