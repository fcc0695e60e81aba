import fc from 'fast-check';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { LONGEST_PAGE, pagesIn } from '../../src/answer/pages.js';
import type { DocumentPage } from '../../src/answer/reader.js';
import type { Answerer } from '../../src/answer/service.js';
import type { Sentence } from '../../src/passages/passages.js';
import { HARBOUR } from '../harbour.js';
import { openStage, type Stage } from '../stage.js';

const FURNITURE = 'Advertisement';
const PARAGRAPHS = Array.from({ length: 40 }, (_, n) =>
  `Ferry ${n} leaves at noon 😀 and carries lorries. `.repeat(1 + (n % 9)).trim(),
);
const LONG = [...PARAGRAPHS.slice(0, 9), FURNITURE, ...PARAGRAPHS.slice(9)].join('\n\n');

let stage: Stage;
let answerer: Answerer;

beforeAll(async () => {
  stage = await openStage({ ...HARBOUR, 'long.txt': LONG });
  answerer = stage.answerer();
});

const all = (source: string) => {
  const { pages } = answerer.page({ source }, { page: 1 }) as DocumentPage;
  return Array.from(
    { length: pages },
    (_, i) => answerer.page({ source }, { page: i + 1 }) as DocumentPage,
  );
};

describe('the pages of a document', () => {
  test('hold each of its paragraphs once, in order, and no page furniture', () => {
    const pages = all('long.txt');
    expect(pages.length).toBeGreaterThan(5);
    expect(pages.flatMap(({ paragraphs }) => paragraphs.map(({ text }) => text))).toEqual(
      PARAGRAPHS,
    );
  });

  test('are no longer than a page and not shorter than they need be', () => {
    const sizes = all('long.txt').map(
      ({ paragraphs }) => paragraphs.map(({ text }) => text).join('\n\n').length,
    );
    expect(Math.max(...sizes)).toBeLessThanOrEqual(LONGEST_PAGE);
    expect(Math.min(...sizes.slice(0, -1))).toBeGreaterThan(LONGEST_PAGE - 500);
  });

  test('say where they are and how many there are', () => {
    for (const [i, page] of all('long.txt').entries()) {
      expect(page).toMatchObject({ page: i + 1, length: LONG.length });
      expect(page.start).toBe(page.paragraphs[0]?.start);
      expect(page.end).toBe(page.paragraphs.at(-1)?.end);
      for (const { start, end, text } of page.paragraphs) expect(LONG.slice(start, end)).toBe(text);
    }
  });

  test('begin behind the front matter, with headings apart', () => {
    const [bakery] = all('bakery.md');
    expect(bakery?.paragraphs[0]?.text).toMatch(/^The bakery on Mill Street sells/);
    expect(all('ferry.txt')[0]?.paragraphs[0]?.text).toBe('Timetable of the ferry');
  });

  test('are told once and known from then on, for each document', () => {
    answerer.page({ source: 'long.txt' }, { page: 1 });
    const reading = vi.spyOn(stage.generation, 'passagesOf');
    for (const { page, paragraphs } of all('long.txt')) {
      expect(answerer.page({ source: 'long.txt' }, { page })?.paragraphs).toEqual(paragraphs);
    }
    expect(reading).not.toHaveBeenCalled();
    const ferry = answerer.page({ source: 'ferry.txt' }, { page: 1 });
    expect(ferry?.paragraphs[0]?.text).toBe('Timetable of the ferry');
    reading.mockRestore();
  });

  test('are found by the beginning of the hash', () => {
    const page = answerer.page({ source: 'long.txt' }, { page: 2 });
    const sha256 = page?.document.sha256 ?? '';
    expect(answerer.page({ sha256: sha256.slice(0, 12) }, { page: 2 })).toEqual(page);
    expect(answerer.page({ sha256: sha256.slice(0, 11) }, { page: 2 })).toBeUndefined();
    expect(answerer.page({ source: 'none.txt' }, { page: 1 })).toBeUndefined();
  });

  test.each([
    [-1, 'first'],
    [0, 'first'],
    [1.5, 'first'],
    [Number.NaN, 'first'],
    [1_000, 'last'],
    [Number.POSITIVE_INFINITY, 'last'],
  ])('of number %d is the %s', (page, which) => {
    const { pages } = answerer.page({ source: 'long.txt' }, { page: 1 }) as DocumentPage;
    const found = answerer.page({ source: 'long.txt' }, { page });
    expect(found?.page).toBe(which === 'first' ? 1 : pages);
  });

  test('are found by every position in them, and the nearest by one between or beyond them', () => {
    const at = (position: number) => answerer.page({ source: 'long.txt' }, { position })?.page;
    const pages = all('long.txt');
    for (const { page, start, end } of pages) {
      expect([at(start), at(Math.floor((start + end) / 2)), at(end - 1)]).toEqual([
        page,
        page,
        page,
      ]);
    }
    const furniture = LONG.indexOf(FURNITURE);
    expect(at(furniture)).toBe(at(furniture - 3));
    expect([at(-5), at(LONG.length + 5), at(Number.NaN)]).toEqual([1, pages.length, 1]);
  });
});

