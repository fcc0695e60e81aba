import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeAction,
  encodeAction,
  encodePassages,
  pageArgs,
  parsePassageArgs,
  parsePassages,
  passageArgs,
} from '../../src/discord/custom-id.js';
import { anyRef } from './support/answers.js';

const SHA256 = 'fedcba9876543210'.repeat(4);

describe('custom ids', () => {
  it('carry a passage there and back within 100 characters, wherever it stands', () => {
    fc.assert(
      fc.property(fc.nat(999_999_999), fc.integer({ min: 1, max: 99_999 }), (start, length) => {
        const id = encodeAction(
          'context',
          5,
          ...passageArgs({ sha256: SHA256, start, end: start + length }),
        );
        expect(id.length).toBeLessThanOrEqual(100);
        const action = decodeAction(id);
        expect(action?.name).toBe('context');
        expect(parsePassageArgs(action?.args.slice(1) ?? [])).toEqual({
          sha256: SHA256.slice(0, 16),
          start,
          end: start + length,
        });
      }),
    );
  });

  it.each(['', '1', '0:context:1:abc:1:2', 'context:1:abc', '2:sources:1', ':::'])(
    'of another version or kind are not understood: "%s"',
    (id) => expect(decodeAction(id)).toBeUndefined(),
  );

  it.each([
    [[]],
    [['fedcba987654']],
    [['short', '1', '2']],
    [['fedcba987654', '5', '5']],
    [['fedcba987654', '-1', '5']],
    [['fedcba987654', '1', '1e9']],
    [['fedcba987654', '1', '9'.repeat(40)]],
    [['<script>alert', '1', '2']],
  ])('with a passage that cannot be are refused: %j', (args) => {
    expect(parsePassageArgs(args)).toBeUndefined();
  });

  it('carry five passages of an ordinary size there and back', () => {
    const ref = fc
      .record({ hash: fc.stringMatching(/^[0-9a-f]{12}$/), start: fc.nat(50_000_000) })
      .chain(({ hash, start }) =>
        fc.integer({ min: 1, max: 40_000 }).map((length) => ({
          sha256: hash,
          start,
          end: start + length,
        })),
      );
    fc.assert(
      fc.property(fc.array(ref, { minLength: 1, maxLength: 5 }), (refs) => {
        const id = encodePassages('more', refs);
        expect(id.length).toBeLessThanOrEqual(100);
        expect(parsePassages(decodeAction(id)?.args[0] ?? '')).toEqual(refs);
      }),
    );
  });

  it('carry the first of any passages as far as they fit', () => {
    fc.assert(
      fc.property(fc.array(anyRef, { minLength: 1, maxLength: 9 }), (refs) => {
        const id = encodePassages('more', refs);
        expect(id.length).toBeLessThanOrEqual(100);
        const short = refs.map((ref) => ({ ...ref, sha256: ref.sha256.slice(0, 12) }));
        const carried = parsePassages(decodeAction(id)?.args[0] ?? '') ?? [];
        expect(carried.length).toBeGreaterThanOrEqual(Math.min(refs.length, 3));
        expect(carried).toEqual(short.slice(0, carried.length));
      }),
    );
  });

  it.each([
    '',
    '~',
    'abcdefgh1',
    'abcdefgh1.',
    'abcdefgh1.0',
    'abc:1.2',
    `abcdefgh${'z'.repeat(10)}.1`,
  ])('with several passages that cannot be are refused: "%s"', (packed) =>
    expect(parsePassages(packed)).toBeUndefined(),
  );

  it('name the page of a document that holds a position', () => {
    expect(encodeAction('page', ...pageArgs({ sha256: SHA256 }, 1234))).toBe(
      '1:page:fedcba9876543210:@1234',
    );
  });
});
