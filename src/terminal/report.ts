import { inShort, type Moved } from '../answer/canonical.js';
import { beginningOf } from '../answer/plain-text.js';
import type { IndexReport } from '../index/report.js';
import type { RolledBack } from '../index/rollback.js';
import { hang, plain, type Style, set } from './style.js';

/** Of a question that moved, and of a quote, in UTF-16 code units. */
const LONGEST_MOVED = 120;
/** Of each kind, where a run has one line. */
const NAMES_SHOWN = 3;
const HOW_FORWARD =
  'It stays at that until documents change, or until npm run index or /reindex goes forward again.';
const HELD_BACK = `The index was rolled back. ${HOW_FORWARD}`;

/**
 * What a run of the indexer changed, file by file, what it could not use, and the questions that it
 * moved.
 */
export function renderReport(
  report: IndexReport,
  style: Style,
  moved: readonly Moved[] = [],
): string {
  const states = report.changed ? (['added', 'updated', 'removed'] as const) : [];
  const changes = states.flatMap((state) =>
    report[state].map((source) => set(`${state} ${plain(source)}`, '  ', style)),
  );
  return lines([
    ...headOf(report, style),
    ...changes,
    ...faultsOf(report, style),
    ...movedIn(moved, style),
  ]);
}

/** A run that nobody waited for: what it changed, in one line, and the faults that are news. */
export function renderRun(report: IndexReport, style: Style, moved: readonly Moved[]): string {
  const changes = (['added', 'updated', 'removed'] as const)
    .filter((state) => report[state].length > 0)
    .map((state) => `${state} ${someOf(report[state])}`);
  if (report.heldBack) return renderOpening(report, style);
  const { total, embedded } = report.passages;
  const seconds = `${(report.tookMs / 1000).toFixed(1)} s`;
  const said = report.changed
    ? `${changes.join('; ') || 'built anew'}: ${total} passages, ${embedded} embedded, in ${seconds}`
    : `nothing changed: ${total} passages, looked at in ${seconds}`;
  return lines([said, ...faultsOf(report, style), ...movedIn(moved, style)]);
}

function someOf(sources: readonly string[]): string {
  const shown = sources.slice(0, NAMES_SHOWN).map(plain).join(', ');
  const more = sources.length - NAMES_SHOWN;
  return more > 0 ? `${shown} and ${more} more` : shown;
}

/** What a start has to say of its index: nothing when nothing changed and nothing is amiss. */
export function renderOpening(report: IndexReport, style: Style): string {
  const head = report.changed || report.heldBack ? headOf(report, style) : damageOf(report, style);
  return lines([...head, ...faultsOf(report, style)]);
}

function headOf(report: IndexReport, style: Style): string[] {
  const counts = (['added', 'updated', 'removed', 'unchanged', 'kept'] as const)
    .filter((state) => report[state].length > 0)
    .map((state) => `${report[state].length} ${state}`);
  const { total, embedded, reused } = report.passages;
  if (report.heldBack) return [set(HELD_BACK, '', style)];
  const head = report.changed
    ? `Indexed ${total} passages in ${(report.tookMs / 1000).toFixed(1)} s (${embedded} embedded, ${reused} reused): ${counts.join(', ')}.`
    : `The index is up to date: ${total} passages, ${counts.join(', ')}.`;
  const why = report.rebuilt === undefined ? [] : [`It was built anew: ${report.rebuilt}.`];
  return [...damageOf(report, style), ...[head, ...why].map((line) => set(line, '', style))];
}

/** An index that could not be used, where an older one could. */
function damageOf({ fallback }: IndexReport, style: Style): string[] {
  if (fallback === undefined) return [];
  const line = `The index was damaged: ${plain(fallback)}. The newest one that is whole was taken in its place.`;
  return [set(style.colours.yellow(line), '', style)];
}

/** What a rollback did. */
export function renderRollback(
  { from, to, builtAt, documents, passages }: RolledBack,
  style: Style,
): string {
  const line = `Went back from ${from} to ${to} of ${builtAt}: ${passages} passages of ${documents} documents.`;
  return lines([line, HOW_FORWARD].map((text) => set(text, '', style)));
}

function faultsOf({ faults }: IndexReport, style: Style): string[] {
  return faults.map(({ source, message }) =>
    set(`${style.colours.yellow(plain(source))}: ${plain(message)}`, '  ', style),
  );
}

function movedIn(moved: readonly Moved[], style: Style): string[] {
  if (moved.length === 0) return [];
  const { cyan, dim, yellow } = style.colours;
  const short = (text: string) =>
    plain(text.length > LONGEST_MOVED ? `${beginningOf(text, LONGEST_MOVED)}…` : text);
  const head = `${moved.length} of the questions in questions.yaml ${moved.length === 1 ? 'is' : 'are'} answered otherwise now:`;
  const entries = moved.flatMap(({ question, before, after }) => [
    hang(`  ${cyan('?')} `, 4, short(question), style),
    set(dim(`${inShort(before, short)} →`), '    ', style),
    set(inShort(after, short), '    ', style),
  ]);
  return [set(yellow(head), '', style), ...entries];
}

function lines(all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join('');
}
