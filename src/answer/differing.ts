import { stemmer } from 'stemmer';
import type { Query } from '../retrieval/query.js';
import { agree, isDay, isLike } from './figure-agreement.js';
import { type Figure, figuresIn } from './figures.js';
import { namesAgree, qualifiersOf } from './qualifiers.js';
import { isAkin, isQuestion, overlapOrUnknown, type Statement } from './statement.js';

/** A figure of one of the statements, by its place among them. */
export interface Stated {
  readonly statement: number;
  readonly figure: Figure;
}

/** What a question asks about: all that figures need to be compared. */
export type Asked = Pick<Query, 'text' | 'answerType'> & {
  readonly terms: readonly Pick<Query['terms'][number], 'stem'>[];
};

/** Stems of nouns that ask for a figure, and say of a sentence that its figure is one. */
export const MEASURES: ReadonlySet<string> = new Set(
  `age amount budget cap ceiling cost count distance duration fee fine fund height length limit loan
  maximum minimum number percent percentage population price rate salary share size speed strength sum
  tax temperature toll total value wage weight width worth`
    .split(/\s+/)
    .map(stemmer),
);
/** Ask for a day without being what happens on it. */
const CALENDAR = new Set(['date', 'day', 'time', 'month', 'year', 'week'].map(stemmer));
/** Between two figures for one thing. */
const SET_AGAINST = /^[^.;]{0,40}\b(?:versus|vs\.?|as opposed to|instead of|rather than|not)\s+$/;
const RELATIVE =
  /\b(?:today|yesterday|tomorrow|tonight|ago|now|currently|(?:this|last|next) (?:morning|afternoon|evening|week|month|quarter|year))\b/i;
const YEAR = /\b(?:1[5-9]|20)\d\d\b/g;

/** What a question asks for, as far as figures go; words are stems. */
interface Wanted {
  /** Whether days answer, and nothing else does. */
  readonly dates: boolean;
  /** What is counted, when the question says so. */
  readonly noun: string | undefined;
  /** The words that say of what the figure is. */
  readonly subject: readonly string[];
  /** The words like "limit" or "price" that ask for it. */
  readonly measures: readonly string[];
  /** Whether only such a word asks for it, so that a sentence must hold one. */
  readonly measured: boolean;
}

interface Said extends Stated {
  readonly source: Statement;
  /** The words of the question, those that measure apart, that the statement holds. */
  readonly anchors: readonly string[];
  /** What the statement says of which one each of them and each measure is. */
  readonly qualifiers: readonly string[];
}

/**
 * Figures that the statements give for the same thing and that disagree, a group each, in the
 * order of the statements. Two are for the same thing when the question asks for such a figure,
 * they count the same noun, and their sentences hold the same words of the question, name nobody
 * else and speak of no other time. What is not sure to be the same thing is left out.
 */
export function differingFigures(asked: Asked, statements: readonly Statement[]): Stated[][] {
  const wanted = wantedBy(asked);
  if (wanted === undefined) return [];
  const said = statements.map((source, statement) => saidIn(wanted, source, statement));
  const groups: Said[][] = [];
  for (const [i, own] of said.entries()) {
    for (const first of own) {
      if (groups.flat().includes(first)) continue;
      const others = said
        .slice(i)
        .flat()
        .filter((other) => other !== first && isSameThing(first, other));
      if (others.some(({ figure }) => !agree(first.figure, figure)))
        groups.push([first, ...others]);
    }
  }
  return groups.map((group) => group.map(({ statement, figure }) => ({ statement, figure })));
}

/** `undefined` for a question that asks for no figure. */
function wantedBy({ text, answerType, terms }: Asked): Wanted | undefined {
  const stems = terms.map(({ stem }) => stem);
  const dates = answerType === 'date';
  const measures = stems.filter((stem) => (dates ? CALENDAR : MEASURES).has(stem));
  if (!dates && answerType !== 'number' && measures.length === 0) return undefined;
  const counted = /\bhow many (\p{L}+)/iu.exec(text)?.[1];
  const noun = counted === undefined ? undefined : stemmer(counted.toLowerCase());
  const subject = stems.filter((stem) => !measures.includes(stem) && stem !== noun);
  return { dates, noun, subject, measures, measured: !dates && answerType !== 'number' };
}

