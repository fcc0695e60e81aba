import type { Answer } from '../../answer/answer.js';
import { confidenceInWords } from '../../answer/confidence-words.js';
import { namedWords } from '../../answer/named-words.js';
import { asSentence } from '../../answer/plain-text.js';
import { fitted } from './text.js';

/** Bounds of the parts of a heading as sent, in UTF-16 code units. */
const LONGEST = {
  question: 300,
  resolved: 200,
  reason: 300,
  unsupported: 150,
  topic: 100,
} as const;

export const CLOSEST_LABEL =
  'Nothing in the documents clearly answers this. These passages come nearest:';

/**
 * What stands above the citations, or in their place.
 *
 * @param showQuestion For slash commands, whose question nobody else sees.
 */
export function headingOf(answer: Answer, showQuestion: boolean): string {
  const asked = fitted(answer.question, LONGEST.question);
  const question = showQuestion && asked !== '' ? `**Question:** ${asked}\n` : '';
  const resolved = fitted(answer.resolved ?? '', LONGEST.resolved);
  const understood = resolved === '' ? '' : `-# understood as: ${resolved}\n`;
  return `${question}${understood}${verdictOf(answer)}`;
}

function verdictOf(answer: Answer): string {
  const words = confidenceInWords(answer.confidence);
  switch (answer.kind) {
    case 'quoted':
      return `**Quoted from the documents** · ${words}`;
    case 'closest': {
      const lacking = fitted(namedWords(answer.unsupported ?? []), LONGEST.unsupported);
      const lack = lacking === '' ? '' : ` No passage mentions ${lacking}.`;
      return `**${CLOSEST_LABEL}**\n-# The first is ${words}.${lack}`;
    }
    case 'none':
      return nothing(answer);
  }
}

function nothing({ reason = '', topics = [], smallTalk }: Answer): string {
  const listed = topics
    .map((title) => fitted(title, LONGEST.topic))
    .filter((title) => title !== '');
  const list = (label: string) =>
    listed.length === 0 ? '' : `\n-# ${label}: ${listed.join(' · ')}`;
  const because = fitted(smallTalk ? asSentence(reason) : reason, LONGEST.reason);
  if (smallTalk) return `${because}${list('Some of what you can ask about')}`;
  const why = because === '' ? '' : ` (${because})`;
  return `**I found nothing in the documents about that**${why}.${list('What comes nearest is about')}\nOther words may help; \`/sources\` lists what I can quote from.`;
}
