import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SAMPLED, sampleOf, similarityStatistics } from '../../src/index/statistics.js';
import { compoundsOf, WORD, wordsOf } from '../../src/index/words.js';
import { anyText } from '../passages/texts.js';

describe('words', () => {
  test.each([
    ['The U.S. and the U.K.', ['the', 'us', 'and', 'the', 'uk']],
    ['Élysée, café, naïve', ['elysee', 'cafe', 'naive']],
    ['600,000 of 1,234,567 and 3.5', ['600000', 'of', '1234567', 'and', '3.5']],
    ["Ukraine’s and TRUMP'S, don’t", ['ukraine', 'and', 'trump', 'dont']],
    ['28-point take-it-or-leave-it', ['28', 'point', 'take', 'it', 'or', 'leave', 'it']],
    ['Київ 日本語 ﬁn', ['киів', '日本語', 'fin']],
    ['👩‍👩‍👧‍👦 — “…” \u0000', []],
  ])('of "%s" are as the index knows them', (text, expected) => {
    const words = wordsOf(text).map(({ word }) => word);
    expect(words).toEqual(expected);
  });

  test.each([
    ['a.a.a.', ['aaa']],
    ['a.a.aa and a.b', ['a', 'a', 'aa', 'and', 'a', 'b']],
    ['the Ph.D. of J.R.R. Tolkien', ['the', 'ph', 'd', 'of', 'jrr', 'tolkien']],
    ['word.U.S. troops', ['word', 'us', 'troops']],
    ['a.'.repeat(12), ['a'.repeat(12)]],
    ['a.'.repeat(13), Array.from({ length: 13 }, () => 'a')],
  ])('of the initialisms in "%s" are told from single letters', (text, expected) => {
    expect(wordsOf(text).map(({ word }) => word)).toEqual(expected);
  });

  test('of a row of letters and dots without end are found in one pass', () => {
    const startedAt = performance.now();
    expect(wordsOf(`${'a.'.repeat(150_000)}aa`)).toHaveLength(150_001);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  test('are what the pattern of words matches, in any text', () => {
    const character = fc.constantFrom(..."aAsSſKzé0²9.,’'_- 𝐀\u0301\u00a0—“日\ud835\n");
    const text = fc.oneof(
      anyText,
      fc.array(character, { maxLength: 12 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, (text) => {
        const spans = wordsOf(text).map(({ start, end }) => [start, end]);
        const matched = [...text.matchAll(WORD)].map(({ 0: { length }, index }) => [
          index,
          index + length,
        ]);
        expect(spans).toEqual(matched);
      }),
      { numRuns: 3_000 },
    );
  });

  test('stand where they say, in order, in any text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let position = 0;
        for (const { word, start, end, capital } of wordsOf(text)) {
          expect(start).toBeGreaterThanOrEqual(position);
          expect(end).toBeGreaterThan(start);
          expect(capital).toBe(/^\p{Lu}/u.test(text.slice(start, end)));
          expect(word).toBe(word.toLowerCase());
          position = end;
        }
        expect(position).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

describe('compounds', () => {
  const compounds = (text: string) => compoundsOf(wordsOf(text), text);

  test.each([
    ['A cease-fire', ['ceasefire']],
    ['the take-it-or-leave-it tone of co-operation', ['takeitorleaveit', 'cooperation']],
    ['cease‐fire, cease‑fire', ['ceasefire', 'ceasefire']],
    ['Élysée-Paris', ['elyseeparis']],
  ])('in "%s" are the words that hyphens join, as one', (text, expected) => {
    expect(compounds(text)).toEqual(expected);
  });

  test.each([
    'cease fire',
    'cease - fire',
    'cease- fire',
    'cease– fire',
    'London–Paris',
    'cease-',
    '-fire',
    '28-point',
    'F-16',
    'a, b',
    '',
  ])('are none in "%s"', (text) => {
    expect(compounds(text)).toEqual([]);
  });

  test('are written as `wordsOf` writes the word without a hyphen', () => {
    expect(compounds('CEASE-FIRE')).toEqual(wordsOf('Ceasefire').map(({ word }) => word));
  });

  test('are never more than the words, whatever the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const words = wordsOf(text);
        expect(compoundsOf(words, text).length * 2).toBeLessThanOrEqual(words.length);
      }),
    );
  });
});

describe('the cosines of words taken at random', () => {
  test('have a mean and a deviation', () => {
    const [x, y] = [Float32Array.of(1, 0), Float32Array.of(0, 1)];
    // The three pairs have the cosines 1, 0 and 0.
    const { mean, deviation } = similarityStatistics([x, x, y]);
    expect(mean).toBeCloseTo(1 / 3);
    expect(deviation).toBeCloseTo(Math.sqrt(2 / 9));
  });

  test('never have a deviation of nothing', () => {
    const x = Float32Array.of(1, 0);
    expect(similarityStatistics([x, x, x]).deviation).toBeGreaterThan(0);
    expect(similarityStatistics([x])).toEqual({ mean: 0, deviation: 1 });
    expect(similarityStatistics([])).toEqual({ mean: 0, deviation: 1 });
  });
});

test('words are sampled by their hashes, the same ones however they come', () => {
  const words = Array.from({ length: 5 * SAMPLED }, (_, i) => `word${i}`);
  const byHash = words
    .map((word) => ({ word, hash: createHash('sha256').update(word).digest('hex') }))
    .sort((a, b) => (a.hash < b.hash ? -1 : 1))
    .map(({ word }) => word);
  for (const order of [words, words.toReversed(), byHash, byHash.toReversed()])
    expect(sampleOf(order)).toEqual(byHash.slice(0, SAMPLED));
  expect(sampleOf(words.slice(0, 7))).toEqual(byHash.filter((w) => words.indexOf(w) < 7));
});
