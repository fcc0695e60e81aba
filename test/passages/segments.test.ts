import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { segmentEnds } from '../../src/passages/segments.js';

const library = new Intl.Segmenter('en', { granularity: 'sentence' });

function endsByLibrary(text: string): number[] {
  return [...library.segment(text)].map(({ index, segment }) => index + segment.length);
}

const ascii = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i));
/** What the rules tell apart, often, and everything that is plain or nearly so, at times. */
const characters = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('.', '.', '.', '!', '?', '…') },
  { weight: 3, arbitrary: fc.constantFrom(' ', ' ', '\u00a0', '\t') },
  { weight: 3, arbitrary: fc.constantFrom('a', 'b', 'A', 'B', '1', '”', '"', ')', '(', '’', ',') },
  { weight: 1, arbitrary: fc.constantFrom(...ascii, ...'‐‑‒–—―‘“éÉßª\u00ad\u202f\u3002日') },
);

describe('the ends of segments', () => {
  test('are where the library finds them', () => {
    fc.assert(
      fc.property(fc.string({ unit: characters, maxLength: 30 }), (text) => {
        expect([...segmentEnds(text)]).toEqual(endsByLibrary(text));
      }),
      { numRuns: 3_000 },
    );
  });

  test.each([
    'He paid 3.5 million. She paid 2.',
    'The U.S. and the U.N. agreed. So did others.',
    '“Why?” he asked. “Why not?!” (Laughter.) Then “no.”',
    'It rose to no. 5 of 7. And 9 more. 9 Others.',
    'One; two. Three … four. … Five.',
    '',
    ' ',
    '.',
  ])('of %j are where the library finds them', (text) => {
    expect([...segmentEnds(text)]).toEqual(endsByLibrary(text));
  });
});
