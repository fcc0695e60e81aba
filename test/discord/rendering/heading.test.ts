import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldLine } from '../../../src/answer/plain-text.js';
import { NO_DOCUMENT, NOTHING_NAMED } from '../../../src/answer/refusal.js';
import { headingOf, questionIn } from '../../../src/discord/rendering/heading.js';
import { answer } from '../support/answers.js';
import { nastyText } from '../support/markdown.js';

describe('the heading of an answer', () => {
  it('says in small print what was looked in', () => {
    const filter = { title: 'The *pier*', after: '2025-01-01', before: '2025-02-01' };
    expect(headingOf(answer(), { filter })).toBe(
      '-# only in The \\*pier\\*, from 2025-01-01, up to 2025-02-01\n**Quoted from the documents** · likely the answer',
    );
    expect(headingOf(answer(), { filter: {} })).not.toContain('only');
  });

  it('advises what helps against the reason that nothing was found for', () => {
    const advice = (reason: string) =>
      headingOf(answer({ kind: 'none', citations: [], reason, topics: [] }))
        .split('\n')
        .at(-1);
    expect(advice(NO_DOCUMENT.reason)).toMatch(/^A wider span of days may help;/);
    expect(advice(NOTHING_NAMED)).toMatch(/^Name a person, a place or a thing;/);
    expect(advice('no document mentions “gold”')).toMatch(/^Other words may help;/);
  });

  it('gives the question back, best as it was understood', () => {
    const asked = answer({ question: 'what did *she* say?' });
    expect(questionIn(headingOf(asked, { showQuestion: true }))).toBe('what did *she* say?');
    const resolved = answer({ question: 'what did she say?', resolved: 'what did _Ada_ say?' });
    expect(questionIn(headingOf(resolved, { showQuestion: true }))).toBe('what did _Ada_ say?');
    expect(questionIn(headingOf(resolved))).toBe('what did _Ada_ say?');
    expect(questionIn(headingOf(asked))).toBeUndefined();
  });

  it('gives any question back, or a beginning of it', () => {
    fc.assert(
      fc.property(nastyText(), (question) => {
        const given = questionIn(headingOf(answer({ question }), { showQuestion: true })) ?? '';
        expect(foldLine(question).startsWith(given.replace(/ ?…$/, ''))).toBe(true);
        if (question.length < 100) expect(given).toBe(foldLine(question));
      }),
    );
  });
});
