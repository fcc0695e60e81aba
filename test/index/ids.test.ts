import { describe, expect, test } from 'vitest';
import { firstPassageOf, slotOf, slotsBetween, slotsFor, spacingFor } from '../../src/index/ids.js';

const LARGEST_ID = 2 ** 32 - 1;
const LAST_SLOT = 2 ** 26 - 1;

describe('ids', () => {
  test('of passages follow their document, and tell its slots', () => {
    for (const document of [1, 7, LAST_SLOT]) {
      expect(slotOf(firstPassageOf(document))).toBe(document);
      expect(slotOf(firstPassageOf(document) + 63)).toBe(document);
      expect(slotOf(firstPassageOf(document) + 64)).toBe(document + 1);
    }
  });

  test.each([
    [0, 1],
    [1, 1],
    [64, 1],
    [65, 2],
    [5000, 79],
  ])('of %d passages take %d slots', (passages, slots) => {
    expect(slotsFor(passages)).toBe(slots);
  });

  test.each([1, 5, 1_000, 14_337, 2_000_000])('of %d new documents fit into 32 bits', (count) => {
    const last = 1 + count * spacingFor(count);
    expect(firstPassageOf(last + 1) - 1).toBeLessThanOrEqual(LARGEST_ID);
  });

  test('leave room for a document a day for two months, at one place among ten thousands', () => {
    const spacing = spacingFor(14_337);
    let from = 1;
    for (let day = 0; day < 40; day++) {
      const [slot] = slotsBetween(from, 1 + spacing, [1]) ?? [];
      expect(slot).toBeGreaterThanOrEqual(from);
      from = (slot as number) + 1;
    }
  });

  test('share the room between two evenly', () => {
    expect(slotsBetween(1, 100, [1, 1])).toEqual([33, 66]);
    expect(slotsBetween(5, 8, [2, 1])).toEqual([5, 7]);
    expect(slotsBetween(5, 7, [2])).toEqual([5]);
  });

  test('have none where there is no room', () => {
    expect(slotsBetween(5, 5, [1])).toBeUndefined();
    expect(slotsBetween(5, 7, [3])).toBeUndefined();
    expect(slotsBetween(5, 7, [1, 2])).toBeUndefined();
    expect(slotsBetween(LAST_SLOT, undefined, [1])).toEqual([LAST_SLOT]);
    expect(slotsBetween(LAST_SLOT, undefined, [2])).toBeUndefined();
  });
});
