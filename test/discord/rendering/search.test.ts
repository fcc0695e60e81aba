import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Found } from '../../../src/answer/reader.js';
import { typedForId } from '../../../src/discord/custom-id.js';
import { renderFound } from '../../../src/discord/rendering/search.js';
import {
  anyDocument,
  anySpans,
  brokenLimits,
  DOCUMENT,
  idsOf,
  textOf,
} from '../support/answers.js';
import { nastyText } from '../support/markdown.js';

const text = 'The eastern pier\nis closed.';
const hit = {
  document: DOCUMENT,
  passage: { start: 50, end: 50 + text.length, text },
  matches: [{ start: 62, end: 66 }],
};
const found = (change: Partial<Found> = {}): Found => ({
  ...{ total: 12, capped: false, partial: false, hits: [hit, hit] },
  ...change,
});

describe('passages found by their words', () => {
  it('have the words in bold, a source, a number through all pages and a way to the context', () => {
    const reply = renderFound(found(), 1, 'pier');
    expect(textOf(reply)).toContain('**12 passages** that hold these words: “pier” · page 2 of 3');
    expect(textOf(reply)).toContain('> The eastern **pier** is closed.\n-# \\[6\\] [Notice');
    expect(idsOf(reply)).toEqual([
      '1:context:6:0123456789abcdef.f12f0119:50:77',
      '1:context:7:0123456789abcdef.f12f0119:50:77',
      '1:search:0:back:pier',
      '1:search:2:on:pier',
    ]);
  });

  it('are claimed to answer nothing', () => {
    expect(textOf(renderFound(found(), 0, 'pier'))).toContain('nobody claims that they answer');
  });

  it('are said to hold some of the words only, to be more than counted, or not to be there', () => {
    expect(textOf(renderFound(found({ partial: true }), 0, 'a b'))).toContain(
      'No passage holds all of these words: “a b”. **12 passages** hold the most of them',
    );
    expect(textOf(renderFound(found({ capped: true }), 0, 'a'))).toContain('more than 12 passages');
    expect(textOf(renderFound(found({ total: 1 }), 0, 'a'))).toContain('**1 passage** that holds');
    const none = renderFound(found({ total: 0, hits: [] }), 0, '*a*');
    expect(textOf(none)).toContain('No passage holds these words: “\\*a\\*”');
    expect(none.components).toBeUndefined();
  });

  it('stay within every limit for any passages and words', () => {
    const any = fc.tuple(anyDocument, nastyText(300)).chain(([document, text]) => {
      const passage = { start: 10, end: 10 + text.length, text };
      return anySpans(passage).map((matches) => ({ document, passage, matches }));
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 5 }), nastyText(40), (hits, typed) => {
        const reply = renderFound(found({ total: 10_000, hits }), 1_000, typedForId(typed));
        expect(brokenLimits(reply)).toEqual([]);
      }),
    );
  });
});
