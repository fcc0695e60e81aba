import { differingInWords, supportInWords } from '../../answer/agreement-words.js';
import type { Answer } from '../../answer/answer.js';
import { CLOSEST_HEADING, lackInWords, verdictInWords } from '../../answer/closest-words.js';
import { asSentence } from '../../answer/plain-text.js';
import { fitted } from './text.js';

/** Bounds of the parts of a heading as sent, in UTF-16 code units. */
const LONGEST = {
  question: 300,
  resolved: 200,
  reason: 300,
  lack: 180,
  topic: 100,
  figure: 32,
} as const;

const MOST_DIFFERING = 2;
const MOST_FIGURES = 5;

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
  const words = verdictInWords(answer);
  switch (answer.kind) {
    case 'quoted':
      return `**Quoted from the documents** · ${words}${agreement(answer)}`;
    case 'closest': {
      const lacking = fitted(lackInWords(answer), LONGEST.lack);
      const lack = lacking === '' ? '' : `${lacking}\n`;
      return `${lack}**${CLOSEST_HEADING}**\n-# ${asHeading(words)}.${agreement(answer)}`;
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

/** Lines below the heading: how many sources agree, and where they do not. */
function agreement({ support, differing = [] }: Answer): string {
  const cite = (rank: number) => `\\[${rank}\\]`;
  const show = (text: string) => `**${fitted(text, LONGEST.figure)}**`;
  const lines = differing
    .slice(0, MOST_DIFFERING)
    .map((group) =>
      differingInWords({ ...group, figures: group.figures.slice(0, MOST_FIGURES) }, show, cite),
    );
  const said = support === undefined ? '' : supportInWords(support);
  return [said, ...lines]
    .filter((line) => line !== '')
    .map((line) => `\n-# ${asHeading(line)}`)
    .join('');
}

function asHeading(phrase: string): string {
  return phrase.charAt(0).toUpperCase() + phrase.slice(1);
}
