import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeAction,
  encodeAction,
  parsePassageArgs,
  passageArgs,
} from '../../src/discord/custom-id.js';

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
});
