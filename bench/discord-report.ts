import { cpus } from 'node:os';
import { type Edition, editionsIn } from './discord-documents.js';
import type { Round } from './discord-round.js';

/** What Discord waits for an acknowledgement. */
const DEADLINE_MS = 3_000;
/** What `/reindex full` says when it has built everything anew. */
const BUILT_ANEW = /^\*\*The index is up to date again\*\*.*\n.*: [1-9]\d* embedded, 0 reused/;

/** What was asked while everything was indexed anew. */
export interface Measured {
  /** All at once, right after the re-index was asked for. */
  readonly asked: Round;
  /** A few at a time until the re-index was over. */
  readonly around: readonly Round[];
  /** A few after its outcome. */
  readonly last: Round;
  /** Of the documents after the re-index. */
  readonly edition: Edition;
  readonly reindex: {
    readonly tookMs: number;
    /** On the clock of `performance.now()`. */
    readonly endedAt: number;
    /** The text of its outcome. */
    readonly said: string;
  };
  /** Milliseconds until a client that does nothing else has acknowledged the commands. */
  readonly floor: readonly number[];
}

/** What must not happen, in words. */
export function faultsOf({ asked, around, last, edition, reindex }: Measured): string[] {
  const stale = last.answers.filter((answer) => !editionsIn(answer).includes(edition)).length;
  const lastAcknowledged = asked.began + Math.max(...asked.acknowledged);
  return [
    ...[asked, ...around, last].flatMap(faultsOfRound),
    ...(BUILT_ANEW.test(reindex.said) ? [] : [`the re-index did not succeed: ${reindex.said}`]),
    ...(stale > 0
      ? [`${stale} of ${last.answers.length} answers after the re-index were not from it`]
      : []),
    ...(lastAcknowledged < reindex.endedAt
      ? []
      : ['the re-index was over before all had been acknowledged: take more documents']),
  ];
}

function faultsOfRound({ acknowledged, answers, lost }: Round): string[] {
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
  const line = (name: string, value: (share: number) => number, digits = 0) =>
    [0.5, 0.95, 0.99, 1].reduce(
      (text, share) => text + value(share).toFixed(digits).padStart(9),
      name.padEnd(32),
    );
  const times = (name: string, pick: (round: Measured) => readonly number[]) =>
    line(`${rounds[0] ? pick(rounds[0]).length : 0} × ${name}`, (share) =>
      median((round) => quantile(pick(round), share)),
    );
  const ratio = (share: number) =>
    median(({ asked, floor }) => quantile(asked.acknowledged, share) / quantile(floor, share));
  const all = rounds.flatMap(({ asked, around, last, edition }) =>
    [asked, ...around, last].flatMap(({ answers }) =>
      answers.map((text) => text.includes(edition)),
    ),
  );
  const after = all.filter((isNew) => isNew).length;
  const reindexMs = median(({ reindex }) => reindex.tookMs);
  return [
    `${title}; medians of ${rounds.length} rounds, milliseconds`,
    `${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}`,
    '',
    `${' '.repeat(32)}   median      p95      p99      max`,
    times('command to acknowledgement', ({ asked }) => asked.acknowledged),
    times('the same by a bare client', ({ floor }) => floor),
    line('ratio', ratio, 2),
    times('command to answer', ({ asked }) => asked.answered),
    times('mention to reply', ({ asked }) => asked.replied),
    '',
    `${'re-index'.padEnd(32)}${reindexMs.toFixed(0).padStart(9)}`,
    `answers from the index before ${all.length - after}, from the one after ${after}`,
  ].join('\n');
}
