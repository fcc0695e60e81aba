import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderFurther } from '../../../src/discord/rendering/further.js';
import { PASSAGE_GONE } from '../../../src/discord/rendering/notices.js';
import { anyContext, brokenLimits, DOCUMENT, idsOf, textOf } from '../support/answers.js';

describe('more passages', () => {
  const passageOf = (text: string, start = 200) => ({
    document: DOCUMENT,
    passage: { start, end: start + text.length, text },
  });

  it('are quoted with where they stand, and each has its context', () => {
    const reply = renderFurther([
      passageOf('The ferry\nis *late*.'),
      passageOf('Divers look.', 300),
    ]);
    expect(textOf(reply)).toContain(
      '> The ferry is \\*late\\*.\n-# \\[1\\] [Notice to Mariners](https://harbour.example/notices/12) — Harbour Office, 2025-03-04 · `harbour/notice.md` · characters 200–220',
    );
    expect(textOf(reply)).toContain('whether they answer is for you to judge');
    expect(idsOf(reply)).toEqual([
      '1:context:1:0123456789abcdef.f12f0119:200:220',
      '1:context:2:0123456789abcdef.f12f0119:300:312',
    ]);
  });

  it('are counted when their documents have changed, or said to be gone', () => {
    const reply = renderFurther([undefined, passageOf('Divers look.'), undefined]);
    expect(textOf(reply)).toContain('-# 2 more can no longer be shown');
    expect(textOf(reply)).toContain('> Divers look.\n-# \\[1\\]');
    expect(renderFurther([undefined]).content).toBe(PASSAGE_GONE);
  });

  it('stay within every limit of Discord', () => {
    fc.assert(
      fc.property(fc.array(anyContext, { minLength: 1, maxLength: 5 }), (found) => {
        const passages = found.map(({ document, passage }, n) => ({
          document,
          passage: { ...passage, start: passage.start + n },
        }));
        expect(brokenLimits(renderFurther(passages))).toEqual([]);
      }),
    );
  });
});
