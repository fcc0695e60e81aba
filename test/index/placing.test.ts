import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { slotsFor } from '../../src/index/ids.js';
import { type Placed, placeAmong } from '../../src/index/placing.js';

const byCodeUnit = (a: { source: string }, b: { source: string }) => (a.source < b.source ? -1 : 1);

describe('documents that are placed among others', () => {
  test('have ids that rise with the sources, and slots of their own, as long as there is room', () => {
    const source = fc.string({ unit: 'binary', minLength: 1, maxLength: 3 });
    const rounds = fc.array(
      fc.uniqueArray(fc.record({ source, passages: fc.nat(300) }), {
        selector: (document) => document.source,
        maxLength: 6,
      }),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(rounds, (each) => {
        let present: Placed[] = [];
        for (const round of each) {
          const known = new Set(present.map((document) => document.source));
          const fresh = round.filter((document) => !known.has(document.source)).sort(byCodeUnit);
          const ids = placeAmong(fresh, present);
          if (ids === undefined) return;
          const placed = fresh.map((document, i) => ({ ...document, id: ids[i] as number }));
          present = [...present, ...placed].sort(byCodeUnit);
          for (const [i, { id }] of present.entries()) {
            const before = present[i - 1];
            expect(id).toBeGreaterThanOrEqual(before ? before.id + slotsFor(before.passages) : 1);
          }
        }
      }),
    );
  });

  test('find room before the first, between two, and behind the last', () => {
    const present = [
      { source: 'b', passages: 70, id: 1000 },
      { source: 'd', passages: 1, id: 2000 },
    ];
    const fresh = ['a', 'c1', 'c2', 'e'].map((name) => ({ source: name, passages: 1 }));
    const [a = 0, c1 = 0, c2 = 0, e = 0] = placeAmong(fresh, present) ?? [];
    expect([0 < a && a < 1000, 1001 < c1 && c1 < c2 && c2 < 2000, 2000 < e]).toEqual([
      true,
      true,
      true,
    ]);
  });

  test('are refused where there is none', () => {
    const present = [
      { source: 'a', passages: 1, id: 7 },
      { source: 'c', passages: 1, id: 8 },
    ];
    expect(placeAmong([{ source: 'b', passages: 1 }], present)).toBeUndefined();
  });
});
