import type { ExplainedCandidate } from '../answer/explanation.js';
import { type Style, set } from './style.js';

/** Two places, and a real minus; what would be −0.00 is 0.00. */
export function decimal(value: number): string {
  const shown = Math.abs(value).toFixed(2);
  return value < 0 && shown !== '0.00' ? `−${shown}` : shown;
}

interface Row {
  readonly name: string;
  /** What stands behind the name, as long in every row. */
  readonly note: string;
  /** One for each candidate. */
  readonly cells: readonly number[];
}

/**
 * A column for each candidate: what each feature adds to its score, then the values and weights
 * that this is the product of. Features that add nothing to any of them are left out.
 */
export function renderFeatures(candidates: readonly ExplainedCandidate[], style: Style): string {
  const { bold } = style.colours;
  const features = (candidates[0]?.contributions ?? [])
    .map(({ name, weight }, i) => {
      const values = candidates.map(({ contributions }) => contributions[i]?.value ?? 0);
      return { name, weight, values, parts: values.map((value) => value * weight) };
    })
    .filter(({ parts }) => parts.some((part) => decimal(part) !== decimal(0)))
    .sort((a, b) => Math.max(...b.parts) - Math.max(...a.parts));
  const width = Math.max(0, ...features.map(({ weight }) => decimal(weight).length));
  const ranks = candidates.map(({ rank }) => rank);
  const note = ' '.repeat(width);
  const parts: Row[] = features.map(({ name, parts: cells }) => ({ name, note, cells }));
  const scores: Row = { name: 'score', note, cells: candidates.map(({ score }) => score) };
  const values: Row[] = features.map(({ name, weight, values: cells }) => {
    return { name, note: decimal(weight).padStart(width), cells };
  });
  // As wide in both tables, so that the columns of a candidate stand below each other.
  const cellWidth =
    1 + widest([...parts, ...values, scores].flatMap(({ cells }) => cells.map(decimal)));
  return [
    set(bold('What each feature adds to the scores'), '  ', style),
    ...table(ranks, [...parts, scores], cellWidth, style),
    '',
    set(bold('The weight of each feature, and its values'), '  ', style),
    ...table(ranks, values, cellWidth, style),
  ].join('\n');
}

const MARGIN = '    ';

/** As many columns beside each other as the width has room for, the others below. */
function table(
  ranks: readonly number[],
  rows: readonly Row[],
  cellWidth: number,
  style: Style,
): string[] {
  const { cyan, dim } = style.colours;
  const nameWidth = widest(rows.map(({ name }) => name));
  const before = MARGIN.length + nameWidth + 1 + widest(rows.map(({ note }) => note));
  const beside = Math.max(1, Math.floor((style.width - before) / cellWidth));
  const show = (value: number) => {
    const cell = decimal(value);
    return cell === decimal(0) ? dim('·'.padStart(cellWidth)) : cell.padStart(cellWidth);
  };
  const lines: string[] = [];
  for (let from = 0; from < ranks.length; from += beside) {
    const some = <Each>(all: readonly Each[]) => all.slice(from, from + beside);
    const head = some(ranks).map((rank) => String(rank).padStart(cellWidth));
    if (from > 0) lines.push('');
    lines.push(' '.repeat(before) + cyan(head.join('')));
    for (const { name, note, cells } of rows) {
      const label = `${name.padEnd(nameWidth)} ${dim(note)}`;
      lines.push(MARGIN + label + some(cells).map(show).join(''));
    }
  }
  return lines;
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(({ length }) => length));
}
