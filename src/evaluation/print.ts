import { foldWhiteSpace } from '../corpus/lines.js';
import type { Evaluated } from './evaluate.js';
import { auroc, calibrationError, hitRate, type Outcome, reliability, share } from './metrics.js';

/** The figures of a question set as plain text. */
export function summary(outcomes: readonly Outcome[]): string {
  const kinds = [...new Set(outcomes.map(({ question }) => question.kind))].sort();
  const rows = ['all', ...kinds].map((kind) => {
    const members = outcomes.filter(({ question }) => kind === 'all' || question.kind === kind);
    const cells = [1, 3, 5].map((k) => percent(hitRate(members, k)));
    const quoted = percent(share(members, (outcome) => outcome.kind === 'quoted'));
    return [kind, String(members.length), ...cells, quoted];
  });
  const bins = reliability(outcomes).map(({ count, confidence, correct }) => [
    confidence.toFixed(2),
    correct.toFixed(2),
    String(count),
  ]);
  return [
    table([['kind', 'questions', 'hit@1', 'hit@3', 'hit@5', 'quoted'], ...rows]),
    `abstention AUROC ${auroc(outcomes).toFixed(3)}`,
    `expected calibration error ${calibrationError(outcomes).toFixed(3)}`,
    table([['confidence', 'correct', 'questions'], ...bins]),
  ].join('\n\n');
}

/** Answerable questions whose first citation is wrong, and unanswerable ones that were quoted. */
export function failures(outcomes: readonly Evaluated[]): string {
  return outcomes
    .filter(({ question, hit, kind }) => (question.answerable ? hit !== 1 : kind === 'quoted'))
    .map(({ question, hit, confidence, composed }) => {
      const quote = foldWhiteSpace(composed.citations[0]?.quote.text ?? '(nothing)');
      const wanted = question.answerable
        ? `  wanted: ${foldWhiteSpace(question.gold[0]?.quote ?? '')}\n`
        : '';
      return `${question.id} ${question.kind}, hit ${hit ?? '–'}, confidence ${confidence.toFixed(2)}: ${question.question}\n  quoted: ${quote}\n${wanted}`;
    })
    .join('');
}

function percent(value: number): string {
  return Number.isNaN(value) ? '–' : `${(100 * value).toFixed(1)} %`;
}

/** Columns padded to their widest cell: the first to the left, numbers to the right. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join('  '),
    )
    .join('\n');
}
