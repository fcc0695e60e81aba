import { cpus } from 'node:os';
import { type Edition, editionsIn } from './discord-documents.js';
import type { Round } from './discord-round.js';

/** What Discord waits for an acknowledgement. */
const DEADLINE_MS = 3_000;

export interface Measured extends Round {
  /** Of the documents after the re-index. */
  readonly edition: Edition;
  /** Questions in small numbers until the re-index was over. */
  readonly around: readonly Round[];
  readonly reindexMs: number;
  readonly floor: number[];
}

/** What must not happen, in words. */
export function faultsOf({ acknowledged, answers, lost }: Round): string[] {
  const late = acknowledged.filter((ms) => ms >= DEADLINE_MS).length;
  const odd = answers.filter((answer) => editionsIn(answer).length !== 1);
  return [
    ...(lost > 0 ? [`${lost} questions were lost`] : []),
    ...(late > 0 ? [`${late} acknowledgements took 3 s or more`] : []),
    ...odd.map((answer) => `not from one generation: ${answer.slice(0, 300)}`),
  ];
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(share * (sorted.length - 1))] ?? Number.NaN;
}

/** Medians of the rounds. */
export function reportOf(title: string, rounds: readonly Measured[]): string {
  const median = (pick: (round: Measured) => number) => quantile(rounds.map(pick), 0.5);
  const line = (name: string, value: (share: number) => number, digits: number) =>
    [0.5, 0.95, 0.99, 1].reduce(
      (text, share) => text + value(share).toFixed(digits).padStart(9),
      name.padEnd(24),
    );
  const of = (pick: (round: Measured) => number[]) => (share: number) =>
    median((round) => quantile(pick(round), share));
  const ratio = (share: number) =>
    median(({ acknowledged, floor }) => quantile(acknowledged, share) / quantile(floor, share));
  const all = rounds.flatMap(({ answers, around, edition }) =>
    [answers, ...around.map((wave) => wave.answers)].flat().map((text) => text.includes(edition)),
  );
  const after = all.filter((isNew) => isNew).length;
  const lines = [
    `${title}; medians of ${rounds.length} rounds, milliseconds`,
    `${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}`,
    '',
    `${' '.repeat(24)}   median      p95      p99      max`,
    line(
      'acknowledgement',
      of(({ acknowledged }) => acknowledged),
      0,
    ),
    line(
      'bare client',
      of(({ floor }) => floor),
      0,
    ),
    line('ratio', ratio, 2),
    line(
      'answer',
      of(({ answered }) => answered),
      0,
    ),
    '',
    `re-index                ${median(({ reindexMs }) => reindexMs)
      .toFixed(0)
      .padStart(9)}`,
    `answers from the index before ${all.length - after}, from the one after ${after}; none mixes them, unless it stands below`,
  ];
  return lines.join('\n');
}
