import { beginsParagraph, type NearSentence, type Surroundings } from './surroundings.js';

const OPENING = /^[\s*_([{]*["“«]/;
/** Letters outside of the marks, as a share of all, up to which a sentence is a quotation. */
const FRAME = 0.25;
/** Sentences back that an open quotation may have begun. */
const FARTHEST = 8;
/** To the mark that ends a quotation begun earlier, or all of it. */
const CLOSING = /^[^"”»]*["”»]?/;
const QUOTATIONS = /“[^”]*(?:”|$)|«[^»]*(?:»|$)|"[^"]*(?:"|$)/g;

/** A sentence taken apart at its quotation marks. */
export interface QuotedSpeech {
  /** The sentence with the characters inside of quotation marks blanked; offsets stay. */
  readonly frame: string;
  /** Whether the sentence is a quotation, but for a few words. */
  readonly isQuotation: boolean;
}

export function quotedSpeechAt({ sentences, position }: Surroundings): QuotedSpeech {
  const text = sentences[position]?.text ?? '';
  const inside = beginsInside({ sentences, position });
  const from = inside ? (CLOSING.exec(text)?.[0].length ?? 0) : 0;
  const frame = blanked(text.slice(0, from)) + text.slice(from).replace(QUOTATIONS, blanked);
  const isSpoken = inside || OPENING.test(text);
  return { frame, isQuotation: isSpoken && letters(frame) <= FRAME * letters(text) };
}

/** Whether a quotation that was opened earlier in the paragraph is still open. */
function beginsInside({ sentences, position }: Surroundings): boolean {
  let from = position;
  while (from > Math.max(0, position - FARTHEST) && !startsParagraph(sentences[from])) from--;
  const before = sentences.slice(from, position).map(({ text }) => text);
  const marks = before.join(' ').replace(/[^"“”«»]+/g, '');
  return /[“«]$/.test(marks) || (/^"+$/.test(marks) && marks.length % 2 === 1);
}

function startsParagraph(sentence: NearSentence | undefined): boolean {
  return sentence === undefined || beginsParagraph(sentence);
}

function blanked(quotation: string): string {
  return quotation.replace(/[^\s"“”«»]/g, '·');
}

function letters(text: string): number {
  return text.match(/\p{L}/gu)?.length ?? 0;
}
