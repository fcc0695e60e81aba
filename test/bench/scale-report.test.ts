import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { apart, scale } from '../../bench/scale-axis.js';
import type { Asking, Latency, ScaleFigures, ShareFigures } from '../../bench/scale-figures.js';
import { mustsOf } from '../../bench/scale-musts.js';
import { picturesOf } from '../../bench/scale-pictures.js';
import { drawPlot } from '../../bench/scale-plot.js';
import { reportOf, verdictOf } from '../../bench/scale-report.js';
import { markdownTable } from '../../bench/scale-table.js';
import { readSvg } from '../pictures/reading.js';

const once = (value: number) => ({ median: value, least: value, most: value, runs: 1 });
const latency = (p95: number): Latency => ({
  ...{ asked: 600, p50: p95 / 2, p95, p99: p95 * 2, most: p95 * 3, perSecond: 100 },
});
const asking = (one: number, many: number): Asking => ({
  ...{ one: latency(one), many: latency(many), loop: { p50: 1, p99: 20, most: 60 } },
});

/** Everything as it should be, with `passages` passages. */
const share = (passages: number): ShareFigures => ({
  ...{ every: 1, documents: passages / 20, textBytes: passages * 500, passages },
  build: {
    ...{ ms: once(passages / 8), phases: { starting: 300, embedding: passages / 9 } },
    ...{ embedded: passages, peakBytes: 9e8, processes: 3 },
  },
  change: { ms: once(passages / 800), documents: 10, embedded: 80, peakBytes: 4e8, processes: 3 },
  disk: { '.sqlite': passages * 2_000, '.hnsw': passages * 1_200 },
  coldStartMs: { median: 900, least: 880, most: 950, runs: 5 },
  recall: { at10: 0.998, questions: 600, search: latency(0.8) },
  floors: {
    embedding: { perSecond: { median: 9_000, least: 8_900, most: 9_100, runs: 3 }, processes: 2 },
    graph: { inserted: 4_000, insertedPerSecond: 5_000, search: latency(0.4) },
    words: { insertedPerSecond: 50_000, query: latency(10) },
    vectors: { copiedPerSecond: 1e10, multipliedPerSecond: 3e9 },
  },
  alone: { ...asking(12, 50), atOnce: latency(900), openedBytes: 5e8, peakBytes: 9e8 },
  reindexing: { ...asking(20, 110), peakBytes: 2.1e9, processes: 4, ms: 9_000, botPeakBytes: 1e9 },
  same: { questions: 300, same: 300 },
});

const GOOD: ScaleFigures = {
  date: '2026-01-02',
  machine: {
    ...{ processor: 'Abacus 3', cores: 2, memoryBytes: 8e9, system: 'Linux 6', node: '20.1.0' },
  },
  isQuick: false,
  planned: [1],
  shares: [share(4_000), share(40_000), share(400_000)],
  seeds: { coldStartMs: once(600), bareMs: once(500) },
};

const withLargest = (change: Partial<ShareFigures>): ScaleFigures => ({
  ...GOOD,
  shares: [...GOOD.shares.slice(0, 2), { ...share(400_000), ...change }],
});
const failing = (figures: ScaleFigures) =>
  mustsOf(figures)
    .filter(({ held }) => !held)
    .map(({ what }) => what);

describe('what must hold', () => {
  it('holds when every figure is within its limit', () => {
    expect(failing(GOOD)).toEqual([]);
    expect(verdictOf(GOOD)).not.toContain('NOT HELD');
  });

  it.each<[string, Partial<ShareFigures>]>([
    ['passages a second', { build: { ...share(400_000).build, ms: once(60_000) } }],
    ['changed documents', { change: { ...share(400_000).change, ms: once(1_501) } }],
    ['bot and indexer', { reindexing: { ...share(1).reindexing, peakBytes: 2.51e9 } }],
    ['bot alone', { alone: { ...share(1).alone, peakBytes: 1.21e9 } }],
    ['question, one asker', { alone: { ...share(1).alone, one: latency(61) } }],
    ['question, 32 askers', { alone: { ...share(1).alone, many: latency(61) } }],
    ['indexing, one asker', { reindexing: { ...share(1).reindexing, one: latency(121) } }],
    ['indexing, 32 askers', { reindexing: { ...share(1).reindexing, many: latency(121) } }],
    ['delay', { reindexing: { ...share(1).reindexing, loop: { p50: 1, p99: 51, most: 60 } } }],
    ['recall@10', { recall: { ...share(1).recall, at10: 0.9899 } }],
    ['start to first answer', { coldStartMs: once(3_001) }],
    ['same citations', { same: { questions: 300, same: 299 } }],
  ])('says of %s alone that it does not', (what, change) => {
    const figures = withLargest(change);
    expect(failing(figures)).toEqual([expect.stringContaining(what)]);
    expect(verdictOf(figures).match(/NOT HELD/g)).toHaveLength(1);
    expect(reportOf(figures, picturesOf(figures)).match(/\*\*not held\*\*/g)).toHaveLength(1);
  });

  it('asks of a start with the seeds that it takes little more than the least', () => {
    const figures = { ...GOOD, seeds: { coldStartMs: once(651), bareMs: once(500) } };
    expect(failing(figures)).toEqual([expect.stringContaining('seeds')]);
  });

  it('leaves memory out where the system does not tell', () => {
    const { peakBytes: _, processes: __, ...reindexing } = share(1).reindexing;
    const figures = withLargest({ reindexing });
    expect(mustsOf(figures)).toHaveLength(mustsOf(GOOD).length - 1);
    expect(reportOf(figures, picturesOf(figures))).toContain('not known');
  });
});

