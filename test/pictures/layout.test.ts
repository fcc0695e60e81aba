import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseInline, type Run } from '../../pictures/inline.js';
import { type Line, wrap } from '../../pictures/layout.js';
import { fitted, widthOf } from '../../pictures/widths.js';
import { nastyText } from '../discord/support/markdown.js';

const SIZE = 14;
const told = (lines: readonly Line[]) =>
  lines.map(({ segments }) => segments.map(({ text }) => text).join('|'));
const wrapped = (markdown: string, width: number) =>
  told(wrap(parseInline(markdown, 0), width, SIZE));

describe('lines', () => {
  const anyRuns = fc.array(
    fc.record({
      text: nastyText(30),
      bold: fc.boolean(),
      code: fc.boolean(),
    }) satisfies fc.Arbitrary<Run>,
    { maxLength: 5 },
  );

  test('never exceed the width, and keep every character that is not space', () => {
    fc.assert(
      fc.property(anyRuns, fc.integer({ min: 60, max: 400 }), (runs, width) => {
        const lines = wrap(runs, width, SIZE);
        for (const line of lines) {
          expect(line.width).toBeLessThanOrEqual(width);
          for (const { x, width: own } of line.segments) {
            expect(x).toBeGreaterThanOrEqual(0);
            expect(x + own).toBeLessThanOrEqual(line.width + 1e-6);
          }
        }
        const text = (parts: readonly { text: string }[]) =>
          parts
            .map((part) => part.text)
            .join('')
            .replace(/\s/g, '');
        expect(text(lines.flatMap(({ segments }) => segments))).toBe(text(runs));
      }),
      { numRuns: 300 },
    );
  });

  test('hold as many words as fit', () => {
    const words = 'one two three four five';
    const width = widthOf('one two three', SIZE) + 0.01;
    expect(wrapped(words, width)).toEqual(['one two three', 'four five']);
    expect(wrapped(words, width - 1)).toEqual(['one two', 'three four', 'five']);
  });

  test('do not part a word from the punctuation after it, though that looks otherwise', () => {
    const width = widthOf('aaaa bbbb', SIZE, { bold: true }) + 1;
    expect(wrapped('aaaa **bbbb**, c', width)).toEqual(['aaaa', 'bbbb|, c']);
  });

  test('end after a hyphen before a letter, and not within a date', () => {
    const room = (text: string) => widthOf(text, SIZE) + 1;
    expect(wrapped('well-known', room('well-kno'))).toEqual(['well-', 'known']);
    expect(wrapped('on 2025-11-24', room('on 2025-11-2'))).toEqual(['on', '2025-11-24']);
  });

  test('are broken within a word only where it is wider than a line', () => {
    const lines = wrap([{ text: 'x'.repeat(50) }], widthOf('x'.repeat(20), SIZE) + 0.01, SIZE);
    expect(told(lines).map((line) => line.length)).toEqual([20, 20, 10]);
  });

  test('begin and end inside the ground of code', () => {
    const [line] = wrap(parseInline('`a b` c', 0), 400, SIZE);
    const [code, after] = line?.segments ?? [];
    expect(code?.text).toBe('a b');
    expect(code?.x).toBeGreaterThan(0);
    const space = widthOf(' ', SIZE);
    expect(after?.x).toBeGreaterThan((code?.x ?? 0) + (code?.width ?? 0) + space);
  });
});

describe('the width of text', () => {
  test('is that of the font for known characters, and an estimate for others', () => {
    expect(widthOf('A', 1_000)).toBe(639);
    expect(widthOf('A', 1_000, { bold: true })).toBeGreaterThan(639);
    expect(widthOf('iW', 1_000, { code: true })).toBe(1_200);
    expect(widthOf('ế', 1_000)).toBe(widthOf('e', 1_000));
    expect(widthOf('e\u0301', 1_000)).toBe(widthOf('e', 1_000));
    expect(widthOf('日', 1_000)).toBe(1_000);
    expect(widthOf('😀', 1_000)).toBeGreaterThan(1_000);
  });

  test('decides where text that has one line is cut', () => {
    expect(fitted('short', 100, SIZE)).toBe('short');
    const cut = fitted('a text that is too long for it', 100, SIZE);
    expect(cut).toMatch(/^a text .*\S…$/);
    expect(widthOf(cut, SIZE)).toBeLessThanOrEqual(100);
  });
});
