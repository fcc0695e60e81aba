import type { Span } from '../corpus/document.js';

const MONTH =
  '(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\b\\.?)';
const DAY = '\\d{1,2}(?:st|nd|rd|th)?(?!\\d)';
const YEAR = '(?:1[5-9]|20)\\d\\d(?:s|–\\d{2,4})?';
const WEEKDAY = '(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day';
const COUNT =
  '(?:\\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|a few)';
const UNIT = '(?:minute|hour|day|week|month|year|decade)s?';
const PART = '(?:morning|afternoon|evening|night)';

/** Longer ones first; what has a capital in English needs it, since "may" and "march" are words. */
const TIME = new RegExp(
  [
    `(?:${WEEKDAY},? )?(?:${MONTH} ${DAY}|${DAY}(?: of)? ${MONTH})(?:,? ${YEAR})?`,
    `(?:[Tt]he (?:beginning|start|middle|end) of |[Ee]arly |[Mm]id-|[Ll]ate )?${MONTH}(?:,? ${YEAR})?`,
    `${WEEKDAY}(?: ${PART})?`,
    '(?:19|20)\\d\\d-\\d\\d-\\d\\d',
    `\\d{1,2}(?:[:.]\\d\\d)? ?(?:[ap]\\.m\\.|[ap]m\\b)`,
    '\\d{1,2}:\\d\\d',
    `(?:${COUNT}|noon|midnight)(?: o[’']clock)? (?:in the ${PART}|at night)`,
    `${COUNT} o[’']clock`,
    `(?:[Tt]his|[Nn]ext|[Ll]ast) (?:${PART}|week(?:end)?|month|year|spring|summer|autumn|winter|${WEEKDAY}|${MONTH})`,
    `${COUNT} ${UNIT} (?:ago|later|earlier|from now)`,
    `(?:within|in) ${COUNT} ${UNIT}`,
    '[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight|noon|midnight',
    YEAR,
  ].join('|'),
  'gu',
);
/** A month that may be a verb or a name, unless it stands behind a word of time. */
const AMBIGUOUS = /^(?:May|March)$/;
const DATED = /\b(?:in|by|since|until|till|from|to|of|before|after|during|through) $/i;

/** Days, times of day and years as a text writes them, in order. */
export function timesIn(text: string): Span[] {
  return [...text.matchAll(TIME)]
    .filter(({ 0: written, index }) => {
      const before = text.slice(Math.max(0, index - 12), index);
      const isPart =
        /[\p{L}\p{N}$€£]$|\d[.,]$/u.test(before) ||
        /^[\p{L}\p{N}]|^[.,]\d/u.test(text.slice(index + written.length));
      return !isPart && (!AMBIGUOUS.test(written) || DATED.test(before));
    })
    .map(({ 0: written, index }) => ({ start: index, end: index + written.length }));
}
