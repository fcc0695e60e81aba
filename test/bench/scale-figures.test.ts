import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askAll, countSame } from '../../bench/scale-asking.js';
import {
  checkComplete,
  evenly,
  latencyOf,
  notFinite,
  quantile,
  type ShareFigures,
  spreadOf,
} from '../../bench/scale-figures.js';
import { phaseTimes } from '../../bench/scale-indexing.js';
import { watchMemory } from '../../bench/scale-memory.js';
import { nthLargest, recallOf, similaritiesTo } from '../../bench/scale-recall.js';
import { bytes, figure, milliseconds, percent } from '../../bench/scale-units.js';
import { temporaryFolder } from '../temporary-folder.js';

describe('quantiles', () => {
  it('are the smallest value that so many do not exceed, in whatever order they come', () => {
    const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);
    expect([0, 0.5, 0.95, 0.99, 1].map((share) => quantile(hundred, share))).toEqual([
      1, 50, 95, 99, 100,
    ]);
    expect(quantile([7], 0.99)).toBe(7);
  });

  it('of nothing are no number, which is found before anything is printed', () => {
    const nothing = latencyOf([], 0);
    expect(notFinite({ a: 1, b: [{ ...nothing, asked: 0 }] })).toEqual([
      'b.0.p50',
      'b.0.p95',
      'b.0.p99',
      'b.0.most',
      'b.0.perSecond',
    ]);
    expect(notFinite({ a: 1, b: [0, -2], c: 'x', d: undefined, e: null })).toEqual([]);
  });

  it('make a spread, and a rate of the time that all took', () => {
    expect(spreadOf([3, 1, 2])).toEqual({ median: 2, least: 1, most: 3, runs: 3 });
    expect(latencyOf([10, 20], 40)).toMatchObject({ asked: 2, perSecond: 50 });
  });
});

describe('a run that ended early', () => {
  it('is told from one that measured all it was to measure', () => {
    const shares = (...every: number[]) => every.map((each) => ({ every: each }) as ShareFigures);
    expect(() =>
      checkComplete({ planned: [100, 10, 1], shares: shares(100, 10, 1) }),
    ).not.toThrow();
    expect(() => checkComplete({ planned: [100], shares: shares(100) })).not.toThrow();
    expect(() => checkComplete({ planned: [100, 10, 1], shares: shares(100, 10) })).toThrow(
      'before it had measured all documents:',
    );
    expect(() => checkComplete({ planned: [100, 10, 1], shares: shares(100) })).toThrow(
      '1 in 10 and all documents',
    );
  });
});

describe('what is taken evenly', () => {
  it('is in order, of all parts, and everything where there are few', () => {
    const ten = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
    expect(evenly(ten, 4)).toEqual([0, 2, 5, 7]);
    expect(evenly(ten, 10)).toEqual(ten);
    expect(evenly(ten, 50)).toEqual(ten);
  });
});

describe('recall', () => {
  it('is one when copies of the nearest are found in place of others', () => {
    const all = Float32Array.from([0.9, 0.5, 0.5, 0.5, 0.1]);
    expect(recallOf([0.9, 0.5], all, 2)).toBe(1);
    expect(recallOf([0.5, 0.5], all, 2)).toBe(1);
  });

  it('counts what was missed, and what is further away as missed', () => {
    const all = Float32Array.from([0.9, 0.8, 0.7, 0.1]);
    expect(recallOf([0.9, 0.8, 0.1], all, 3)).toBeCloseTo(2 / 3);
    expect(recallOf([0.9], all, 3)).toBeCloseTo(1 / 3);
    expect(recallOf([], all, 3)).toBe(0);
  });

  it('is of all there are when these are fewer than wanted', () => {
    expect(recallOf([0.9, 0.8], Float32Array.from([0.9, 0.8]), 10)).toBe(1);
  });

  it('finds the limit that sorting finds', () => {
    fc.assert(
      fc.property(
        fc.array(fc.float({ noNaN: true }), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 40 }),
        (values, count) => {
          const sorted = [...Float32Array.from(values)].sort((a, b) => b - a);
          const expected = sorted[Math.min(count, sorted.length) - 1] as number;
          expect(nthLargest(Float32Array.from(values), count) === expected).toBe(true);
        },
      ),
    );
  });

  it('rests on the products of the question and every vector', () => {
    const numbers = Float32Array.from([1, 0, 0, 0, 1, 0, 0.6, 0, 0.8]);
    const similarities = new Float32Array(3);
    similaritiesTo(Float32Array.from([0, 1, 0.5]), { dimension: 3, numbers }, similarities);
    expect([...similarities].map((value) => value.toFixed(2))).toEqual(['0.00', '1.00', '0.40']);
  });
});

