import { describe, expect, test } from 'vitest';
import {
  type Ablation,
  ablate,
  ablationTable,
  logLikelihood,
} from '../../src/evaluation/ablation.js';
import { rankedOutcome } from '../../src/evaluation/comparison.js';
import { FEATURES } from '../../src/retrieval/features.js';
import { allFeatures } from '../retrieval/made-up.js';
import { exampleOf, preferring } from './examples.js';

/**
 * Only `order` tells the answer from the other sentence; `bm25` is large in both. The second of the
 * two has another wording, as copies count once, by a trace of `characters` that tells nothing.
 */
const EXAMPLES = Array.from({ length: 20 }, (_, i) => {
  const right = i % 4 === 3 ? [] : [i % 2];
  const features = [0, 1].map((at) => ({
    bm25: 1,
    characters: at * 1e-9,
    order: right.includes(at) ? 1 : 0,
  }));
  return exampleOf(`${i}`, features, right);
});

const without = (ablations: readonly Ablation[], name: Ablation['leftOut']) =>
  ablations.find(({ leftOut }) => leftOut === name) as Ablation;

describe('an ablation', () => {
  const ablations = ablate(EXAMPLES, rankedOutcome);
  const whole = without(ablations, undefined);

  test('leaves nothing out, and then each feature', () => {
    expect(ablations.map(({ leftOut }) => leftOut)).toEqual([undefined, ...FEATURES]);
  });

  test('is worse without the feature that tells the answer', () => {
    const missed = without(ablations, 'order');
    expect(whole.hit1).toBe(1);
    expect(missed.hit1).toBeLessThan(1);
    expect(missed.hit3).toBe(1);
    expect(missed.logLikelihood).toBeCloseTo(Math.log(0.5), 6);
    expect(whole.logLikelihood).toBeGreaterThan(missed.logLikelihood);
    expect(whole.auroc).toBeGreaterThan(missed.auroc);
  });

  test('is as good without a feature that tells nothing', () => {
    expect(without(ablations, 'bm25').logLikelihood).toBeCloseTo(whole.logLikelihood, 6);
  });

  test('leaves the examples as they were', () => {
    const copy = structuredClone(EXAMPLES.map(({ retrieved }) => retrieved));
    ablate(EXAMPLES, rankedOutcome);
    expect(EXAMPLES.map(({ retrieved }) => retrieved)).toEqual(copy);
  });

  test('fits each time with the prior', () => {
    const prior = { ...allFeatures(0), order: -50 };
    const pulled = ablate(EXAMPLES, rankedOutcome, prior);
    expect(without(pulled, undefined).logLikelihood).toBeLessThan(whole.logLikelihood);
    expect(without(pulled, 'order').logLikelihood).toBeCloseTo(Math.log(0.5), 6);
  });
});

describe('the likelihood of an answer', () => {
  test('is shared evenly under weights that tell nothing', () => {
    expect(logLikelihood(preferring('', 'sentence'), allFeatures(0))).toBeCloseTo(Math.log(0.5));
    const both = exampleOf('', [{}, {}, {}], [0, 2]);
    expect(logLikelihood(both, allFeatures(0))).toBeCloseTo(Math.log(2 / 3));
  });

  test('does not overflow, however large the scores', () => {
    const example = preferring('', 'sentence');
    const weights = { ...allFeatures(0), sentence: 5000 };
    expect(logLikelihood(example, weights)).toBeCloseTo(0);
    expect(logLikelihood(example, { ...weights, sentence: -700 })).toBeCloseTo(-700);
  });

  test('is no number where the answer was not retrieved', () => {
    expect(logLikelihood(exampleOf('', [{}, {}], []), allFeatures(0))).toBeNaN();
    expect(logLikelihood(exampleOf('', [], []), allFeatures(0))).toBeNaN();
  });
});

test('the table begins with all features and goes on with those that are missed most', () => {
  const figures = { hit1: 0.5, hit3: Number.NaN, auroc: 0.8123 };
  const table = ablationTable([
    { leftOut: undefined, ...figures, logLikelihood: -1 },
    { leftOut: 'exact', ...figures, logLikelihood: -1.5 },
    { leftOut: 'bm25', ...figures, logLikelihood: -2.25 },
  ]);
  expect(table.split('\n')).toEqual([
    '| left out | hit@1 | hit@3 | AUROC | log-likelihood |',
    '| --- | ---: | ---: | ---: | ---: |',
    '| nothing | 50.0 % | – | 0.812 | −1.0000 |',
    '| `bm25` | 50.0 % | – | 0.812 | −2.2500 |',
    '| `exact` | 50.0 % | – | 0.812 | −1.5000 |',
  ]);
});
