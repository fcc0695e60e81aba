import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CUT, cutEnd, cutStart } from '../../../src/discord/rendering/cut.js';
import { escapedLength } from '../../../src/discord/rendering/escape.js';
import { share } from '../../../src/discord/rendering/share.js';
import { hasLoneSurrogate, nastyText } from '../support/markdown.js';

describe('cutting text', () => {
  it('leaves a text alone that fits', () => {
    expect(cutEnd('Short.', 6)).toBe('Short.');
    expect(cutStart('Short.', 6)).toBe('Short.');
  });

  it('cuts at the end of a sentence when one lies in the second half, and marks it', () => {
    expect(cutEnd('One is done. Two is done. Three is on its way', 30)).toBe(
      'One is done. Two is done. …',
    );
    expect(cutStart('One is done. Two is done. Three is on its way', 30)).toBe(
      '… Three is on its way',
    );
  });

  it('keeps a closing quotation mark with its sentence', () => {
    expect(cutEnd('He said “it is done.” Then he left the room', 30)).toBe(
      'He said “it is done.” …',
    );
  });

  it('cuts between words where no sentence ends', () => {
    expect(cutEnd('words without any full stop', 15)).toBe('words without …');
    expect(cutStart('words without any full stop', 12)).toBe('… full stop');
  });

  it('never cuts inside a character, however many code units it has', () => {
    const families = '👩‍👩‍👧'.repeat(10);
    expect(cutEnd(families, 20)).toBe(`${'👩‍👩‍👧'.repeat(2)}${CUT}`);
    expect(cutStart(families, 20)).toBe(`${CUT}${'👩‍👩‍👧'.repeat(2)}`);
  });

  it('measures of a long document only what could fit', () => {
    const document = 'A sentence of a very long document. '.repeat(100_000);
    const measured: number[] = [];
    const size = (text: string) => {
      measured.push(text.length);
      return text.length;
    };
    expect(cutEnd(document, 100, size)).toMatch(/document\. …$/);
    expect(cutStart(document, 100, size)).toMatch(/^… A sentence/);
    expect(Math.max(...measured)).toBeLessThanOrEqual(102);
  });

  it('never exceeds the limit as sent, and keeps a contiguous part of the text', () => {
    fc.assert(
      fc.property(nastyText(), fc.integer({ min: 0, max: 200 }), (text, limit) => {
        for (const cut of [cutEnd, cutStart]) {
          const result = cut(text, limit, escapedLength);
          expect(escapedLength(result)).toBeLessThanOrEqual(limit);
          expect(hasLoneSurrogate(result)).toBe(false);
          if (result === text) continue;
          expect(result === '' || result.includes(CUT)).toBe(true);
          const kept = cut === cutEnd ? result.replace(/ ?…$/, '') : result.replace(/^… ?/, '');
          expect(cut === cutEnd ? text.startsWith(kept) : text.endsWith(kept)).toBe(true);
        }
      }),
    );
  });
});

describe('sharing room among quotes', () => {
  it('gives what a short part leaves over to the longer ones', () => {
    expect(share([10, 100, 100], 110)).toEqual([10, 50, 50]);
  });

  it('never gives more than is wanted or than there is', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5_000), { maxLength: 10 }), fc.nat(6_000), (wanted, total) => {
        const granted = share(wanted, total);
        expect(granted.reduce((sum, part) => sum + part, 0)).toBeLessThanOrEqual(total);
        for (const [index, part] of granted.entries()) {
          expect(part).toBeLessThanOrEqual(wanted[index] ?? 0);
        }
        const all = wanted.reduce((sum, part) => sum + part, 0);
        if (all <= total) expect(granted).toEqual(wanted);
      }),
    );
  });
});
