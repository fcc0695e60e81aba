import type { ScaleFigures, ShareFigures } from './scale-figures.js';
import { passagesPerSecond } from './scale-musts.js';
import { drawPlot, type Label, type Plot, type Series } from './scale-plot.js';
import { bytes, figure, milliseconds } from './scale-units.js';

/** Files of SVG by their names. */
export type Pictures = Readonly<Record<string, string>>;

const TIME = round(milliseconds);
const SIZE = round(bytes);

/** How time, memory and disk grow with the number of passages. */
export function picturesOf({ shares }: ScaleFigures): Pictures {
  const line = (name: string, value: (share: ShareFigures) => number | undefined): Series => ({
    name,
    points: shares.flatMap((share) => {
      const y = value(share);
      // What rounds to nothing has no logarithm.
      return y === undefined || !(y > 0) ? [] : [{ x: share.passages, y }];
    }),
  });
  const draw = (plot: Omit<Plot, 'across'>) =>
    drawPlot({
      ...plot,
      across: { name: 'passages', label: short },
      series: plot.series.filter(({ points }) => points.length > 0),
    });
  const kinds = [...new Set(shares.flatMap(({ disk }) => Object.keys(disk)))].sort();
  return {
    'scale-build.svg': draw({
      title: 'Time to index',
      description: 'How long a full build, and one after ten changed documents, takes.',
      up: TIME,
      series: [
        line('full build', ({ build }) => build.ms.median),
        line('ten changed documents', ({ change }) => change.ms.median),
        line('only embedding', (share) => {
          const { median } = share.floors.embedding.perSecond;
          return (share.passages / median) * 1000;
        }),
        line('start to first answer', ({ coldStartMs }) => coldStartMs.median),
      ],
    }),
    'scale-rate.svg': draw({
      title: 'Passages a second',
      description: 'How many passages a full build, and the libraries alone, get through.',
      up: short,
      series: [
        line('full build', passagesPerSecond),
        line('only embedding', ({ floors }) => floors.embedding.perSecond.median),
        line('only the graph, one core', ({ floors }) => floors.graph.insertedPerSecond),
        line('only the words, one core', ({ floors }) => floors.words.insertedPerSecond),
      ],
    }),
    'scale-latency.svg': draw({
      title: 'A question, 95th percentile',
      description:
        'How long an answer takes, with one asker and with 32, alone and while indexing.',
      up: TIME,
      series: [
        line('1 asker', ({ alone }) => alone.one.p95),
        line('1, while indexing', ({ reindexing }) => reindexing.one.p95),
        line('32 with pauses', ({ alone }) => alone.many.p95),
        line('32, while indexing', ({ reindexing }) => reindexing.many.p95),
      ],
      limits: [
        { at: 60, name: '60 ms' },
        { at: 120, name: '120 ms while indexing' },
      ],
    }),
    'scale-memory.svg': draw({
      title: 'Resident memory at most',
      description: 'How much memory the bot and the processes that index have in use.',
      up: SIZE,
      series: [
        line('bot and indexer', ({ reindexing }) => reindexing.peakBytes),
        line('indexer', ({ build }) => build.peakBytes),
        line('bot', ({ alone }) => alone.peakBytes),
      ],
      limits: [
        { at: 1.2e9, name: '1.2 GB for the bot' },
        { at: 2.5e9, name: '2.5 GB for both' },
      ],
    }),
    'scale-disk.svg': draw({
      title: 'Size on disk',
      description: 'How large the documents and the files of one generation of the index are.',
      up: SIZE,
      series: [
        line('documents', ({ textBytes }) => textBytes),
        ...kinds.map((kind) => line(kind, ({ disk }) => disk[kind])),
      ],
    }),
  };
}

/** Without zeros after the point: `10 MB`. */
function round(unit: Label): Label {
  return (value) => unit(value).replace(/\.0+(?= )/, '');
}

/** `300`, `3k`, `3M`. */
function short(value: number): string {
  if (value >= 1e6) return `${figure(value / 1e6)}M`.replace(/\.0+(?=M)/, '');
  if (value >= 1e3) return `${figure(value / 1e3)}k`.replace(/\.0+(?=k)/, '');
  return figure(value).replace(/\.0+$/, '');
}
