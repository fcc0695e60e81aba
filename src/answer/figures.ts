import type { Span } from '../corpus/document.js';

/** A figure as it is written, with what makes it comparable with another. */
export interface Figure extends Span {
  readonly text: string;
  /** Weekdays, days of the month and counts of different kinds are never compared. */
  readonly kind: 'amount' | 'share' | 'count' | 'weekday' | 'day';
  /** In units of one; a date as `MMDD`, a weekday as its number. */
  readonly value: number;
  /**
   * What is counted, paid for or shared: the words behind it, lower case, nearest first, at most
   * three; none when it is left to be understood.
   */
  readonly unit: readonly string[];
  /** Of an amount, e.g. `$`. */
  readonly currency?: string;
  /** How the writer limits it, in words that are part of `text`: "at least 5" agrees with 7. */
  readonly bound: 'exact' | 'least' | 'most' | 'about';
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const DAYS = 'sun mon tue wed thu fri sat'.split(' ');
const MONTH =
  /(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)/
    .source;
const SMALL =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );
const SCALES: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  mn: 1e6,
  million: 1e6,
  bn: 1e9,
  b: 1e9,
  billion: 1e9,
  trillion: 1e12,
};

const DIGITS = /\d{1,3}(?:[,\u00a0\u202f\u2009 ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?/.source;
const SCALE = /(?:\s?(?:thousand|million|billion|trillion|mn|bn|[kmb]))/.source;
/** Not a part of a longer number, a range, a time, an ordinal or the name of a paragraph. */
const NUMBER = new RegExp(
  `(?<![\\p{L}\\p{N}.,:/$€£¥–—-]|\\b(?:No|Nos|Art|Article|Section|Chapter|Part|Page)\\.?\\s|(?:\\d|illion|thousand)\\s(?:to|and|or)\\s)(?<currency>(?:US|A|C|NZ|HK)?[$€£¥]\\s?)?(?:(?<digits>${DIGITS})(?<scale>${SCALE}(?![\\p{L}\\p{N}]))?|(?<word>${SMALL.slice(2).join('|')})\\b)(?<share>\\s?(?:%|percent\\b|per cent\\b))?(?!\\p{L}|\\p{N}|[.,:/]\\d|\\s?[–—-]\\s?[$€£¥]?\\d|\\s(?:to|and|or)\\s[$€£¥]?\\d)`,
  'giu',
);
const DATE = new RegExp(
  `\\b(?:(?<day>\\d{1,2})(?:st|nd|rd|th)?\\s(?<month>${MONTH})|(?<monthFirst>${MONTH})\\s(?<dayLast>\\d{1,2})(?:st|nd|rd|th)?)(?![\\p{L}\\p{N}])`,
  'gu',
);
const WEEKDAY = /\b(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day\b/g;

/** Ends the run of words that a count counts. */
const LINK =
  /^(?:a|an|and|are|as|at|been|but|by|for|from|had|has|have|in|is|it|more|not|of|on|or|other|over|per|since|than|that|the|their|this|to|under|until|versus|vs|was|were|when|while|who|which|will|with|would)$/;
const UNIT_WORDS = /^(?:-|\s)(?:\p{L}[\p{L}\p{M}’'-]*)(?:\s\p{L}[\p{L}\p{M}’'-]*){0,2}/u;

const BOUNDS: readonly (readonly [Figure['bound'], RegExp])[] = [
  ['least', /\b(?:at least|more than|over|above|no fewer than|no less than|a minimum of)\s*$/i],
  ['most', /\b(?:up to|at most|fewer than|less than|under|below|no more than|a maximum of)\s*$/i],
  ['about', /\b(?:about|around|some|roughly|approximately|nearly|almost|close to)\s*$|[~≈]\s*$/i],
];

/** Code units of a sentence that are looked at; what is longer is no sentence. */
const LOOKED_AT = 2_000;

/** The figures and dates of a sentence, in order; years and ordinals are none. */
export function figuresIn(text: string): Figure[] {
  const sentence = text.slice(0, LOOKED_AT);
  const dates = [...sentence.matchAll(DATE)].map((match) => dateOf(match, match.groups ?? {}));
  const days = [...sentence.matchAll(WEEKDAY)].map(({ 0: text, index }): Figure => {
    const value = DAYS.indexOf(text.slice(0, 3).toLowerCase());
    return { ...at(index, text), kind: 'weekday', value, unit: [], bound: 'exact' };
  });
  const apart = (span: Span) =>
    dates.every(({ start, end }) => span.end <= start || span.start >= end);
  const numbers = [...sentence.matchAll(NUMBER)].flatMap(
    (match) => numberOf(sentence, match, match.groups ?? {}) ?? [],
  );
  return [...dates, ...days, ...numbers.filter(apart)].sort((a, b) => a.start - b.start);
}

type Groups = Readonly<Record<string, string | undefined>>;

function dateOf({ 0: text, index }: RegExpExecArray, groups: Groups): Figure {
  const month = (groups.month ?? groups.monthFirst ?? '').slice(0, 3).toLowerCase();
  const value = 100 * (MONTHS.indexOf(month) + 1) + Number(groups.day ?? groups.dayLast);
  return { ...at(index, text), kind: 'day', value, unit: [], bound: 'exact' };
}

function numberOf(
  sentence: string,
  { 0: text, index }: RegExpExecArray,
  { digits, scale, word, share, currency }: Groups,
): Figure | undefined {
  const size = SCALES[(scale ?? '').trim().toLowerCase()] ?? 1;
  const value =
    size *
    (digits === undefined
      ? SMALL.indexOf((word ?? '').toLowerCase())
      : Number(digits.replace(/[^\d.]/g, '')));
  const before = sentence.slice(Math.max(0, index - 24), index);
  const [bound, pattern] = BOUNDS.find(([, limits]) => limits.test(before)) ?? ['exact', /$/];
  const from = index - (pattern.exec(before)?.[0].length ?? 0);
  const figure = {
    ...at(from, sentence.slice(from, index + text.length)),
    value: Number(value.toPrecision(12)),
    bound,
  };
  const behind = sentence.slice(index + text.length);
  if (currency !== undefined) {
    const unit = unitOf(behind.replace(/^\s(?:in|of|for|an?|per)\b/, ''));
    return { ...figure, kind: 'amount', unit, currency: currency.trim() };
  }
  if (share !== undefined) {
    return {
      ...figure,
      kind: 'share',
      unit: unitOf(behind.replace(/^\sof(?:\s(?:the|all))?\b/, '')),
    };
  }
  if (/^(?:1[5-9]|20)\d\d$/.test(text)) return undefined;
  return { ...figure, kind: 'count', unit: unitOf(behind) };
}

/** Words up to the first that links. */
function unitOf(behind: string): string[] {
  const words = (UNIT_WORDS.exec(behind)?.[0] ?? '')
    .toLowerCase()
    .split(/[\s-]+/)
    .filter(Boolean);
  const end = words.findIndex((word) => LINK.test(word));
  return end < 0 ? words : words.slice(0, end);
}

function at(start: number, text: string): Span & { readonly text: string } {
  return { start, end: start + text.length, text };
}
