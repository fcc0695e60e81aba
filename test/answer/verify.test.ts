import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Citation } from '../../src/answer/answer.js';
import { verifyCitations, verifyFigures } from '../../src/answer/verify.js';

const TEXT =
  '\uFEFFThe pier is closed.\r\nThe ferry 🙂 leaves at noon,\nas it always has.\r\nNo more.';
const SOURCE = 'notice.txt';
const PASSAGE = { start: 1, end: 70 };
const QUOTE = { start: 22, end: 66 };

function citation(change: Partial<Citation> = {}, quote: Partial<Citation['quote']> = {}) {
  return {
    rank: 1,
    document: { source: SOURCE, sha256: 'a'.repeat(64), title: 'Notice' },
    passage: PASSAGE,
    quote: { ...QUOTE, text: TEXT.slice(QUOTE.start, QUOTE.end), ...quote },
    score: 0.5,
    answering: [],
    alsoIn: [],
    ...change,
  } satisfies Citation;
}

function verify(citations: readonly Citation[]) {
  const faults: string[] = [];
  const textOf = (source: string) => (source === SOURCE ? TEXT : undefined);
  const kept = verifyCitations(citations, textOf, (message) => faults.push(message));
  return { kept, faults };
}

describe('the verification of quotes', () => {
  test('keeps a quote that is exactly what stands in its document', () => {
    const { kept, faults } = verify([citation()]);
    expect(kept).toEqual([citation()]);
    expect(faults).toEqual([]);
  });

  test('drops answering words that are not in the quote, and keeps the others', () => {
    const inside = { start: QUOTE.start + 4, end: QUOTE.start + 9 };
    const outside = [
      { start: QUOTE.start - 1, end: QUOTE.start + 3 },
      { start: QUOTE.end - 1, end: QUOTE.end + 1 },
      { start: inside.start, end: inside.start },
    ];
    const { kept } = verify([citation({ answering: [inside, ...outside] })]);
    expect(kept[0]?.answering).toEqual([inside]);
  });

  test('keeps any exact slice within its passage', () => {
    const bounds = fc.integer({ min: PASSAGE.start, max: PASSAGE.end });
    fc.assert(
      fc.property(bounds, bounds, (a, b) => {
        fc.pre(a !== b);
        const [start, end] = [Math.min(a, b), Math.max(a, b)];
        const { kept } = verify([citation({}, { start, end, text: TEXT.slice(start, end) })]);
        expect(kept).toHaveLength(1);
      }),
    );
  });

  test('drops a quote that differs in one character, wherever it is', () => {
    const { text } = citation().quote;
    const position = fc.integer({ min: 0, max: text.length - 1 });
    fc.assert(
      fc.property(position, fc.string({ maxLength: 2 }), (at, instead) => {
        fc.pre(instead !== text[at]);
        const altered = text.slice(0, at) + instead + text.slice(at + 1);
        const { kept, faults } = verify([citation({}, { text: altered })]);
        expect(kept).toEqual([]);
        expect(faults).toHaveLength(1);
      }),
    );
  });

  test.each<[string, Citation]>([
    [
      'whose white space was folded',
      citation({}, { text: 'The ferry 🙂 leaves at noon, as it a' }),
    ],
    ['whose letters are composed otherwise', citation({}, { text: 'e\u0301' })],
    ['that begins before its passage', citation({ passage: { start: 23, end: 70 } })],
    ['that ends behind its passage', citation({ passage: { start: 1, end: 65 } })],
    ['of an empty range', citation({}, { end: QUOTE.start, text: '' })],
    ['of a range the wrong way round', citation({}, { start: 66, end: 22, text: '' })],
    [
      'that ends behind its document',
      citation(
        { passage: { start: 0, end: 500 } },
        { end: 500, text: `${TEXT.slice(QUOTE.start)} ` },
      ),
    ],
    [
      'whose document is gone',
      citation({ document: { source: 'gone.txt', sha256: 'b'.repeat(64), title: 'Gone' } }),
    ],
  ])('drops a quote %s', (_, wrong) => {
    const { kept, faults } = verify([wrong]);
    expect(kept).toEqual([]);
    expect(faults).toHaveLength(1);
  });

  test('names the place of what it dropped, so that the fault can be found', () => {
    const { faults } = verify([citation({}, { text: 'something else' })]);
    expect(faults[0]).toContain(`${QUOTE.start}–${QUOTE.end} of ${SOURCE}`);
  });

  test('counts the ranks of what is left anew, in their order', () => {
    const second = citation({ rank: 2, score: 0.4 });
    const third = citation({ rank: 3, score: 0.3 });
    const { kept } = verify([citation({}, { text: 'wrong' }), second, third]);
    expect(kept.map(({ rank, score }) => [rank, score])).toEqual([
      [1, 0.4],
      [2, 0.3],
    ]);
  });

  test('leaves out other places whose document cannot be read', () => {
    const here = { source: SOURCE, start: 1, end: 20 };
    const gone = { source: 'gone.txt', start: 1, end: 20 };
    const { kept } = verify([citation({ alsoIn: [gone, here] })]);
    expect(kept[0]?.alsoIn).toEqual([here]);
  });

  test('keeps a speaker that stands in its document, and drops the quote of one that does not', () => {
    const speaker = { start: 5, end: 9, text: 'pier' };
    expect(verify([citation({ speaker })]).kept).toEqual([citation({ speaker })]);
    for (const wrong of [
      { ...speaker, text: 'Pier' },
      { ...speaker, start: 6 },
      { start: 9, end: 5, text: '' },
      { start: TEXT.length, end: TEXT.length + 4, text: 'pier' },
      { start: -4, end: 0, text: '' },
    ]) {
      const { kept, faults } = verify([citation({ speaker: wrong })]);
      expect(kept).toEqual([]);
      expect(faults.join()).toContain('speaker');
    }
  });
});

describe('the verification of figures', () => {
  const text = 'The fleet has 12 boats, not 15.';
  const quoted = citation({}, { start: 30, end: 30 + text.length, text });
  const twelve = { rank: 1, start: 44, end: 46, text: '12' };
  const fifteen = { rank: 1, start: 58, end: 60, text: '15' };
  const check = (...figures: (typeof twelve)[]) => {
    const faults: string[] = [];
    const kept = verifyFigures([{ kind: 'figures', figures }], [quoted], (m) => faults.push(m));
    return { kept, faults };
  };

  test('keeps those that stand in the quote of their citation', () => {
    expect(check(twelve, fifteen)).toEqual({
      kept: [{ kind: 'figures', figures: [twelve, fifteen] }],
      faults: [],
    });
  });

  test.each([
    ['that is another', { ...fifteen, text: '16' }],
    ['that stands elsewhere', { ...fifteen, start: 57 }],
    ['before its quote', { ...fifteen, start: 10, end: 12 }],
    ['behind its quote', { ...fifteen, start: 60, end: 62 }],
    ['of a citation that is gone', { ...fifteen, rank: 2 }],
  ])('drops one %s, and with it what no longer differs', (_, wrong) => {
    const { kept, faults } = check(twelve, wrong);
    expect(kept).toEqual([]);
    expect(faults).toHaveLength(1);
  });
});
