import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { area, isLong, sampled } from './area.js';
import { anyBytes, checkDocument } from './documents.js';
import { growth } from './growth.js';
import { NASTY } from './nasty.js';

const documents = area('documents');

describe('a document', () => {
  documents.holds(
    'is refused as is documented, or cut into sentences that are slices, each in one passage',
    1,
    anyBytes,
    (bytes) => checkDocument('a.txt', bytes),
  );
});

/** Enough for what grows with the square to stand out. */
const SIZE = isLong ? 100_000 : 10_000;

describe.each(sampled(Object.entries(NASTY), 8))('%s', (_, make) => {
  test('takes time in proportion to its length from its bytes to its passages', () => {
    const work = (text: string) => checkDocument('a.txt', Buffer.from(text));
    expect(growth((size) => make(size), work, SIZE)).toBeLessThan(3.2);
  });
});

test('a file that is cut off anywhere is read or refused', () => {
  const text =
    '\ufeff---\ntitle: "A \\"B\\""\ntags: [a, b]\ndate: 2025-01-02\n---\n# Talks 😀\n\n“We met,” Roe said.\r\n';
  const bytes = Buffer.from(text);
  for (let end = 0; end <= bytes.length; end++) checkDocument('a.md', bytes.subarray(0, end));
  fc.assert(
    fc.property(fc.nat(bytes.length), (from) => checkDocument('a.md', bytes.subarray(from))),
  );
});
