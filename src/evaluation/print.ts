import { foldWhiteSpace } from '../corpus/lines.js';
import { type Estimate, estimate, type Figure } from './bootstrap.js';
import { calibrationLines, reliability } from './calibration.js';
import type { Evaluated } from './evaluate.js';
import { auroc, hitRate, type Outcome, share } from './metrics.js';
import { decimal, percent, table } from './table.js';

/** Heads the column of the intervals. */
export const RANGE = '95 %';

/** The figures of a question set as plain text. */
export function summary(outcomes: readonly Outcome[]): string {
  const kinds = [...new Set(outcomes.map(({ question }) => question.kind))].sort();
  const rows = ['all', ...kinds].map((kind) => {
    const members = outcomes.filter(({ question }) => kind === 'all' || question.kind === kind);
    const figures = [hitRate(members, 1), hitRate(members, 3), share(members, isQuoted)];
    const cells = figures.flatMap((figure) => percent(estimated(figure, members)));
    return [kind, String(members.length), ...cells];
  });
  const bins = reliability(outcomes).map(({ count, confidence, correct }) => [
    confidence.toFixed(2),
    correct.toFixed(2),
    String(count),
  ]);
  return [
    table([['kind', 'questions', 'hit@1', RANGE, 'hit@3', RANGE, 'quoted', RANGE], ...rows]),
    table([['AUROC of the confidence', ...decimal(estimated(auroc(outcomes), outcomes))]]),
    ...calibrationLines(outcomes),
    table([['confidence', 'correct', 'questions'], ...bins]),
  ].join('\n\n');
}

/** Answerable questions whose first citation is wrong, and unanswerable ones that were quoted. */
export function failures(outcomes: readonly Evaluated[]): string {
  return outcomes
    .filter((outcome) => (outcome.question.answerable ? outcome.hit !== 1 : isQuoted(outcome)))
    .map(({ question, hit, confidence, composed }) => {
      const quote = foldWhiteSpace(composed.citations[0]?.quote.text ?? '(nothing)');
      const wanted = question.gold.map((gold) => `  wanted: ${foldWhiteSpace(gold.quote)}\n`);
      return `${question.id} ${question.kind}, hit ${hit ?? '–'}, confidence ${confidence.toFixed(2)}: ${question.question}\n  quoted: ${quote}\n${wanted.join('')}`;
    })
    .join('');
}

export function isQuoted({ kind }: Outcome): boolean {
  return kind === 'quoted';
}

function estimated(figure: Figure, outcomes: readonly Outcome[]): Estimate {
  return estimate(
    figure,
    outcomes.map(({ question }) => question.group),
  );
}
