import type { ScaleFigures, ShareFigures } from './scale-figures.js';
import { bytes, milliseconds, percent, plainRatio } from './scale-units.js';

/** Something that has to hold. */
export interface Must {
  readonly what: string;
  readonly limit: string;
  readonly figure: string;
  /** The figure in terms of its limit; below 1 is better where less is better. */
  readonly ratio: number;
  readonly held: boolean;
}

/** Of the figures of the largest share, and of the documents that come with the program. */
export function mustsOf({ shares, seeds }: ScaleFigures): Must[] {
  const largest = shares.at(-1);
  if (largest === undefined) throw new Error('nothing was measured');
  const { build, change, recall, alone, reindexing, same, coldStartMs } = largest;
  const embedding = largest.floors.embedding.perSecond.median;
  return [
    atLeast(
      'passages a second of a full build, of those that are only embedded',
      passagesPerSecond(largest) / embedding,
      0.8,
      plainRatio,
    ),
    atMost(
      `${change.documents} changed documents, of the time of a full build`,
      change.ms.median / build.ms.median,
      0.03,
      percent,
    ),
    ...inMemory('bot and indexer while everything is indexed anew', reindexing.peakBytes, 2.5e9),
    ...inMemory('bot alone', alone.peakBytes, 1.2e9),
    atMost('p95 of a question, one asker', alone.one.p95, 60, milliseconds),
    atMost('p95 of a question, 32 askers with pauses', alone.many.p95, 60, milliseconds),
    atMost('the same while indexing, one asker', reindexing.one.p95, 120, milliseconds),
    atMost(
      'the same while indexing, 32 askers with pauses',
      reindexing.many.p95,
      120,
      milliseconds,
    ),
    atMost('p99 of the event loop’s delay while indexing', reindexing.loop.p99, 50, milliseconds),
    atLeast('recall@10 of the vector search', recall.at10, 0.99, (value) => value.toFixed(4)),
    atMost('start to first answer', coldStartMs.median, 3_000, milliseconds),
    atMost(
      'start to first answer with the seeds, of bare Node, libraries and model',
      seeds.coldStartMs.median / seeds.bareMs.median,
      1.3,
      plainRatio,
    ),
    atLeast(
      'questions with the same citations after the changes as after a full build',
      same.same / same.questions,
      1,
      percent,
    ),
  ];
}

export function passagesPerSecond({ passages, build }: ShareFigures): number {
  return (passages / build.ms.median) * 1000;
}

type Unit = (value: number) => string;

function atMost(what: string, value: number, limit: number, unit: Unit): Must {
  const ratio = value / limit;
  return { what, limit: `≤ ${unit(limit)}`, figure: unit(value), ratio, held: value <= limit };
}

function atLeast(what: string, value: number, limit: number, unit: Unit): Must {
  const ratio = value / limit;
  return { what, limit: `≥ ${unit(limit)}`, figure: unit(value), ratio, held: value >= limit };
}

/** Left out where the system does not tell. */
function inMemory(what: string, value: number | undefined, limit: number): Must[] {
  return value === undefined ? [] : [atMost(`resident memory of ${what}`, value, limit, bytes)];
}
