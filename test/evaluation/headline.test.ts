import { expect, test } from 'vitest';
import { headlineOf } from '../../src/evaluation/headline.js';
import type { Outcome } from '../../src/evaluation/metrics.js';

function outcome(answerable: boolean, kind: string, confidence: number, hit?: number): Outcome {
  const question = { id: 'q', question: '?', answerable, kind: 'direct', gold: [], group: 'q' };
  return { question, kind, confidence, hit };
}

test('the headline counts hits among the answerable and false answers among the others', () => {
  const figures = headlineOf([
    outcome(true, 'quoted', 0.95, 1),
    outcome(true, 'quoted', 0.85, 3),
    outcome(false, 'quoted', 0.75),
    outcome(false, 'none', 0.05),
  ]);
  expect(figures).toMatchObject({ hitAt1: 0.5, hitAt3: 1, auroc: 1, falselyQuoted: 0.5 });
  expect(figures.ece).toBeCloseTo((0.05 + 0.85 + 0.75 + 0.05) / 4);
});