describe('a text', () => {
  /** Each piece is a sentence; what begins with `#` a heading, and `…` is left out of the text. */
  function read(pieces: readonly string[]): { text: string; sentences: Sentence[] } {
    let text = '';
    const sentences: Sentence[] = [];
    for (const piece of pieces) {
      const start = text.length + (piece.length - piece.trimStart().length);
      text += piece;
      const kind = piece.trimStart().startsWith('#') ? 'heading' : 'paragraph';
      if (piece.trim() !== '') sentences.push({ start, end: text.trimEnd().length, kind });
    }
    return { text, sentences };
  }
  const paged = (pieces: readonly string[]) => {
    const { text, sentences } = read(pieces);
    return pagesIn(text, sentences).map((page) => page.map((quote) => quote.text));
  };

  test('whose lines are wrapped keeps its paragraphs together', () => {
    expect(paged(['One goes\non.', '\nTwo.', '\n\nThree.'])).toEqual([
      ['One goes\non.\nTwo.', 'Three.'],
    ]);
  });

  test('with a paragraph a line has one for each line', () => {
    expect(paged(['One.', ' More.', '\nTwo.'])).toEqual([['One. More.', 'Two.']]);
  });

  test('takes no heading as the last of a page', () => {
    const body = `${'x'.repeat(1_400)}.`;
    expect(paged([body, '\n\n# Next', `\n\n${body}`])).toEqual([[body], ['# Next', body]]);
  });

  test('parts a long paragraph at the ends of sentences, and a long sentence at white space', () => {
    const sentence = `${'word '.repeat(160)}end.`;
    expect(paged([sentence, ` ${sentence}`])).toEqual([[sentence], [sentence]]);
    const endless = `${'word '.repeat(1_000)}end.`;
    const parts = paged([endless]).flat();
    expect(parts.every((part) => /^word\b.*\b(?:word|end\.)$/.test(part))).toBe(true);
    expect(parts.join(' ')).toBe(endless);
    const pairs = '😀'.repeat(2_000);
    expect(paged([pairs]).flat().join('')).toBe(pairs);
    expect(
      paged([pairs])
        .flat()
        .every((part) => /^(?:😀)+$/u.test(part)),
    ).toBe(true);
  });

  test('is all there, in order, in slices that fit a page, whatever it holds', () => {
    const piece = fc
      .tuple(
        fc.constantFrom('', ' ', '\n', '\n\n', '\r\n\r\n'),
        fc.constantFrom('# ', '', ''),
        fc.constantFrom('word ', 'x', '😀', 'a\nb ', 'A word. '),
        fc.integer({ min: 1, max: 900 }),
      )
      .map(([gap, mark, unit, count]) => gap + mark + unit.repeat(count).trim());
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const { text, sentences } = read(pieces);
        const pages = pagesIn(text, sentences);
        let last = 0;
        for (const page of pages) {
          expect(page.map((part) => part.text).join('\n\n').length).toBeLessThanOrEqual(
            LONGEST_PAGE,
          );
          for (const part of page) {
            expect(part.start >= last && part.end > part.start).toBe(true);
            expect(text.slice(last, part.start).trim()).toBe('');
            expect(text.slice(part.start, part.end)).toBe(part.text);
            last = part.end;
          }
        }
        expect(text.slice(last).trim()).toBe('');
        expect(pagesIn(text, sentences)).toEqual(pages);
      }),
    );
  });
});
