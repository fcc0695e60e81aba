import { stripVTControlCharacters } from 'node:util';
import picocolors from 'picocolors';
import { describe, expect, test } from 'vitest';
import type { QuotationCheck, QuotedPlace } from '../../src/answer/quotation-check.js';
import { renderQuotation } from '../../src/terminal/quotation.js';
import { type Style, styleFor } from '../../src/terminal/style.js';

const PLAIN = styleFor({});
const COLOURED: Style = { width: 60, colours: picocolors.createColors(true) };

function place(...texts: readonly string[]): QuotedPlace {
  return {
    document: { source: 'ferry.txt', sha256: 'a'.repeat(64), title: 'Timetable' },
    passage: { start: 0, end: 900 },
    quotes: texts.map((text, i) => ({ start: 100 * i, end: 100 * i + text.length, text })),
  };
}

const NEAR: QuotationCheck = {
  kind: 'near',
  asked: 'the ferry leaves at eight',
  place: place('The ferry\nleaves at seven'),
  changes: [
    { kind: 'same', text: 'The ferry\nleaves at ' },
    { kind: 'only-asked', text: 'eight' },
    { kind: 'only-document', text: 'seven' },
  ],
  likeness: 0.999,
};

describe('a quotation that was looked up', () => {
  test('is shown with its parts and where each stands, and other places are counted', () => {
    const places = [place('The ferry leaves', 'at seven'), place('The ferry leaves', 'at seven')];
    const shown = renderQuotation({ kind: 'exact', asked: '', places, more: 4 }, PLAIN);
    expect(shown).toContain('│ The ferry leaves […] at seven\n  [1] Timetable\n');
    expect(shown).toContain('publisher unknown · undated · ferry.txt 0–16, 100–108');
    expect(shown).toContain('[2] Timetable');
    expect(shown).toContain('and in 4 more places');
  });

  test('is marked, without colour, too, where it differs from the document', () => {
    const shown = renderQuotation(NEAR, PLAIN);
    expect(shown).toContain('Not word for word');
    expect(shown).toContain('│ The ferry leaves at [-eight-]{+seven+}\n');
  });

  test('that is near is never said to agree wholly', () => {
    expect(renderQuotation(NEAR, PLAIN)).toContain('(99 % of the words agree)');
  });

  test('is said not to be found', () => {
    expect(renderQuotation({ kind: 'absent', asked: 'so' }, PLAIN)).toContain('Not found');
  });

  test('reads the same in colour, and no document can colour it', () => {
    const places = [place('The \u001b[31mferry')];
    for (const check of [NEAR, { kind: 'exact', asked: '', places, more: 0 } as const]) {
      const [plain, coloured] = [PLAIN, COLOURED].map((style) => renderQuotation(check, style));
      const folded = (text = '') => stripVTControlCharacters(text).replace(/[\s│]+/g, ' ');
      expect(folded(coloured)).toBe(folded(plain));
      expect(plain).not.toContain('\u001b');
    }
  });
});
