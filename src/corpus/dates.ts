import { createRequire } from 'node:module';
import type { ParsedResult } from 'chrono-node';
import type { Span } from './document.js';
import { linesOf, trimSpan } from './lines.js';

const require = createRequire(import.meta.url);

/** Loading the parser takes longer than a whole start with nothing new to read: only when used. */
function parseDates(text: string): ParsedResult[] {
  const chrono: typeof import('chrono-node') = require('chrono-node');
  return chrono.parse(text);
}

/** A dateline stands at the top; what comes later is what the text tells about other days. */
const DATELINE_LINES = 12;
const DATELINE_LENGTH = 400;
const LABEL = /\b(?:date|dated|updated|published|posted|modified|released)\s*(?:on|at)?[:\s]*$/i;

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
  return parseDates(value)
    .map(statedDate)
    .find((date) => date !== undefined);
}

/**
 * Finds a date that the head of a text states about itself: a line that is only a date, a date
 * that opens the text behind the word "date", or one behind "Updated" in a byline.
 */
export function findDateline(text: string, from: number): Dateline | undefined {
  const lines = linesOf(text, from)
    .map((line) => trimSpan(text, line))
    .filter((line) => line.start < line.end)
    .slice(0, DATELINE_LINES);
  for (const line of lines) {
    const found = datelineIn(text, line);
    if (found !== undefined) return found;
  }
  return undefined;
}

function datelineIn(text: string, line: Span): Dateline | undefined {
  const content = text.slice(line.start, Math.min(line.end, line.start + DATELINE_LENGTH));
  for (const result of parseDates(content)) {
    const date = statedDate(result);
    if (date === undefined) continue;
    const before = content.slice(0, result.index);
    const label = LABEL.exec(before);
    const opens = label === null ? before.trim() === '' : label.index === 0;
    const closes = content.slice(result.index + result.text.length).replace(/[\s.,|]+/g, '') === '';
    const whole = line.end - line.start <= DATELINE_LENGTH && opens && closes;
    if (whole) return { date, span: line };
    if (label !== null && label.index === 0) {
      return {
        date,
        span: { start: line.start, end: line.start + result.index + result.text.length },
      };
    }
    if (label !== null) return { date, span: { start: line.start, end: line.start } };
  }
  return undefined;
}

function statedDate(result: ParsedResult): string | undefined {
  const { start } = result;
  if (!start.isCertain('year') || !start.isCertain('month') || !start.isCertain('day')) {
    return undefined;
  }
  return calendarDate(start.get('year') ?? 0, start.get('month') ?? 0, start.get('day') ?? 0);
}

function calendarDate(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.toISOString().slice(0, 10) : undefined;
}
