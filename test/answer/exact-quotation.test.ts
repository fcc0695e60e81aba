import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exactIn, partOf } from '../../src/answer/exact-quotation.js';
import { occurrences } from '../../src/answer/occurrences.js';
import { writtenTokensOf } from '../../src/answer/written-tokens.js';

const word = fc.constantFrom('a', 'b');

describe('the places of a quotation in a text', () => {
  test('are those where each of its words stands behind the one before', () => {
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 30 }),
        fc.array(word, { minLength: 1, maxLength: 4 }),
        (text, sought) => {
          const all = [...text.keys()].filter((at) =>
            sought.every((word, i) => text[at + i] === word),
          );
          expect(occurrences(text, sought)).toEqual(all);
        },
      ),
    );
    expect(occurrences(['a'], [])).toEqual([]);
  });

  test('do not overlap', () => {
    const text = writtenTokensOf('on and on and on and on');
    const parts = partOf(writtenTokensOf('on and on'));
    expect(exactIn(text, parts)).toEqual([[{ start: 0, end: 9 }], [{ start: 14, end: 23 }]]);
  });

  test('are found in time, however often text and quotation repeat themselves', () => {
    const text = writtenTokensOf('the pier '.repeat(10_000));
    const parts = partOf(writtenTokensOf(`${'the pier '.repeat(4_000)}storm`));
    const began = performance.now();
    expect(exactIn(text, parts)).toEqual([]);
    // Comparing each place anew takes over a second.
    expect(performance.now() - began).toBeLessThan(400);
  });
});
