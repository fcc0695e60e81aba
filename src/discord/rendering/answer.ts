import type { APIEmbed } from 'discord.js';
import type { Answer, Citation } from '../../answer/answer.js';
import { LIMITS } from '../limits.js';
import { answerButtons, type ButtonOptions } from './answer-buttons.js';
import { alsoInLine, sourceLine, speakerLine } from './citation.js';
import { emphasised, emphasisedLength } from './emphasis.js';
import { type HeadingOptions, headingOf } from './heading.js';
import { COLOURS, type Reply } from './reply.js';
import { share } from './share.js';

/** Code units of a quote that other places with its wording leave at least. */
const LEAST_QUOTE = 150;
const ASK_ON = '\n-# Mention me in this thread to ask on; I cannot read the rest here.';

export interface AnswerOptions extends HeadingOptions, ButtonOptions {
  /** Says how to ask on in a thread in which the bot reads only what mentions it. */
  readonly mentionToAskOn?: boolean;
}

/**
 * An answer as embeds: a heading, then one per citation with its quote, the words that answer in
 * bold. Within every limit for any answer: what does not fit is cut from the quotes, the long ones
 * first, and marked.
 */
export function renderAnswer(answer: Answer, options: AnswerOptions = {}): Reply {
  const heading = headingOf(answer, options);
  const ending = options.mentionToAskOn ? ASK_ON : '';
  const color = COLOURS[answer.kind];
  const components = answerButtons(answer, options);
  if (answer.kind === 'none') {
    return { embeds: [{ description: `${heading}${ending}`, color }], components };
  }
  const citations = answer.citations.slice(0, LIMITS.embeds - 1);
  const left = LIMITS.embedTotal - heading.length - citations.length * LEAST_QUOTE - ending.length;
  const frames = framesOf(citations, ending, left);
  const fixed = heading.length + frames.reduce((sum, frame) => sum + frame.size, 0);
  const room = share(
    citations.map(({ quote, answering }, index) => {
      const most = LIMITS.embedDescription - (frames[index]?.size ?? 0);
      return Math.min(emphasisedLength(quote, answering, most), most);
    }),
    LIMITS.embedTotal - fixed,
  );
  const embeds: APIEmbed[] = citations.map(({ quote, answering }, index) => ({
    description: frames[index]?.around(emphasised(quote, answering, room[index] ?? 0)) ?? '',
    color,
  }));
  return { embeds: [{ description: heading, color }, ...embeds], components };
}

interface Frame {
  /** Of everything around the quote, in UTF-16 code units. */
  readonly size: number;
  around(quote: string): string;
}

/** Other places are named where that leaves room for the quotes. */
function framesOf(citations: readonly Citation[], ending: string, left: number): Frame[] {
  const last = citations.length - 1;
  const all = (placesNamed?: number) =>
    citations.map((citation, index) =>
      frameOf(citation, index === last ? ending : '', placesNamed),
    );
  const frames = all();
  const size = frames.reduce((sum, frame) => sum + frame.size, 0);
  return size <= left ? frames : all(0);
}

function frameOf(citation: Citation, ending: string, placesNamed?: number): Frame {
  const { document, quote, rank, speaker, alsoIn } = citation;
  const source = sourceLine(document, quote, rank);
  const below = `${source}${speakerLine(speaker)}${alsoInLine(alsoIn, placesNamed)}${ending}`;
  const around = (quote: string) => `> ${quote}\n${below}`;
  return { size: around('').length, around };
}
