import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Block, parseMarkdown, plainText } from '../../pictures/markdown.js';
import { relativeTime } from '../../pictures/relative-time.js';
import { escapeText } from '../../src/discord/rendering/escape.js';
import { nastyText } from '../discord/support/markdown.js';

const NOW = Date.UTC(2025, 10, 24);
const read = (markdown: string) => parseMarkdown(markdown, NOW);
/** The runs of Markdown that is one line of text. */
function runs(markdown: string) {
  const [block, ...more] = read(markdown);
  expect(more).toEqual([]);
  return block?.kind === 'text' ? block.runs : block;
}

describe('text that the bot escaped', () => {
  test('is shown literally, whatever it holds', () => {
    fc.assert(
      fc.property(nastyText(), (text) => {
        const blocks = read(escapeText(text));
        expect(plainText(blocks)).toBe(text);
        for (const block of blocks) expect(looks(block)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('would act if it were not escaped', () => {
    const acting = '**a** `b` [c](https://example.org) <t:1763900000:R>';
    expect(read(acting).flatMap(looks)).toEqual(['bold', 'code', 'link', 'stamp']);
    expect(read(escapeText(acting)).flatMap(looks)).toEqual([]);
  });
});

/** What is more than plain text in a block. */
function looks(block: Block): string[] {
  if (block.kind !== 'text') return [block.kind];
  return block.runs.flatMap((run) => Object.keys(run).filter((key) => key !== 'text'));
}

describe('a line', () => {
  test('takes each pair of marks for its look', () => {
    expect(runs('a **b** *c* _d_ __e__ ~~f~~ `g`')).toEqual([
      { text: 'a ' },
      { text: 'b', bold: true },
      { text: ' ' },
      { text: 'c', italic: true },
      { text: ' ' },
      { text: 'd', italic: true },
      { text: ' ' },
      { text: 'e', underline: true },
      { text: ' ' },
      { text: 'f', struck: true },
      { text: ' ' },
      { text: 'g', code: true },
    ]);
  });

  test('adds the looks of marks within marks', () => {
    expect(runs('***a***')).toEqual([{ text: 'a', bold: true, italic: true }]);
    expect(runs('[**a** b](https://example.org)')).toEqual([
      { text: 'a', link: true, bold: true },
      { text: ' b', link: true },
    ]);
  });

  test('leaves alone what is no pair of marks', () => {
    for (const text of ['2 * 3 * 4', 'a_b_c', '5 ** 6', '[a](ftp://b)', 'lone `', 'C:\\dir'])
      expect(runs(text)).toEqual([{ text }]);
  });

  test('has no Markdown in its code, and no end of an address in its full stop', () => {
    expect(runs('`**a** \\[`')).toEqual([{ text: '**a** \\[', code: true }]);
    expect(runs('https://example.org/a_b_c.')).toEqual([
      { text: 'https://example.org/a_b_c', link: true },
      { text: '.' },
    ]);
  });
});

describe('lines', () => {
  test('are headings, small print, items and quotes by how they begin', () => {
    const markdown = '# A\n### B\n-# C\n- D\n  - E\n3. F\n> G\n> - H\n\nI\n#J';
    const text = (value: string) => ({ kind: 'text', runs: value === '' ? [] : [{ text: value }] });
    const item = (depth: number, marker: string, value: string) => ({
      ...{ kind: 'item', depth, marker },
      runs: [{ text: value }],
    });
    expect(read(markdown)).toEqual([
      { kind: 'heading', level: 1, runs: [{ text: 'A' }] },
      { kind: 'heading', level: 3, runs: [{ text: 'B' }] },
      { kind: 'small', runs: [{ text: 'C' }] },
      item(0, '•', 'D'),
      item(1, '•', 'E'),
      item(0, '3.', 'F'),
      { kind: 'quote', blocks: [text('G'), item(0, '•', 'H')] },
      text(''),
      text('I'),
      text('#J'),
    ]);
  });

  test('all belong to a quote that three marks begin', () => {
    expect(read('a\n>>> b\nc').map(({ kind }) => kind)).toEqual(['text', 'quote']);
  });

  test('between fences are code, with everything around them kept', () => {
    const markdown = 'before\n```ts\n**a**\n  b\n```\nbetween\n```c```';
    expect(read(markdown).map((block) => [block.kind, plainText([block])])).toEqual([
      ['text', 'before'],
      ['code', '**a**\n  b'],
      ['text', 'between'],
      ['code', 'c'],
    ]);
  });
});

test.each([
  [-20, 'a few seconds ago'],
  [-60, 'a minute ago'],
  [-3_600, 'an hour ago'],
  [-2 * 86_400, '2 days ago'],
  [90 * 86_400, 'in 3 months'],
  [366 * 86_400, 'in a year'],
])('an instant %i seconds from now is told as “%s”', (seconds, words) => {
  expect(relativeTime(NOW + seconds * 1_000, NOW)).toBe(words);
  const stamp = `<t:${NOW / 1_000 + seconds}:R>`;
  expect(runs(stamp)).toEqual([{ text: words, stamp: true }]);
});