/** The figures of a sentence that may answer; none of a kind that it gives twice. */
function saidIn(wanted: Wanted, source: Statement, statement: number): Said[] {
  const { dates, noun, subject, measures, measured } = wanted;
  const stems = source.words.map(({ entry }) => entry.stem);
  const anchors = subject.filter((term) => stems.some((stem) => isAkin(stem, term)));
  const least = dates ? subject.length : subject.length / 2;
  if (isQuestion(source) || anchors.length < (measured ? Math.min(1, least) : least)) return [];
  if (measured && !stems.some((stem) => MEASURES.has(stem))) return [];
  const figures = completed(source.text, figuresIn(source.text)).filter((figure) => {
    if (dates || isDay(figure)) return dates && isDay(figure);
    const unit = figure.unit.map(stemmer);
    if (noun !== undefined) return figure.kind === 'count' && unit.includes(noun);
    if (figure.kind === 'count') return unit.length > 0;
    // "$15 an hour" stands in a sentence about a package, too; "a $2 billion package" is its price.
    if (unit.length === 0) return anchors.length === subject.length;
    return unit.some((stem) => subject.some((term) => isAkin(stem, term)));
  });
  return figures
    .filter((figure) => !isTwofold(source.text, figure, figures))
    .map((figure) => ({
      statement,
      figure,
      source,
      anchors,
      qualifiers: qualifiersOf(source, [...subject, ...measures]),
    }));
}

/** "800 seats versus 600": the second counts what the first does. */
function completed(text: string, figures: readonly Figure[]): Figure[] {
  const done: Figure[] = [];
  for (const figure of figures) {
    const before = done.at(-1);
    const isElliptic = figure.kind === 'count' && figure.unit.length === 0;
    const inherits = isElliptic && before?.kind === 'count' && areSetAgainst(text, before, figure);
    done.push(inherits ? { ...figure, unit: before.unit } : figure);
  }
  return done;
}

function areSetAgainst(text: string, a: Figure, b: Figure): boolean {
  return SET_AGAINST.test(text.slice(a.end, b.start));
}

/** Whether the sentence gives another figure like it, for something else as far as one can tell. */
function isTwofold(text: string, figure: Figure, figures: readonly Figure[]): boolean {
  return figures.some(
    (other) =>
      other !== figure &&
      isLike(figure, other) &&
      !areSetAgainst(text, figure, other) &&
      !areSetAgainst(text, other, figure),
  );
}

function isSameThing(a: Said, b: Said): boolean {
  if (!isLike(a.figure, b.figure)) return false;
  if (a.statement === b.statement) return true;
  const isDate = isDay(a.figure);
  return (
    a.anchors.length > 0 &&
    a.anchors.join() === b.anchors.join() &&
    a.qualifiers.join() === b.qualifiers.join() &&
    namesAgree(a.source, b.source, a.anchors) &&
    (isDate || !areOfOtherDays(a.source, b.source)) &&
    overlapOrUnknown(a.source.text.match(YEAR) ?? [], b.source.text.match(YEAR) ?? []) &&
    (isDate || overlapOrUnknown(timesIn(a.source), timesIn(b.source)))
  );
}

/** "Today" means another day in a document of another day. */
function areOfOtherDays(a: Statement, b: Statement): boolean {
  const isRelative = RELATIVE.test(a.text) || RELATIVE.test(b.text);
  return isRelative && (a.date === undefined || a.date !== b.date);
}

function timesIn({ text }: Statement): string[] {
  return figuresIn(text)
    .filter(isDay)
    .map(({ kind, value }) => `${kind} ${value}`);
}
