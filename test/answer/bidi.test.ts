import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bidiClosing, withoutBidi } from '../../src/answer/bidi.js';

const nested = fc.string({
  unit: fc.constantFrom('a', ' ', ...'\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069'),
});

/** What is open behind a text, as Unicode Standard Annex 9 tells it (X1 to X7). */
function openIn(text: string): string[] {
  const open: string[] = [];
  for (const control of text) {
    if (/[\u2066-\u2068]/.test(control)) open.push('isolate');
    else if (/[\u202a\u202b\u202d\u202e]/.test(control)) open.push('embedding');
    else if (control === '\u2069' && open.includes('isolate'))
      open.length = open.lastIndexOf('isolate');
    else if (control === '\u202c' && open.at(-1) === 'embedding') open.pop();
  }
  return open;
}

describe('the controls of the order of writing', () => {
  test('that a text leaves open are ended behind it', () => {
    fc.assert(
      fc.property(nested, (text) => {
        expect(openIn(text + bidiClosing(text))).toEqual([]);
      }),
    );
    expect(bidiClosing('plain words')).toBe('');
    expect(bidiClosing('\u2067closed\u2069 and \u202bclosed\u202c')).toBe('');
  });

  test('never make a longer text shorter as it is sent', () => {
    const size = (text: string) => text.length + bidiClosing(text).length;
    fc.assert(
      fc.property(nested, nested, (text, more) => {
        expect(size(text + more)).toBeGreaterThanOrEqual(size(text));
        expect(size(more + text)).toBeGreaterThanOrEqual(size(text));
      }),
    );
  });

  test('are taken out of what is no quote, and nothing else is', () => {
    expect(withoutBidi('a\u202eb\u2066c\u2069\u200e\u200f\u061cd\u200de')).toBe('abcd\u200de');
  });
});
