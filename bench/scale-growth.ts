import type { Latency, ScaleFigures, ShareFigures } from './scale-figures.js';
import { passagesPerSecond } from './scale-musts.js';
import { markdownTable } from './scale-table.js';
import {
  bytes,
  figure,
  milliseconds,
  percent,
  plainRatio,
  seconds,
  spread,
} from './scale-units.js';

/** A figure for each share of the documents. */
type Row = readonly [what: string, of: (share: ShareFigures) => string];

export interface GrowthTable {
  readonly title: string;
  readonly table: string;
  /** What the figures do not say by themselves. */
  readonly notes: string;
}

/** How each figure grows: a column a share. */
export function growthTables({ shares }: ScaleFigures): GrowthTable[] {
  const table = (rows: readonly Row[]) =>
    markdownTable(
      [
        { title: '', isFigures: false },
        ...shares.map(({ documents }) => ({
          title: `${documents.toLocaleString('en')} documents`,
          isFigures: true,
        })),
      ],
      rows.map(([what, of]) => [what, ...shares.map(of)]),
    );
  const phases = [...new Set(shares.flatMap(({ build }) => Object.keys(build.phases)))];
  const kinds = [...new Set(shares.flatMap(({ disk }) => Object.keys(disk)))].sort();
  const inserted = shares.some(({ floors, passages }) => floors.graph.inserted < passages);
  return [
    {
      title: 'Indexing',
      table: table([
        ['passages', ({ passages }) => passages.toLocaleString('en')],
        ['– embedded in a full build', ({ build }) => build.embedded.toLocaleString('en')],
        ['full build', ({ build }) => spread(build.ms, seconds)],
        ...phases.map((phase): Row => [`– ${phase}`, ({ build }) => phaseOf(build, phase)]),
        ['passages a second', (share) => figure(passagesPerSecond(share))],
        ['– of those only embedded', (share) => percent(shareOfEmbedding(share))],
        ['10 changed documents', ({ change }) => spread(change.ms, seconds)],
        ['– of a full build', ({ change, build }) => percent(change.ms.median / build.ms.median)],
        ['– passages embedded', ({ change }) => change.embedded.toLocaleString('en')],
        ['full build beside questions', ({ reindexing }) => seconds(reindexing.ms)],
        ['start to first answer', ({ coldStartMs }) => spread(coldStartMs, milliseconds)],
        [
          'same citations after changes as after a full build',
          ({ same }) => `${same.same} of ${same.questions}`,
        ],
      ]),
      notes:
        'A phase is what the indexing process said last that it was at; phases that go on at the same time share the time.',
    },
    {
      title: 'Questions',
      table: table([
        ...latencyRows('1 asker', ({ alone }) => alone.one),
        ...latencyRows('32 askers with pauses', ({ alone }) => alone.many),
        ...latencyRows('32 askers without any', ({ alone }) => alone.atOnce),
        ...latencyRows('1 asker, while indexing', ({ reindexing }) => reindexing.one),
        ...latencyRows(
          '32 askers with pauses, while indexing',
          ({ reindexing }) => reindexing.many,
        ),
        ['event loop’s delay p99', ({ alone }) => milliseconds(alone.loop.p99)],
        ['– while indexing', ({ reindexing }) => milliseconds(reindexing.loop.p99)],
        ['– at most', ({ reindexing }) => milliseconds(reindexing.loop.most)],
        ['recall@10 of the vector search', ({ recall }) => recall.at10.toFixed(4)],
        ['vector search p50, p95', ({ recall }) => p50p95(recall.search)],
      ]),
      notes: `Milliseconds are p50 / p95 / p99. ${askedOf(shares)}`,
    },
    {
      title: 'Memory and disk',
      table: table([
        ['bot, once open', ({ alone }) => bytes(alone.openedBytes)],
        ['bot, at most', ({ alone }) => bytes(alone.peakBytes)],
        ['bot, at most, indexing included', ({ reindexing }) => bytes(reindexing.botPeakBytes)],
        ['indexer with the processes below it', ({ build }) => known(build.peakBytes)],
        ['– processes at once', ({ build }) => `${build.processes ?? 'not known'}`],
        ['– ten changed documents', ({ change }) => known(change.peakBytes)],
        ['bot and indexer', ({ reindexing }) => known(reindexing.peakBytes)],
        ['documents', ({ textBytes }) => bytes(textBytes)],
        ...kinds.map((kind): Row => [`${kind} of a generation`, ({ disk }) => known(disk[kind])]),
      ]),
      notes: 'Resident memory; while the bot goes over to a new index it has both open.',
    },
    {
      title: 'The libraries alone',
      table: table([
        ['passages embedded a second', ({ floors }) => spread(floors.embedding.perSecond, figure)],
        ['– processes', ({ floors }) => `${floors.embedding.processes}`],
        ['vectors inserted a second', ({ floors }) => figure(floors.graph.insertedPerSecond)],
        ['– vectors', ({ floors }) => floors.graph.inserted.toLocaleString('en')],
        ['vector search p50, p95', ({ floors }) => p50p95(floors.graph.search)],
        ['– ours to it, p50', ({ floors, recall }) => ratioOf(recall.search, floors.graph.search)],
        ['passages into FTS5 a second', ({ floors }) => figure(floors.words.insertedPerSecond)],
        ['any of the words p50, p95', ({ floors }) => p50p95(floors.words.query)],
        ['vectors copied a second', ({ floors }) => bytes(floors.vectors.copiedPerSecond)],
        ['vectors multiplied a second', ({ floors }) => bytes(floors.vectors.multipliedPerSecond)],
      ]),
      notes: `hnswlib and FTS5 in one process each, with the same parameters, table and words as the index.${inserted ? ' Of many vectors only some are inserted, evenly chosen, so the search there is one among fewer.' : ''}`,
    },
  ];
}

function latencyRows(name: string, of: (share: ShareFigures) => Latency): Row[] {
  const three = ({ p50, p95, p99 }: Latency) => [p50, p95, p99].map(figure).join(' / ');
  return [
    [name, (share) => three(of(share))],
    ['– answers a second', (share) => figure(of(share).perSecond)],
  ];
}

function shareOfEmbedding(share: ShareFigures): number {
  return passagesPerSecond(share) / share.floors.embedding.perSecond.median;
}

function phaseOf({ phases }: ShareFigures['build'], phase: string): string {
  const ms = phases[phase];
  return ms === undefined ? '–' : seconds(ms);
}

function p50p95({ p50, p95 }: Latency): string {
  return `${figure(p50)}, ${milliseconds(p95)}`;
}

function ratioOf(ours: Latency, bare: Latency): string {
  return plainRatio(ours.p50 / bare.p50);
}

function known(value: number | undefined): string {
  return value === undefined ? 'not known' : bytes(value);
}

function askedOf(shares: readonly ShareFigures[]): string {
  const asked = shares.map(({ alone }) => alone.one.asked);
  const meanwhile = shares.map(({ reindexing }) => reindexing.one.asked + reindexing.many.asked);
  return `Asked were ${asked.join(', ')} questions, and ${meanwhile.map((count) => count.toLocaleString('en')).join(', ')} while indexing.`;
}
