import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Statistics } from '../../src/discord/statistics.js';

describe('statistics', () => {
  it('begin with nothing, and with no latency rather than one of zero', () => {
    expect(new Statistics().summary).toMatchObject({
      ...{ quoted: 0, closest: 0, none: 0, refused: 0, faults: 0 },
      latencyMs: { p50: undefined, p95: undefined, p99: undefined },
    });
  });

  it('count each outcome apart', () => {
    const statistics = new Statistics();
    for (const kind of ['quoted', 'quoted', 'closest', 'none'] as const)
      statistics.answered(kind, 1);
    statistics.refused();
    statistics.fault();
    statistics.fault();
    expect(statistics.summary).toMatchObject({
      ...{ quoted: 2, closest: 1, none: 1, refused: 1, faults: 2 },
    });
  });

  it('say what half, and what all but a few, took at most', () => {
    const statistics = new Statistics();
    for (let ms = 1; ms <= 100; ms += 1) statistics.answered('quoted', ms);
    expect(statistics.summary.latencyMs).toEqual({ p50: 50, p95: 95, p99: 99 });
  });

  it('take any duration, and a latency grows from percentile to percentile', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), { minLength: 1 }),
        (all) => {
          const statistics = new Statistics();
          for (const ms of all) statistics.answered('none', ms);
          const { p50 = 0, p95 = 0, p99 = 0 } = statistics.summary.latencyMs;
          expect(p50).toBeLessThanOrEqual(p95);
          expect(p95).toBeLessThanOrEqual(p99);
          // A histogram keeps three figures.
          expect(p99).toBeLessThanOrEqual(Math.max(1, ...all) * 1.001 + 1);
        },
      ),
    );
  });
});
