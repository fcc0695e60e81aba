import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldWhiteSpace } from '../../src/corpus/lines.js';

test('every run of white space is folded to one space, and none is left at the ends', () => {
  const unit = fc.constantFrom(
    ' ',
    ' ',
    'a',
    '\n',
    '\r',
    '\t',
    '\u00a0',
    '\u2028',
    '\ufeff',
    '\u200b',
  );
  fc.assert(
    fc.property(fc.string({ unit }), (text) => {
      const words = text.split(/\s+/).filter((word) => word !== '');
      expect(foldWhiteSpace(text)).toBe(words.join(' '));
    }),
  );
});
