import { describe, expect, test } from 'vitest';
import type { Example } from '../../src/evaluation/example.js';
import { fitWeights } from '../../src/evaluation/fit.js';
import { fitFeatures } from '../../src/evaluation/fit-features.js';
import { FEATURES } from '../../src/retrieval/features.js';
import { confidenceOf, type RankerWeights } from '../../src/retrieval/ranker.js';
import { allFeatures, queryOf, termOf } from '../retrieval/made-up.js';
import { exampleOf, FIRST, preferring, SECOND } from './examples.js';

const times = (count: number, make: (i: number) => Example) =>
  Array.from({ length: count }, (_, i) => make(i));
const prefers = (features: RankerWeights['features']) =>
  features[FIRST] > features[SECOND] ? FIRST : SECOND;

describe('the weights of the features', () => {
  const balanced = times(20, (i) => preferring(`${i}`, i % 2 === 0 ? FIRST : SECOND));

  test('follow what most examples ask for', () => {
    const mixed = times(30, (i) => preferring(`${i}`, i % 3 === 0 ? SECOND : FIRST));
    expect(prefers(fitFeatures(mixed))).toBe(FIRST);
    expect(prefers(fitFeatures([...mixed, ...times(20, (i) => preferring(`s${i}`, SECOND))]))).toBe(
      SECOND,
    );
  });

  test('stay at none for what tells nothing', () => {
    for (const weight of Object.values(fitFeatures(balanced))) expect(weight).toBeCloseTo(0, 6);
  });

  test('are pulled towards the prior, and follow it where the examples tell nothing', () => {
    const prior = { ...allFeatures(0), [FIRST]: 1, heading: 1.5 };
    const fitted = fitFeatures(balanced, prior);
    expect(prefers(fitted)).toBe(FIRST);
    expect(fitted[FIRST]).toBeLessThan(1);
    expect(fitted.heading).toBe(1.5);
  });

  test('lie between what the examples ask for and the prior', () => {
    const examples = times(20, (i) => preferring(`${i}`, i % 4 === 0 ? SECOND : FIRST));
    const alone = fitFeatures(examples)[FIRST];
    const pulled = fitFeatures(examples, { ...allFeatures(0), [FIRST]: 10 })[FIRST];
    expect(pulled).toBeGreaterThan(alone);
    expect(pulled).toBeLessThan(10);
  });

  test('overrule the prior when every example contradicts it', () => {
    const prior = { ...allFeatures(0), [FIRST]: 1 };
    const examples = times(20, (i) => preferring(`${i}`, SECOND));
    expect(prefers(fitFeatures(examples, prior))).toBe(SECOND);
  });

  test('are those of the prior when there is no example, and none without a prior', () => {
    const prior = { ...allFeatures(0.25), [SECOND]: -2 };
    expect(fitFeatures([], prior)).toEqual(prior);
    expect(fitFeatures([])).toEqual(allFeatures(0));
  });

  test('learn nothing from questions without an answer', () => {
    const unanswerable = times(10, (i) => exampleOf(`n${i}`, [{ [FIRST]: 1 }, {}], []));
    const examples = times(5, (i) => preferring(`${i}`, SECOND));
    expect(fitFeatures([...examples, ...unanswerable])).toEqual(fitFeatures(examples));
  });

  test('make the answer likelier among as many sentences as hold it', () => {
    const both = times(10, (i) =>
      exampleOf(`${i}`, [{ [FIRST]: 1 }, { [FIRST]: 1 }, { [SECOND]: 1 }], [0, 1]),
    );
    expect(prefers(fitFeatures(both))).toBe(FIRST);
  });
});

describe('a fit', () => {
  const number = queryOf([termOf('crown')], { answerType: 'number' });
  /** Which of the two is right is the same in each, so only the evidence can tell. */
  const examples = (isRight: (i: number) => boolean) =>
    times(60, (i) =>
      preferring(`${i}`, FIRST, {
        isRight: () => isRight(i),
        ...(i % 2 === 0 ? { query: number } : {}),
      }),
    );
  const evidence = { sentence: 1, spread: 0, terms: 0, number: 0, missing: 0 };

  test('is sure when the first citation was right, and unsure when it was not', () => {
    const { confidence: right } = fitWeights(examples(() => true));
    const { confidence: wrong } = fitWeights(examples(() => false));
    expect(confidenceOf(evidence, right)).toBeGreaterThan(0.8);
    expect(confidenceOf(evidence, wrong)).toBeLessThan(0.2);
  });

  test('learns of which questions it can be less sure', () => {
    const { confidence } = fitWeights(examples((i) => i % 2 === 1));
    expect(confidenceOf(evidence, confidence)).toBeGreaterThan(0.5);
    expect(confidenceOf({ ...evidence, number: 1, missing: 0 }, confidence)).toBeLessThan(0.5);
  });

  test('judges a quote as it would be presented: as the answer, or as the closest', () => {
    // Half are right as the closest, so none is presented as the answer, in which all are right.
    const shown = times(40, (i) =>
      preferring(`${i}`, FIRST, { isRight: (_, isAnswer) => isAnswer || i % 2 === 0 }),
    );
    expect(confidenceOf(evidence, fitWeights(shown).confidence)).toBeLessThan(0.6);
    // Nearly all are right as the closest, so they are presented as the answer, and wrong in that.
    const misled = times(40, (i) =>
      preferring(`${i}`, FIRST, { isRight: (_, isAnswer) => !isAnswer }),
    );
    expect(confidenceOf(evidence, fitWeights(misled).confidence)).toBeLessThan(0.2);
  });

  test('takes the prior for the ranking', () => {
    const prior = { ...allFeatures(0), heading: 1.5 };
    expect(
      fitWeights(
        examples(() => true),
        prior,
      ).features.heading,
    ).toBe(1.5);
  });

  test('is the same at every run', () => {
    const mixed = () => times(30, (i) => preferring(`${i % 7}`, i % 3 === 0 ? SECOND : FIRST));
    expect(JSON.stringify(fitWeights(mixed()))).toBe(JSON.stringify(fitWeights(mixed())));
  });

  test('names every feature', () => {
    expect(Object.keys(fitWeights(examples(() => true)).features)).toEqual([...FEATURES]);
  });
});
