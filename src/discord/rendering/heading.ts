import { differingInWords, supportInWords } from '../../answer/agreement-words.js';
import type { Answer } from '../../answer/answer.js';
import { CLOSEST_HEADING, lackInWords, verdictInWords } from '../../answer/closest-words.js';
import { asSentence } from '../../answer/plain-text.js';
import { NO_DOCUMENT, NOTHING_NAMED } from '../../answer/refusal.js';
import { unescapeText } from './escape.js';
import { fitted } from './text.js';

/** Bounds of the parts of a heading as sent, in UTF-16 code units. */
const LONGEST = {
  question: 300,
  resolved: 200,
  source: 100,
  reason: 300,
  lack: 180,
  topic: 100,
  figure: 32,
} as const;

const MOST_DIFFERING = 2;
const MOST_FIGURES = 5;

const QUESTION = '**Question:** ';
const UNDERSTOOD = '-# understood as: ';

/** What was looked in, where that was not everything. */
export interface Filter {
  /** Title of the one document. */
  readonly title?: string;
  /** Days as `YYYY-MM-DD`. */
  readonly after?: string;
  readonly before?: string;
}

export interface HeadingOptions {
  /** For slash commands, whose question nobody else sees. */
  readonly showQuestion?: boolean;
  readonly filter?: Filter;
}

/** What stands above the citations, or in their place. */
export function headingOf(answer: Answer, options: HeadingOptions = {}): string {
  const { showQuestion = false, filter = {} } = options;
  const asked = fitted(answer.question, LONGEST.question);
  const question = showQuestion && asked !== '' ? `${QUESTION}${asked}\n` : '';
  const resolved = fitted(answer.resolved ?? '', LONGEST.resolved);
  const understood = resolved === '' ? '' : `${UNDERSTOOD}${resolved}\n`;
  return `${question}${understood}${lookedIn(filter)}${verdictOf(answer)}`;
}

/**
 * The question that a heading shows, best as it was understood; `undefined` when it shows none. Of
 * a long one it is the beginning.
 */
export function questionIn(heading: string): string | undefined {
  const lines = heading.split('\n', 2);
  for (const label of [UNDERSTOOD, QUESTION]) {
    const line = lines.find((each) => each.startsWith(label));
    if (line !== undefined) return unescapeText(line.slice(label.length));
  }
  return undefined;
}

function lookedIn({ title, after, before }: Filter): string {
  const parts = [
    ...(title === undefined ? [] : [`in ${fitted(title, LONGEST.source)}`]),
    ...(after === undefined ? [] : [`from ${fitted(after, LONGEST.figure)}`]),
    ...(before === undefined ? [] : [`up to ${fitted(before, LONGEST.figure)}`]),
  ];
  return parts.length === 0 ? '' : `-# only ${parts.join(', ')}\n`;
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
  return `**I found nothing in the documents about that**${why}.${list('What comes nearest is about')}\n${adviceOn(reason)}; \`/sources\` lists what I can quote from.`;
}

/** What may help, by why nothing was found. */
function adviceOn(reason: string): string {
  if (reason === NO_DOCUMENT.reason) return 'A wider span of days may help';
  if (reason === NOTHING_NAMED) return 'Name a person, a place or a thing';
  return 'Other words may help';
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
