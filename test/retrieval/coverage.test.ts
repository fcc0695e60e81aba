import { describe, expect, test } from 'vitest';
import { Coverage } from '../../src/retrieval/coverage.js';
import type { NamedTerms, Term } from '../../src/retrieval/query.js';
import { TermMatcher } from '../../src/retrieval/word-match.js';
import { queryOf, termOf, vocabulary } from './made-up.js';

const NOBODY = new Map<string, number>();
const entry = vocabulary();

function coverageOf(terms: readonly Term[], named: readonly NamedTerms[] = []): Coverage {
  const background = { mean: 0, deviation: 0.1 };
  const matchers = terms.map((term) => new TermMatcher(term, undefined, background));
  return new Coverage(queryOf(terms, { named }), matchers);
}

const FERRY = [termOf('ferry'), termOf('island', { weight: 3 })];

describe('the row of a text', () => {
  test('is 1 for each term that stands in it, in any inflection, and 0 for the others', () => {
    const coverage = coverageOf(FERRY);
    expect([...coverage.of([entry('ferries'), entry('bread')], NOBODY)]).toEqual([1, 0]);
    expect([...coverage.of([entry('islands'), entry('ferry')], NOBODY)]).toEqual([1, 1]);
    expect([...coverage.of([], NOBODY)]).toEqual([0, 0]);
  });

  test.each([
    ['a place', 'place:CA'],
    ['a person', 'person:4'],
    ['a number', 'number:28'],
  ])('counts another name of %s nearly as much as the term itself', (_, concept) => {
    const coverage = coverageOf(FERRY, [{ concept, weight: 1, held: true, terms: [1] }]);
    const [other, value] = coverage.of([], new Map([[concept, 1]]));
    expect(other).toBe(0);
    expect(value).toBeGreaterThan(0.8);
    expect(value).toBeLessThan(1);
    expect([...coverage.of([], new Map([['place:XX', 1]]))]).toEqual([0, 0]);
  });

  test('counts another name the less, the less sure either side is of what it means', () => {
    const meant = (asked: number, written: number) =>
      coverageOf(FERRY, [{ concept: 'place:CA', weight: asked, held: true, terms: [0] }]).of(
        [],
        new Map([['place:CA', written]]),
      )[0] as number;
    expect(meant(1, 0.5)).toBeCloseTo(meant(0.5, 1));
    expect(meant(0.5, 0.5)).toBeCloseTo(meant(1, 1) / 4);
  });

  test('keeps the word itself where it stands beside another name', () => {
    const coverage = coverageOf(FERRY, [
      { concept: 'place:CA', weight: 1, held: true, terms: [0, 1] },
    ]);
    const row = coverage.of([entry('ferry')], new Map([['place:CA', 1]]));
    expect(row[0]).toBe(1);
    expect(row[1]).toBeLessThan(1);
  });

  test('meets all terms of a name of several words, and takes the surest of several names', () => {
    const coverage = coverageOf(FERRY, [
      { concept: 'person:1', weight: 0.4, held: true, terms: [0, 1] },
      { concept: 'person:2', weight: 0.8, held: true, terms: [0, 1] },
    ]);
    const both = new Map([
      ['person:1', 1],
      ['person:2', 1],
    ]);
    const surest = coverage.of([], new Map([['person:2', 1]]));
    expect([...coverage.of([], both)]).toEqual([...surest]);
    expect(surest[0]).toBe(surest[1]);
  });
});

describe('the union of rows', () => {
  const coverage = coverageOf(FERRY);

  test('has the larger value of each term', () => {
    const [a, b] = [Float32Array.of(1, 0.25), Float32Array.of(0.5, 0.75)];
    expect([...coverage.union([a, b])]).toEqual([1, 0.75]);
    expect([...coverage.union([b, a])]).toEqual([1, 0.75]);
    expect([...a]).toEqual([1, 0.25]);
  });

  test('of none is nothing', () => {
    expect([...coverage.union([])]).toEqual([0, 0]);
  });
});

describe('the share of a question', () => {
  const coverage = coverageOf(FERRY);

  test('counts each term by its weight', () => {
    expect(coverage.share(Float32Array.of(1, 0))).toBeCloseTo(0.25);
    expect(coverage.share(Float32Array.of(0, 1))).toBeCloseTo(0.75);
    expect(coverage.share(Float32Array.of(1, 1))).toBeCloseTo(1);
    expect(coverage.share(Float32Array.of(0.5, 0.5))).toBeCloseTo(0.5);
  });

  test('of exact words leaves out what is merely met', () => {
    expect(coverage.exactShare(Float32Array.of(1, 0.9))).toBeCloseTo(0.25);
    expect(coverage.exactShare(Float32Array.of(0.9, 0.9))).toBe(0);
  });

  test('is none, and a number, when no term weighs anything or there is none', () => {
    const weightless = coverageOf([termOf('ferry', { weight: 0 })]);
    expect(weightless.share(Float32Array.of(1))).toBe(0);
    expect(coverageOf([]).share(Float32Array.of())).toBe(0);
  });
});
