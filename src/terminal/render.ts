import { differingInWords, supportInWords } from '../answer/agreement-words.js';
import type { Answer, Citation, PassageContext, Quote } from '../answer/answer.js';
import { CLOSEST_HEADING, lackInWords, verdictInWords } from '../answer/closest-words.js';
import { confidenceInPercent } from '../answer/confidence-words.js';
import { asSentence } from '../answer/plain-text.js';
import type { DocumentInfo } from '../corpus/document.js';
import { hang, plain, plainQuote, plainWith, type Style, set } from './style.js';

/** An answer as a person reads it: quotes with a bar before them, each above its citation. */
export function renderAnswer(answer: Answer, style: Style): string {
  const { colours } = style;
  const took = `${answer.tookMs.toFixed(answer.tookMs < 10 ? 1 : 0)} ms`;
  const understood =
    answer.resolved === undefined ? [] : [small(`understood as: ${answer.resolved}`, style)];
  if (answer.kind === 'none')
    return `${[...understood, ...renderNone(answer, style)].join('\n')}\n`;
  const parts = [
    ...understood,
    ...(answer.kind === 'closest' ? [closestHeading(answer, style)] : []),
    ...answer.citations.map((citation) => renderCitation(citation, style)),
  ];
  const verdict = `${asHeading(verdictInWords(answer))} (${confidenceInPercent(answer.confidence)})`;
  const closing = set(colours.dim(`${verdict} · ${took}`), '  ', style);
  return `${[...parts, [...agreement(answer, style), closing].join('\n')].join('\n\n')}\n`;
}

/** What no passage mentions comes first: it may be all that one has to know. */
function closestHeading(answer: Answer, style: Style): string {
  const lack = lackInWords(answer);
  const heading = set(style.colours.yellow(CLOSEST_HEADING), '  ', style);
  return [...(lack === '' ? [] : [small(lack, style)]), heading].join('\n');
}

function renderNone({ reason = '', topics = [], smallTalk }: Answer, style: Style): string[] {
  const said = plain(asSentence(reason));
  const line = smallTalk ? said : `${style.colours.yellow('No answer')}: ${plain(reason)}.`;
  const label = smallTalk ? 'Some of what you can ask about:' : 'What comes nearest is about:';
  const { dim } = style.colours;
  const listed = topics.map((topic) => hang(`    ${dim('•')} `, 6, dim(plain(topic)), style));
  return [set(line, '  ', style), ...(listed.length === 0 ? [] : [small(label, style), ...listed])];
}

function small(text: string, style: Style): string {
  return set(style.colours.dim(plain(text)), '  ', style);
}

/** A line each: how many sources agree, and where they do not. */
function agreement({ support, differing = [] }: Answer, style: Style): string[] {
  const { colours } = style;
  const cite = (rank: number) => colours.cyan(`[${rank}]`);
  const show = (text: string) => colours.bold(plain(text));
  const said = support === undefined ? '' : supportInWords(support);
  return [
    ...(said === '' ? [] : [set(`${asHeading(said)}.`, '  ', style)]),
    ...differing.map((group) => set(asHeading(differingInWords(group, show, cite)), '  ', style)),
  ];
}

function asHeading(phrase: string): string {
  return phrase.charAt(0).toUpperCase() + phrase.slice(1);
}

function renderCitation(
  { rank, document, quote, answering, speaker, alsoIn }: Citation,
  style: Style,
): string {
  const { colours } = style;
  const words = answering.map(({ start, end }) => ({
    start: start - quote.start,
    end: end - quote.start,
  }));
  const lines = [
    set(plainWith(quote.text, words, colours.bold), `  ${colours.cyan('│')} `, style, 4),
    hang(`  ${colours.cyan(`[${rank}]`)} `, 6, plain(document.title), style),
    set(colours.dim(`${provenance(document)} ${quote.start}–${quote.end}`), '      ', style),
  ];
  if (speaker !== undefined) {
    const place = `${speaker.start}–${speaker.end}`;
    lines.push(set(colours.dim(`speaker: ${plain(speaker.text)} ${place}`), '      ', style));
  }
  for (const { source, start, end } of alsoIn) {
    lines.push(set(colours.dim(`also in ${plain(source)} ${start}–${end}`), '      ', style));
  }
  return lines.join('\n');
}

/** Who published it, when, and its file; what is not known is said to be unknown. */
export function provenance({ publisher, site, date, source }: DocumentInfo): string {
  return plain(`${publisher ?? site ?? 'publisher unknown'} · ${date ?? 'undated'} · ${source}`);
}

export function renderContext(
  { document, before, passage, after }: PassageContext,
  style: Style,
): string {
  const { colours } = style;
  const parts = [
    set(`${colours.bold(plain(document.title))}`, '  ', style),
    set(colours.dim(provenance(document)), '  ', style),
    ...(document.url === undefined ? [] : [set(colours.dim(plain(document.url)), '  ', style)]),
    '',
  ];
  const around = ({ text }: Quote) => set(colours.dim(plainQuote(text)), '    ', style);
  parts.push(...before.map((part) => `${around(part)}\n`));
  parts.push(set(plainQuote(passage.text), `  ${colours.cyan('│')} `, style, 4));
  parts.push(...after.map((part) => `\n${around(part)}`));
  return `${parts.join('\n')}\n`;
}

export function renderDocuments(documents: readonly DocumentInfo[], style: Style): string {
  const { colours } = style;
  const entries = documents.map((document) =>
    [
      hang(`  ${colours.cyan('•')} `, 4, plain(document.title), style),
      set(colours.dim(provenance(document)), '    ', style),
    ].join('\n'),
  );
  return `${entries.join('\n')}\n`;
}
