import { describe, expect, it } from 'vitest';
import { renderAnswer } from '../../../src/discord/rendering/answer.js';
import { answer, citation, DOCUMENT, idsOf } from '../support/answers.js';

describe('the buttons below an answer', () => {
  const ref = { sha256: DOCUMENT.sha256, start: 10, end: 46 };
  const idsFor = (...args: Parameters<typeof renderAnswer>) =>
    (renderAnswer(...args).components ?? []).map((row) =>
      row.components.map((each) => ('custom_id' in each ? each.custom_id : '')),
    );

  it('are a row for the passages and one for the answer', () => {
    const citations = [citation(), citation({ rank: 2 })];
    const both = answer({ citations, further: [ref, { ...ref, start: 45 }] });
    expect(idsFor(both, { questionId: 12 })).toEqual([
      [
        '1:context:1:0123456789abcdef.f12f0119:100:300',
        '1:context:2:0123456789abcdef.f12f0119:100:300',
      ],
      ['1:more:ASNFZ4mra.10~ASNFZ4mr19.1', '1:vote:yes:12', '1:vote:no:12'],
    ]);
  });

  it('share an answer that only the asker sees', () => {
    expect(idsFor(answer(), { canShare: true })[1]).toEqual([
      '1:share',
      '1:vote:yes:',
      '1:vote:no:',
    ]);
    expect(idsOf(renderAnswer(answer()))).not.toContain('1:share');
  });

  it('take only the vote that something was missing when nothing was found', () => {
    const none = answer({ kind: 'none', citations: [], reason: 'nothing is near' });
    expect(idsFor(none, { questionId: 3 })).toEqual([['1:vote:no:3']]);
  });

  it('are none below small talk', () => {
    const hello = answer({ kind: 'none', citations: [], reason: 'hello', smallTalk: true });
    expect(idsFor(hello, { canShare: true })).toEqual([]);
  });
});
