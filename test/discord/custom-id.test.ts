import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeAction,
  encodeAction,
  encodePassages,
  pageArgs,
  parsePageArgs,
  parsePassageArgs,
  parsePassages,
  parseTyped,
  passageArgs,
  typedForId,
} from '../../src/discord/custom-id.js';
import { anyRef } from './support/answers.js';

const SHA256 = 'fedcba9876543210'.repeat(4);
const SOURCE_SHA256 = '0f1e2d3c4b5a6978'.repeat(4);

describe('custom ids', () => {
  it('carry a passage there and back within 100 characters, wherever it stands', () => {
    fc.assert(
      fc.property(fc.nat(999_999_999), fc.integer({ min: 1, max: 99_999 }), (start, length) => {
        const id = encodeAction(
          'context',
          5,
          ...passageArgs({
            sha256: SHA256,
            sourceSha256: SOURCE_SHA256,
            start,
            end: start + length,
          }),
        );
        expect(id.length).toBeLessThanOrEqual(100);
        const action = decodeAction(id);
        expect(action?.name).toBe('context');
        expect(parsePassageArgs(action?.args.slice(1) ?? [])).toEqual({
          sha256: SHA256.slice(0, 16),
          sourceSha256: SOURCE_SHA256.slice(0, 8),
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
      .record({
        sha256: fc.stringMatching(/^[0-9a-f]{8}$/),
        sourceSha256: fc.stringMatching(/^[0-9a-f]{4}$/),
        start: fc.nat(50_000_000),
      })
      .chain(({ start, ...hashes }) =>
        fc.integer({ min: 1, max: 40_000 }).map((length) => ({
          ...hashes,
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
        const short = refs.map((ref) => ({
          ...ref,
          sha256: ref.sha256.slice(0, 8),
          sourceSha256: ref.sourceSha256?.slice(0, 4),
        }));
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

  it('of older releases name a document by its text alone', () => {
    const [sha256, start, end] = ['fedcba987654', 44, 49];
    expect(parsePassageArgs([sha256, '44', '49'])).toEqual({ sha256, start, end });
    expect(parsePassages('_ty6mHZU18.5')).toEqual([{ sha256, start, end }]);
    expect(parsePageArgs([sha256, '7'])).toEqual({ ref: { sha256 }, at: { page: 7 } });
  });

  it('name the page of a document that holds a position', () => {
    expect(encodeAction('page', ...pageArgs({ sha256: SHA256 }, { position: 1234 }))).toBe(
      '1:page:fedcba9876543210:@1234',
    );
  });

  it('are read as the page that they name, and else not', () => {
    const hash = 'fedcba9876543210';
    for (const at of [{ page: 7 }, { position: 1234 }]) {
      expect(parsePageArgs(pageArgs({ sha256: SHA256 }, at))).toEqual({
        ref: { sha256: hash },
        at,
      });
      const both = { sha256: SHA256, sourceSha256: SOURCE_SHA256 };
      expect(parsePageArgs(pageArgs(both, at))).toEqual({
        ref: { sha256: hash, sourceSha256: SOURCE_SHA256.slice(0, 8) },
        at,
      });
    }
    for (const bad of [['fed', '1'], [hash, '-1'], [hash, '@'], [hash, '1e3'], [hash], []]) {
      expect(parsePageArgs(bad)).toBeUndefined();
    }
  });

  it('give back what somebody typed, colons and all, and have room for it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.nat(99_999), (text, page) => {
        const typed = typedForId(text);
        const id = encodeAction('sources', page, 'back', typed);
        expect(id.length).toBeLessThanOrEqual(100);
        expect(parseTyped(decodeAction(id)?.args ?? [], 2)).toBe(typed);
      }),
    );
    expect(typedForId(' a:b :\n c ')).toBe('a:b : c');
  });
});
