import { refTo } from '../../answer/passage-ref.js';
import type { QuotedPlace } from '../../answer/quotation-check.js';
import type { Span } from '../../corpus/document.js';
import { encodeAction, passageArgs } from '../custom-id.js';
import { LIMITS } from '../limits.js';
import type { Checked, CheckedQuotations } from '../quotations.js';
import { alsoInLine, characters, file, sourceLine } from './citation.js';
import { difference, differenceLength, LEGEND } from './difference.js';
import { quoteLength } from './escape.js';
import { button, buttonRows, COLOURS, type Reply } from './reply.js';
import { share } from './share.js';
import { count, fitted, fittedQuote, foldedBeginning } from './text.js';

/** Of a title and of a file's name where there is no room for more, in code units as sent. */
const SHORT = 60;
/** Code units that full citations must leave to each quotation. */
const LEAST_QUOTED = 150;

const VERDICTS = {
  exact: '**Word for word** in the documents',
  near: '**Not word for word**: the nearest passage',
  absent: '**Not found**: no document holds these words, or nearly these',
  'too-long': '**Too long** to be looked up; paste a part of it into `/quote`',
} as const;
const COLOUR = {
  exact: COLOURS.quoted,
  near: COLOURS.closest,
  absent: COLOURS.none,
  'too-long': COLOURS.none,
} as const;

/** An embed for each quotation: whether the documents hold it, in which words, and where. */
export function renderQuotations({ checked, left }: CheckedQuotations): Reply {
  const frames = framesOf(checked);
  const sizes = frames.map((around) => around('').length);
  const room = share(
    checked.map((check, index) => {
      const most = LIMITS.embedDescription - (sizes[index] ?? 0);
      return Math.min(lengthOf(check, most), most);
    }),
    LIMITS.embedTotal - sizes.reduce((sum, size) => sum + size, 0),
  );
  return {
    content: summary(checked, left),
    embeds: checked.map((check, index) => ({
      description: frames[index]?.(quoted(check, room[index] ?? 0)) ?? '',
      color: COLOUR[check.kind],
    })),
    components: buttonRows(checked.flatMap((check, index) => contextOf(check, index + 1))),
  };
}

function summary(checked: readonly Checked[], left: number): string {
  if (checked.length === 1 && left === 0) return '';
  const of = (kind: Checked['kind']) => checked.filter((check) => check.kind === kind).length;
  const more = left === 0 ? '' : ` ${left} more not looked up: I take ${checked.length} at a time.`;
  const found = `${of('exact')} word for word, ${of('near')} nearly, ${of('absent')} not found`;
  return `**${count(checked.length, 'quotation')}** looked up: ${found}.${more}`;
}

type Frame = (quoted: string) => string;

/** Citations are shortened where full ones leave too little room for the quotations. */
function framesOf(checked: readonly Checked[]): Frame[] {
  const all = (short: boolean) =>
    checked.map((check, index): Frame => {
      const number = checked.length === 1 ? '' : `${index + 1}\\. `;
      const isFirstNear = checked.findIndex(({ kind }) => kind === 'near') === index;
      const below = `${cited(check, short)}${isFirstNear ? `\n${LEGEND}` : ''}`;
      return (quoted) => `${number}${VERDICTS[check.kind]}\n> ${quoted}${below}`;
    });
  const full = all(false);
  const size = full.reduce((sum, around) => sum + around('').length, 0);
  return size + checked.length * LEAST_QUOTED <= LIMITS.embedTotal ? full : all(true);
}

/** The lines below a quotation that say where it stands. */
function cited(check: Checked, short: boolean): string {
  const [first, ...others] = placesOf(check);
  if (first === undefined) return '';
  const { title, source } = first.document;
  const line = short
    ? `-# ${fitted(title, SHORT)} · ${file(source, SHORT)} · ${characters(spanOf(first))}`
    : sourceLine(first.document, spanOf(first));
  const more = check.kind === 'exact' ? check.more : 0;
  const places = others.map((place) => ({ source: place.document.source, ...spanOf(place) }));
  if (places.length === 0) return `\n${line}`;
  return short
    ? `\n${line}\n-# also in ${count(places.length + more, 'other place')}`
    : `\n${line}${alsoInLine(places)}${more > 0 ? ` and ${more} more` : ''}`;
}

function placesOf(check: Checked): readonly QuotedPlace[] {
  if (check.kind === 'exact') return check.places;
  return check.kind === 'near' ? [check.place] : [];
}

/** From its first part to its last. */
function spanOf({ quotes, passage }: QuotedPlace): Span {
  return { start: quotes[0]?.start ?? passage.start, end: quotes.at(-1)?.end ?? passage.end };
}

function contextOf(check: Checked, number: number) {
  const [place] = placesOf(check);
  if (place === undefined) return [];
  const args = passageArgs(refTo(place.document, place.passage));
  return [button(`Context ${number}`, encodeAction('context', number, ...args))];
}

/** The document's words where it has them, with what differs; else those that were asked about. */
function quoted(check: Checked, limit: number): string {
  return check.kind === 'near'
    ? difference(check.changes, limit)
    : fittedQuote(wordsOf(check), limit);
}

function lengthOf(check: Checked, limit: number): number {
  return check.kind === 'near'
    ? differenceLength(check.changes)
    : quoteLength(foldedBeginning(wordsOf(check), limit));
}

function wordsOf(check: Checked): string {
  const [place] = placesOf(check);
  return place?.quotes.map(({ text }) => text).join(' […] ') ?? check.asked;
}
