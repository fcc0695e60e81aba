import { type Estimate, estimate, type Figure, mean } from './bootstrap.js';
import { calibrationLines } from './calibration.js';
import { among, auroc, type Outcome, type Placed, reciprocal, scoresOf, share } from './metrics.js';
import { isQuoted, RANGE } from './print.js';
import { decimal, percent, points, signedDecimal, table } from './table.js';

/** A ranking that is not ours, and where it puts the answers to the same questions. */
export interface Compared {
  readonly name: string;
  readonly placed: readonly Placed[];
}

const SCORES = [
  { name: 'hit@1', of: among(1), show: percent, showGap: points },
  { name: 'hit@3', of: among(3), show: percent, showGap: points },
  { name: 'MRR@10', of: reciprocal(10), show: decimal, showGap: signedDecimal },
] as const;
const HEADINGS = SCORES.flatMap(({ name }) => [name, RANGE]);

/**
 * How high each ranking puts the answers, and how far ours is ahead.
 *
 * @param ours of answerable questions; `others` are of the same ones in the same order.
 */
export function rankings(ours: readonly Placed[], others: readonly Compared[]): string {
  const placings = [{ name: 'Verbatim', placed: ours }, ...others].map(({ name, placed }) => [
    name,
    ...SCORES.flatMap(({ of, show }) => show(estimated(mean(scoresOf(placed, of)), ours))),
  ]);
  const gaps = others.map(({ name, placed }) => [
    `ahead of ${name}`,
    ...SCORES.flatMap(({ of, showGap }) => {
      const theirs = scoresOf(placed, of);
      const differences = scoresOf(ours, of).map((score, i) => score - (theirs[i] as number));
      return showGap(estimated(mean(differences), ours));
    }),
  ]);
  return [
    table([['sentences ranked by', ...HEADINGS], ...placings]),
    table([['Verbatim, in points', ...HEADINGS], ...gaps]),
  ].join('\n\n');
}

/** How far the confidence tells what can be answered, and how far it is what it says. */
export function confidences(name: string, outcomes: readonly Outcome[]): string {
  const [yes, no] = [true, false].map((answerable) =>
    outcomes.filter(({ question }) => question.answerable === answerable),
  ) as [Outcome[], Outcome[]];
  const rows = [
    ['AUROC', String(outcomes.length), ...decimal(estimated(auroc(outcomes), outcomes))],
    ['quoted, answerable', String(yes.length), ...percent(estimated(share(yes, isQuoted), yes))],
    ['quoted, unanswerable', String(no.length), ...percent(estimated(share(no, isQuoted), no))],
  ].filter(([, , value]) => value !== '–');
  return [table([[name, 'questions', '', RANGE], ...rows]), ...calibrationLines(outcomes)].join(
    '\n\n',
  );
}

function estimated(figure: Figure, placed: readonly Placed[]): Estimate {
  return estimate(
    figure,
    placed.map(({ question }) => question.group),
  );
}
