import { createRequire } from 'node:module';
import type { ParsedComponents, ParsedResult } from 'chrono-node';
import type { Block, Span } from './document.js';

const require = createRequire(import.meta.url);

/** Loading the parser takes longer than a whole start with nothing new to read: only when used. */
function parseDates(text: string): ParsedResult[] {
  const chrono: typeof import('chrono-node') = require('chrono-node');
  return chrono.parse(text);
}

/** A dateline stands at the top; what comes later is what the text tells about other days. */
const DATELINE_BLOCKS = 12;
const DATELINE_LENGTH = 400;
const LABELS = /\b(?:dated?|updated|published|posted|modified|released)/.source;
const LABELLED = new RegExp(LABELS, 'i');
const LABEL = new RegExp(`${LABELS}\\s*(?:on|at)?[:\\s]*$`, 'i');
/** Letters, digits and marks; a day of the week, a date and a time, all in words and twice, has fewer. */
const LONGEST_DATE = 200;
/** What may stand between the names in a byline and its label. */
const BYLINE = /(?:^|[,;|·•–—-]\s*)$/;
/** What follows a dateline that opens a text: nothing, a divider, a byline or a new sentence. */
const NEW_BEGINNING = /^\s*(?:$|[|·•–—]|by\s+\p{Lu}|["“‘'([]?[\p{Lu}\p{N}])/u;
/** Day and month, or month and day: what the writer meant depends on the country. */
const NUMERIC = /(?<!\d)(\d{1,2})[./-](\d{1,2})[./-]\d{4}/;

/** A stated date has a year, and a month in letters or figures: most texts need no parser. */
const YEAR = /\d{3}/;
const MONTH = /jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|\d[./-]\d/i;

/** "Three days after …" names a day by another one. */
const RECKONED = /\b(?:after|ago|before|earlier|from|hence|in|later|since|within)\b/i;

export interface Dateline {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** The characters that are nothing but the date and its label; empty inside a byline. */
  readonly span: Span;
}

/** The calendar date that `value` states in full, as `YYYY-MM-DD`. Nothing is guessed. */
export function parseDate(value: string): string | undefined {
  const iso = /^\s*(\d{4})-(\d{2})-(\d{2})(?:$|[T\s])/.exec(value);
  if (iso !== null) return calendarDate(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const [date, ...others] = new Set(parseDates(value).map(statedDate));
  return others.length === 0 ? date : undefined;
}

/**
 * Finds a date that the head of a text states about itself: a line that is only a date, a date
 * that opens the text behind the word "date", or one behind "Updated" in a byline.
 */
export function findDateline(text: string, blocks: readonly Block[]): Dateline | undefined {
  for (const block of blocks.slice(0, DATELINE_BLOCKS)) {
    const found = datelineIn(text, block);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** How many characters are not of a rule or of space. */
function letters(content: string): number {
  return content.length <= LONGEST_DATE
    ? content.length
    : content.replace(/[\s*_|–—-]+/g, '').length;
}

function datelineIn(text: string, block: Span): Dateline | undefined {
  const content = text.slice(block.start, Math.min(block.end, block.start + DATELINE_LENGTH));
  const mayState = letters(content) <= LONGEST_DATE || LABELLED.test(content);
  if (!mayState || !YEAR.test(content) || !MONTH.test(content)) return undefined;
  for (const result of parseDates(content)) {
    const date = statedDate(result);
    if (date === undefined) continue;
    const before = content.slice(0, result.index).replace(/^[\s*_]+/, '');
    const after = content.slice(result.index + result.text.length);
    const label = LABEL.exec(before);
    const opens = label === null ? before === '' : label.index === 0;
    const closes = /^[\s.,|*_]*$/.test(after) && block.end - block.start <= DATELINE_LENGTH;
    if (opens && closes) return { date, span: { start: block.start, end: block.end } };
    if (label === null) continue;
    if (opens && NEW_BEGINNING.test(after)) {
      const end = block.start + result.index + result.text.length;
      return { date, span: { start: block.start, end } };
    }
    const inByline = /^\p{Lu}/u.test(label[0]) && BYLINE.test(before.slice(0, label.index));
    if (!opens && inByline) return { date, span: { start: block.start, end: block.start } };
  }
  return undefined;
}

/** A result is a stated date when year, month and day stand in its text and mean one day. */
function statedDate(result: ParsedResult): string | undefined {
  const { start, end, text } = result;
  const [year, month, day] = [start.get('year'), start.get('month'), start.get('day')];
  const stated = start.isCertain('year') && start.isCertain('month') && start.isCertain('day');
  if (!stated || year === null || month === null || day === null) return undefined;
  // "Today" and "two days ago" count as certain, reckoned from the day of the reading.
  if (!text.includes(String(year)) || !/\p{L}{3}|\d[./-]\d/u.test(text)) return undefined;
  const [, first, second] = NUMERIC.exec(text) ?? [];
  if (first !== second && Number(first) <= 12 && Number(second) <= 12) return undefined;
  if (RECKONED.test(text) || (end != null && !sameDay(start, end))) return undefined;
  return calendarDate(year, month, day);
}

function sameDay(a: ParsedComponents, b: ParsedComponents): boolean {
  return (
    a.get('year') === b.get('year') &&
    a.get('month') === b.get('month') &&
    a.get('day') === b.get('day')
  );
}

function calendarDate(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1;
  return exists && date.getUTCDate() === day ? date.toISOString().slice(0, 10) : undefined;
}