describe('the page', () => {
  const page = reportOf(GOOD, picturesOf(GOOD));

  it('describes the machine and has a column for every share', () => {
    expect(page).toContain('2 cores of Abacus 3, 8.00 GB of memory, Linux 6, Node 20.1.0');
    expect(page).toContain('| 200 documents | 2,000 documents | 20,000 documents |');
  });

  it('holds nothing that was not measured', () => {
    expect(page).not.toMatch(/NaN|undefined|Infinity|\[object/);
  });

  it('shows every picture, with words for those who cannot see it', () => {
    for (const name of Object.keys(picturesOf(GOOD)))
      expect(page).toMatch(new RegExp(`<img src="pictures/${name}" width="720" alt="[^"]{20,}">`));
  });

  it('says that little effort was made when it was', () => {
    expect(page).not.toContain('little effort');
    const quick = { ...GOOD, isQuick: true };
    expect(reportOf(quick, picturesOf(quick))).toContain('little effort');
  });
});

describe('the page that is committed', () => {
  it('shows exactly the pictures that were drawn with it', () => {
    const docs = fileURLToPath(new URL('../../docs', import.meta.url));
    const committed = readdirSync(docs, { recursive: true, encoding: 'utf8' });
    const drawn = committed.filter((file) => /^pictures[\\/]scale-.*\.svg$/.test(file));
    const pages = committed.filter((file) => file === 'performance.md');
    const page = pages.map((file) => readFileSync(join(docs, file), 'utf8')).join('');
    const shown = [...page.matchAll(/src="pictures\/([^"]+)"/g)].map(([, name]) => name);
    expect(shown.sort()).toEqual(drawn.map((file) => basename(file)).sort());
    for (const file of drawn) readSvg(readFileSync(join(docs, file), 'utf8'));
  });
});

describe('a table', () => {
  it('aligns figures to the right and lets no cell end another', () => {
    const columns = [
      { title: 'what', isFigures: false },
      { title: 'n', isFigures: true },
    ];
    expect(markdownTable(columns, [['a|b', '1']])).toBe('| what | n |\n|---|---:|\n| a\\|b | 1 |');
    expect(() => markdownTable(columns, [['a']])).toThrow('1 cells in 2 columns');
  });
});

describe('a plot', () => {
  const PLOT = {
    ...{ title: 'Growth', description: 'How it grows.' },
    across: { name: 'things', label: String },
    up: String,
  };
  const line = (name: string, ...ys: number[]) => ({
    name,
    points: ys.map((y, i) => ({ x: 10 ** (i + 1), y })),
  });

  it.each(Object.entries(picturesOf(GOOD)))(
    '%s is well-formed, with all of it inside',
    (_, svg) => {
      const { letters, width, height } = readSvg(svg);
      for (const { text, x, y, width: wide } of letters) {
        expect(x, text).toBeGreaterThanOrEqual(0);
        expect(x + wide, text).toBeLessThanOrEqual(width);
        expect(y, text).toBeLessThanOrEqual(height);
      }
    },
  );

  it('keeps the names of lines that end in one place apart', () => {
    const series = ['a', 'b', 'c', 'd'].map((name) => line(`series ${name}`, 5, 5));
    const { letters } = readSvg(drawPlot({ ...PLOT, series }));
    const tops = letters.filter(({ text }) => text.startsWith('series')).map(({ y }) => y);
    expect(tops).toHaveLength(4);
    for (const [i, top] of tops.entries())
      if (i > 0) expect(top - (tops[i - 1] as number)).toBeGreaterThanOrEqual(13);
  });

  it('draws what is ten times as much as far away as the ten times before', () => {
    const svg = drawPlot({ ...PLOT, series: [line('one', 2, 20, 200)] });
    const dots = [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)].slice(0, 3);
    const [[x1, y1], [x2, y2], [x3, y3]] = dots.map(([, x, y]) => [Number(x), Number(y)]) as [
      [number, number],
      [number, number],
      [number, number],
    ];
    expect(x2 - x1).toBeCloseTo(x3 - x2, 0);
    expect(y2 - y1).toBeCloseTo(y3 - y2, 0);
    expect(y2).toBeLessThan(y1);
  });

  it('can be drawn of one measurement, and not of none or of nothing', () => {
    expect(readSvg(drawPlot({ ...PLOT, series: [line('one', 3)] })).letters.length).toBeGreaterThan(
      3,
    );
    expect(() => drawPlot({ ...PLOT, series: [] })).toThrow('nothing was measured');
    expect(() => drawPlot({ ...PLOT, series: [line('one', 0)] })).toThrow('logarithmic');
  });
});

describe('an axis', () => {
  it('has a handful of round ticks between its ends, whatever it spans', () => {
    for (const [least, most] of [
      [3, 3],
      [1, 8],
      [0.2, 30],
      [1, 1e6],
    ] as const) {
      const { at, ticks } = scale([least, most], 500, 100);
      expect(ticks.length).toBeGreaterThanOrEqual(1);
      expect(ticks.length).toBeLessThanOrEqual(9);
      for (const tick of ticks) {
        expect(at(tick)).toBeGreaterThanOrEqual(100);
        expect(at(tick)).toBeLessThanOrEqual(500);
      }
      expect(at(least)).toBeGreaterThanOrEqual(at(most));
    }
  });

  it('moves names apart, and up again where the room ends', () => {
    expect(apart([10, 12, 50], 10, 100)).toEqual([10, 20, 50]);
    expect(apart([90, 95, 99], 10, 100)).toEqual([80, 90, 100]);
  });
});
