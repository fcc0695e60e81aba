import type { APIEmbed } from 'discord.js';
import type { Answer, Citation } from '../../answer/answer.js';
import { encodeAction, passageArgs } from '../custom-id.js';
import { LIMITS } from '../limits.js';
import { alsoInLine, sourceLine, speakerLine } from './citation.js';
import { cutEnd } from './cut.js';
import { escapedLength, escapeText } from './escape.js';
import { headingOf } from './heading.js';
import { button, buttonRows, COLOURS, type Reply } from './reply.js';
import { share } from './share.js';
import { foldedBeginning } from './text.js';

/** Code units of a quote that other places with its wording leave at least. */
const LEAST_QUOTE = 150;

/**
 * An answer as embeds: a heading, then one per citation with its quote. Within every limit for any
 * answer: what does not fit is cut from the quotes, the long ones first, and marked.
 *
 * @param options.showQuestion For slash commands, whose question nobody else sees.
 */
export function renderAnswer(answer: Answer, options: { showQuestion?: boolean } = {}): Reply {
  const heading = headingOf(answer, options.showQuestion ?? false);
  if (answer.kind === 'none') {
    return { embeds: [{ description: heading, color: COLOURS.none }] };
  }
  const citations = answer.citations.slice(0, LIMITS.embeds - 1);
  const left = LIMITS.embedTotal - heading.length - citations.length * LEAST_QUOTE;
  const frames = framesOf(citations, left);
  const quotes = citations.map(({ quote }) => foldedBeginning(quote.text, LIMITS.embedDescription));
  const fixed = heading.length + frames.reduce((sum, frame) => sum + frame.size, 0);
  const room = share(
    quotes.map((quote, index) =>
      Math.min(escapedLength(quote), LIMITS.embedDescription - (frames[index]?.size ?? 0)),
    ),
    LIMITS.embedTotal - fixed,
  );
  const embeds: APIEmbed[] = quotes.map((quote, index) => ({
    description:
      frames[index]?.around(escapeText(cutEnd(quote, room[index] ?? 0, escapedLength))) ?? '',
    color: COLOURS[answer.kind],
  }));
  return {
    embeds: [{ description: heading, color: COLOURS[answer.kind] }, ...embeds],
    components: buttonRows(citations.map(contextButton)),
  };
}

interface Frame {
  /** Of everything around the quote, in UTF-16 code units. */
  readonly size: number;
  around(quote: string): string;
}

/** Other places are named where that leaves room for the quotes. */
function framesOf(citations: readonly Citation[], left: number): Frame[] {
  const frames = citations.map((citation) => frameOf(citation));
  const size = frames.reduce((sum, frame) => sum + frame.size, 0);
  return size <= left ? frames : citations.map((citation) => frameOf(citation, 0));
}

function frameOf(citation: Citation, placesNamed?: number): Frame {
  const { document, quote, rank, speaker, alsoIn } = citation;
  const source = sourceLine(document, quote, rank);
  const below = `${source}${speakerLine(speaker)}${alsoInLine(alsoIn, placesNamed)}`;
  const around = (quote: string) => `> ${quote}\n${below}`;
  return { size: around('').length, around };
}

/** The rank is part of the id: two quotes may share a passage, and ids must differ in a message. */
function contextButton(citation: Citation) {
  const ref = { sha256: citation.document.sha256, ...citation.passage };
  const id = encodeAction('context', citation.rank, ...passageArgs(ref));
  return button(`Context ${citation.rank}`, id);
}
