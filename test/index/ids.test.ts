import { describe, expect, test } from 'vitest';
import { firstPassageOf, slotBetween, slotOf, slotsFor, spacingFor } from '../../src/index/ids.js';

const LARGEST_ID = 2 ** 32 - 1;

describe('ids', () => {
  test('of passages follow their document, and tell its slots', () => {
    for (const document of [1, 7, 4_194_303]) {
      expect(slotOf(firstPassageOf(document))).toBe(document);
      expect(slotOf(firstPassageOf(document) + 1023)).toBe(document);
      expect(slotOf(firstPassageOf(document) + 1024)).toBe(document + 1);
    }
  });

  test.each([
    [0, 1],
    [1, 1],
    [1024, 1],
    [1025, 2],
    [5000, 5],
  ])('of %d passages take %d slots', (passages, slots) => {
    expect(slotsFor(passages)).toBe(slots);
  });

  test.each([1, 5, 1_000, 14_337, 2_000_000])('of %d new documents fit into 32 bits', (count) => {
    const last = 1 + (count - 1) * spacingFor(count);
    expect(firstPassageOf(last + 1) - 1).toBeLessThanOrEqual(LARGEST_ID);
  });

  test('leave room for many documents, one behind the other at the same place', () => {
    let from = 1;
    for (let i = 0; i < 10; i++) {
      const slot = slotBetween(from, 257, 1);
      expect(slot).toBeGreaterThanOrEqual(from);
      expect(slot).toBeLessThan(257);
      from = (slot as number) + 1;
    }
  });

  test('go down to no room, and then there is none', () => {
    let to = 257;
    let placed = 0;
    for (;;) {
      const slot = slotBetween(1, to, 1);
      if (slot === undefined) break;
      expect(slot).toBeLessThan(to);
      to = slot;
      placed++;
    }
    expect(placed).toBeGreaterThan(3);
    expect(slotBetween(5, 5, 1)).toBeUndefined();
    expect(slotBetween(5, 7, 3)).toBeUndefined();
    expect(slotBetween(5, 7, 2)).toBe(5);
  });

  test('of what comes last have room up to the largest, and no further', () => {
    expect(slotBetween(1, undefined, 1)).toBe(257);
    expect(slotBetween(4_194_303, undefined, 1)).toBe(4_194_303);
    expect(slotBetween(4_194_303, undefined, 2)).toBeUndefined();
  });
});