describe('the time of a phase', () => {
  it('is what passed until another was heard of, and all of them make the whole', () => {
    const heard = [
      { phase: 'starting', at: 0 },
      { phase: 'reading', at: 100 },
      { phase: 'embedding', at: 150 },
      { phase: 'reading', at: 400 },
      { phase: 'embedding', at: 450 },
    ];
    expect(phaseTimes(heard, 1_000)).toEqual({ starting: 100, reading: 100, embedding: 800 });
  });
});

describe('members who ask', () => {
  const answer = (question: string) => ({ kind: 'quoted', citations: [question] });

  it('are so many at once, and their answers come back in the order of the questions', async () => {
    const questions = Array.from({ length: 20 }, (_, i) => `${i}`);
    let atOnce = 0;
    let most = 0;
    const { times, cited } = await askAll(
      async (question) => {
        most = Math.max(most, ++atOnce);
        await new Promise((resolve) => setTimeout(resolve, 5 - (Number(question) % 5)));
        atOnce -= 1;
        return answer(question);
      },
      questions,
      { count: 4 },
    );
    expect(most).toBe(4);
    expect(times).toHaveLength(20);
    expect(cited).toEqual(questions.map(answer));
  });

  it('pause before each question where all together ask so many a second', async () => {
    const questions = Array.from({ length: 60 }, (_, i) => `${i}`);
    const ask = async (question: string) => answer(question);
    const { times, cited, tookMs } = await askAll(ask, questions, { count: 6, perSecond: 300 });
    // 200 ms in the mean, and always the same.
    expect(tookMs).toBeGreaterThan(120);
    expect(times).toHaveLength(60);
    expect(cited).toEqual(questions.map(answer));
  });

  it('ask no more once it is over', async () => {
    let asked = 0;
    const ask = async (question: string) => {
      asked += 1;
      return answer(question);
    };
    await askAll(ask, ['a', 'b', 'c', 'd'], { count: 1 }, () => asked >= 2);
    expect(asked).toBe(2);
  });

  it('are told the same when kind, places and their order are', () => {
    const one = { kind: 'quoted', citations: ['a.txt:0-9', 'b.txt:3-5'] };
    const turned = { ...one, citations: [...one.citations].reverse() };
    const unsure = { ...one, kind: 'closest' };
    expect(countSame([one, one, one, one], [one, turned, unsure])).toBe(1);
  });
});

describe.runIf(process.platform === 'linux')('memory', () => {
  it('is that of a process and of those below it, whichever of them made them', async () => {
    const folder = await temporaryFolder();
    const leaf = join(folder, 'leaf.mjs');
    // Whoever listens for nothing ends once it has sent, and is looked at while it goes.
    await writeFile(
      leaf,
      `globalThis.kept = Buffer.alloc(60e6, 1);
       process.on('disconnect', () => process.exit());
       process.send('there');`,
    );
    const stem = join(folder, 'stem.mjs');
    await writeFile(
      stem,
      `import { fork } from 'node:child_process';
       const leaf = fork(${JSON.stringify(leaf)});
       leaf.on('message', () => process.send('there'));
       process.on('disconnect', () => { leaf.kill(); process.exit(); });`,
    );
    const child = fork(stem, [], { execArgv: [] });
    try {
      await once(child, 'message');
      const own = watchMemory(child.pid as number, true)();
      const below = watchMemory(child.pid as number, false)();
      expect([own.processes, below.processes]).toEqual([2, 1]);
      expect(below.peakBytes).toBeGreaterThan(60e6);
      expect(own.peakBytes).toBeGreaterThan((below.peakBytes as number) + 20e6);
    } finally {
      child.disconnect();
      await once(child, 'exit');
    }
  });
});

describe('figures', () => {
  it('have three digits that count, a unit, and commas between thousands', () => {
    expect([0, 0.01234, 1.005, 45.67, 999.6, 12_345].map(figure)).toEqual([
      '0',
      '0.0123',
      '1.00',
      '45.7',
      '1,000',
      '12,300',
    ]);
    expect([999, 1_500, 2.5e9].map(bytes)).toEqual(['999 B', '1.50 kB', '2.50 GB']);
    expect([12.34, 1_234].map(milliseconds)).toEqual(['12.3 ms', '1.23 s']);
    expect(percent(0.0307)).toBe('3.07 %');
  });
});
