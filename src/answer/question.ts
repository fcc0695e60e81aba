import { VerbatimError } from '../errors.js';
import type { Generation } from '../index/generation.js';
import { LONGEST_QUESTION, type Question } from './answer.js';

/**
 * The question's text without the white space around it.
 *
 * @throws VerbatimError `invalid-question` that names what is wrong with it or its filters.
 */
export function checkedText({
  text,
  after,
  before,
}: Pick<Question, 'text' | 'after' | 'before'>): string {
  const trimmed = text.trim();
  if (trimmed === '') throw invalidQuestion('the question is empty', 'Ask in your own words.');
  if (trimmed.length > LONGEST_QUESTION) {
    throw invalidQuestion(
      `the question has ${trimmed.length} characters, over the limit of ${LONGEST_QUESTION}`,
      'Ask more briefly.',
    );
  }
  for (const [name, day] of Object.entries({ after, before })) {
    if (day !== undefined && !isCalendarDate(day)) {
      throw invalidQuestion(`"${name}" is no calendar date`, 'Write it as YYYY-MM-DD.');
    }
  }
  if (after !== undefined && before !== undefined && after > before) {
    throw invalidQuestion('"after" is later than "before"', 'Exchange the two dates.');
  }
  return trimmed;
}

/** @throws VerbatimError `invalid-question` when the filter names a document that is not there. */
export function checkedSource(generation: Generation, { source }: Pick<Question, 'source'>): void {
  if (source === undefined || generation.find(source) !== undefined) return;
  throw invalidQuestion(`there is no document ${source}`, 'Take a name from the list of sources.');
}

function isCalendarDate(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(day) &&
    !Number.isNaN(date.getTime()) &&
    date.toISOString().startsWith(day)
  );
}

export function invalidQuestion(message: string, remedy: string): VerbatimError {
  return new VerbatimError('invalid-question', message, remedy);
}
