import { describe, expect, test } from 'vitest';
import type { Evaluated } from '../../src/evaluation/evaluate.js';
import type { Outcome } from '../../src/evaluation/metrics.js';
import { failures, summary } from '../../src/evaluation/print.js';
import { confidences, rankings } from '../../src/evaluation/squad-print.js';

function outcome(i: number, change: Partial<Outcome> & { answerable?: boolean } = {}): Outcome {
  const { answerable = true, ...rest } = change;
  const gold = answerable ? [{ file: 'a.txt', quote: 'It is\n so.' }] : [];
  const question = { id: `q${i}`, question: 'Is it?', answerable, kind: 'direct', gold };
  return {
    question: { ...question, group: `q${i}` },
    kind: 'quoted',
    confidence: 0.75,
    hit: 1,
    ...rest,
  };
}

const many = (count: number, make: (i: number) => Outcome) =>
  Array.from({ length: count }, (_, i) => make(i));

describe('the figures of a set', () => {
  test('have their ranges beside them', () => {
    const text = summary(many(100, (i) => outcome(i, { hit: i % 4 === 0 ? 2 : 1 })));
    expect(text).toMatch(/^direct +100 +75\.0 % +6\d…8\d +100\.0 % +100…100 +100\.0 % +100…100$/m);
    expect(text).toMatch(/^AUROC of the confidence +–/m);
    expect(text).toMatch(
      /^expected calibration error {2}0\.000 \(chance alone: up to 0\.0[5-9]\d\)$/m,
    );
  });

  test('say in a sentence when the confidence is off, and only then', () => {
    const off = summary(many(100, (i) => outcome(i, { hit: i % 2 === 0 ? 1 : undefined })));
    expect(off).toMatch(/The confidence is off here, by 0\.25/);
    expect(summary(many(100, (i) => outcome(i, { hit: i % 4 === 0 ? 2 : 1 })))).not.toMatch(
      /is off/,
    );
  });
});

test('a failure is listed with what was quoted instead and every gold quote', () => {
  const composed = { kind: 'closest', confidence: 0.4, citations: [], further: [] } as const;
  const wrong: Evaluated = { ...outcome(1, { hit: undefined, confidence: 0.4 }), composed };
  const right: Evaluated = { ...outcome(2), composed };
  expect(failures([wrong, right])).toBe(
    'q1 direct, hit –, confidence 0.40: Is it?\n  quoted: (nothing)\n  wanted: It is so.\n',
  );
});

describe('a comparison', () => {
  const ours = many(60, (i) => outcome(i, { hit: i % 3 === 0 ? 2 : 1 }));

  test('shows how far ahead or behind we are, with a range of the paired difference', () => {
    const worse = ours.map((one, i) => ({ ...one, hit: i % 5 === 0 ? undefined : one.hit }));
    const text = rankings(ours, [{ name: 'other', placed: worse }]);
    expect(text).toMatch(/^Verbatim +66\.7 % .*0\.833/m);
    expect(text).toMatch(/^ahead of other +\+13\.3 +\+\d\.\d…\+2\d\.\d +\+20\.0 /m);
    const [, gaps = ''] = rankings(worse, [{ name: 'other', placed: ours }]).split('\n\n');
    expect(gaps).toMatch(/−13\.3 +−2\d\.\d…−\d\.\d/);
  });

  test('gives no sign to a difference that is none', () => {
    const text = rankings(ours, [{ name: 'same', placed: ours }]);
    expect(text).toMatch(/^ahead of same +0\.0 +0\.0…0\.0 /m);
  });

  test('tells of the confidence what there is to tell', () => {
    const answerableOnly = confidences('confidence', ours);
    expect(answerableOnly).not.toMatch(/AUROC|unanswerable/);
    const mixed = [
      ...ours,
      ...many(60, (i) =>
        outcome(i, { answerable: false, hit: undefined, confidence: 0.1, kind: 'closest' }),
      ),
    ];
    const text = confidences('confidence', mixed);
    expect(text).toMatch(/^AUROC +120 +1\.000/m);
    expect(text).toMatch(/^quoted, unanswerable +60 +0\.0 %/m);
    expect(text).toMatch(/^expected calibration error {2}0\.\d{3} /m);
  });
});
