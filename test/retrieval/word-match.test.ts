import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Generation } from '../../src/index/generation.js';
import { isRemembered, matcherOf, TermMatcher } from '../../src/retrieval/word-match.js';
import { Workshop } from '../index/workshop.js';
import { termOf, vocabulary } from './made-up.js';

/** Cosines of this model are 0 on average, so 0.25 is where relatedness begins, 0.8 where it is full. */
const BACKGROUND = { mean: 0, deviation: 0.1 };
const X = Float32Array.of(1, 0);
/** A unit vector whose cosine with `X` is the given one. */
const at = (cosine: number) => Float32Array.of(cosine, Math.sqrt(1 - cosine * cosine));

describe('how well a word meets a term', () => {
  const entry = vocabulary();
  const matcher = new TermMatcher(
    termOf('orlowa', { spellings: [{ word: 'orlova', likeness: 0.6 }] }),
    X,
    BACKGROUND,
  );

  test('is 1 for the word and its inflections, whatever their vectors', () => {
    const term = new TermMatcher(termOf('repair'), X, BACKGROUND);
    expect(term.match(entry('repair'))).toBe(1);
    expect(term.match(entry('repairs', at(-1)))).toBe(1);
  });

  test('is less for another spelling, by its likeness', () => {
    const value = matcher.match(entry('orlova'));
    expect(value).toBeGreaterThan(0.4);
    expect(value).toBeLessThan(0.6);
  });

  test('grows with how far the vectors are more alike than those of unrelated words', () => {
    const values = [-1, 0, 0.2, 0.3, 0.5, 0.7, 0.85, 1].map((cosine) =>
      matcher.match(entry('quay', at(cosine))),
    );
    expect(values.slice(0, 3)).toEqual([0, 0, 0]);
    expect(values).toEqual([...values].sort((a, b) => a - b));
    expect(values.at(-1)).toBe(values.at(-2));
    expect(values.at(-1)).toBeLessThan(1);
  });

  test('is measured against what is usual for the model', () => {
    const cosine = entry('quay', at(0.5));
    const narrow = new TermMatcher(termOf('pier'), X, { mean: 0.4, deviation: 0.1 });
    expect(narrow.match(cosine)).toBe(0);
    expect(matcher.match(cosine)).toBeGreaterThan(0);
  });

  test('is that of the better of spelling and relatedness', () => {
    const value = matcher.match(entry('orlova', at(1)));
    const spelled = matcher.match(entry('orlova'));
    expect(value).toBeGreaterThan(spelled);
    expect(matcher.match(entry('orlova', at(0)))).toBe(spelled);
  });

  test('is nothing for an unrelated word, or where a vector is missing', () => {
    expect(matcher.match(entry('bread'))).toBe(0);
    const bare = new TermMatcher(termOf('pier'), undefined, BACKGROUND);
    expect(bare.vector).toBeUndefined();
    expect(bare.match(entry('quay', X))).toBe(0);
  });

  test('is at best that of one word among several', () => {
    const pier = new TermMatcher(termOf('pier'), X, BACKGROUND);
    expect(pier.best([entry('bread'), entry('piers'), entry('quay', at(0.5))])).toBe(1);
    expect(pier.best([])).toBe(0);
  });

  test('is the same when it is asked again, also for words met long after the first', () => {
    const make = vocabulary();
    const words = Array.from({ length: 3000 }, (_, i) =>
      make(`word${i}`, at(((i * 37) % 100) / 100)),
    );
    const term = new TermMatcher(termOf('word1500'), X, BACKGROUND);
    // From the end: the first value has to be kept where there is no room for it yet.
    const first = [...words].reverse().map((word) => term.match(word));
    expect(first[1499]).toBe(1);
    for (const [i, word] of [...words].reverse().entries()) {
      const fresh = new TermMatcher(termOf('word1500'), X, BACKGROUND).match(word);
      // Values are kept in single precision.
      expect(Math.abs(term.match(word) - (first[i] as number))).toBeLessThan(1e-6);
      expect(Math.abs(fresh - (first[i] as number))).toBeLessThan(1e-6);
    }
  });
});

describe('the matcher of a term', () => {
  let workshop: Workshop;
  let generation: Generation;
  beforeAll(async () => {
    workshop = await Workshop.with({ 'a.txt': 'The ferry to the island leaves at seven.' });
    await workshop.update();
  });
  beforeEach(async () => {
    generation = await workshop.open();
  });

  test('is made once a generation, and its vector asked for once', () => {
    let asked = 0;
    const vector = () => {
      asked++;
      return X;
    };
    const term = termOf('ferry');
    expect(isRemembered(term, generation)).toBe(false);
    const first = matcherOf(term, generation, vector);
    expect(isRemembered(term, generation)).toBe(true);
    expect(matcherOf(term, generation, vector)).toBe(first);
    expect(asked).toBe(1);
  });

  test('is another one for another generation', async () => {
    const other = await workshop.open();
    const term = termOf('ferry');
    const first = matcherOf(term, generation, () => X);
    expect(isRemembered(term, other)).toBe(false);
    expect(matcherOf(term, other, () => X)).not.toBe(first);
  });
});
