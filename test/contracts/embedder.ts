import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Embedder } from '../../src/embedding/embedder.js';

/** Rounding differs with the length of a batch; a wrong mask differs in the first digits. */
const CLOSE = 1e-5;

const MIXED = [
  'The delegation met in Geneva.',
  'Peace',
  '',
  'The United States and Ukraine said in a joint statement that talks on a plan to end the war were highly productive, and that intensive work would go on over the coming days. '.repeat(
    4,
  ),
  'Sanctions',
  'Who led the Ukrainian delegation?',
];

/** What every `Embedder` promises, on whatever model and however it was opened. */
export function embedderContract(name: string, open: () => Promise<Embedder>): void {
  describe(`an embedder ${name}`, () => {
    let embedder: Embedder;

    beforeAll(async () => {
      embedder = await open();
    });
    afterAll(() => embedder?.close());

    const embedOne = async (text: string) =>
      (await embedder.embed([text], 'passage'))[0] as Float32Array;

    test('says which model it is, and a fingerprint that is a hash', () => {
      expect(embedder.name).not.toBe('');
      expect(embedder.fingerprint).toMatch(/^[0-9a-f]{64}$/);
      expect(embedder.dimension).toBeGreaterThan(1);
      expect(embedder.maxTokens).toBeGreaterThan(16);
    });

    test('gives a unit vector of its dimension for a text with words', async () => {
      for (const vector of await embedder.embed(MIXED.filter(Boolean), 'passage')) {
        expect(vector).toHaveLength(embedder.dimension);
        expect(lengthOf(vector)).toBeCloseTo(1, 5);
      }
    });

    test('gives nothing for no texts', async () => {
      expect(await embedder.embed([], 'question')).toEqual([]);
    });

    test('keeps the order of texts of mixed lengths over several batches', async () => {
      const texts = Array.from({ length: 20 }, () => MIXED).flat();
      const alone = await Promise.all(MIXED.map(embedOne));
      const together = await embedder.embed(texts, 'passage');
      expect(together).toHaveLength(texts.length);
      const furthest = together.map((vector, i) =>
        distance(vector, alone[i % MIXED.length] as Float32Array),
      );
      expect(Math.max(...furthest)).toBeLessThan(CLOSE);
    });

    test('gives a short text the same vector beside a long one, which pads it', async () => {
      const padded = await embedder.embed(['Peace', 'war and peace '.repeat(60)], 'passage');
      expect(distance(padded[0] as Float32Array, await embedOne('Peace'))).toBeLessThan(CLOSE);
    });

    test('gives the same vector again', async () => {
      expect(await embedOne('Geneva')).toEqual(await embedOne('Geneva'));
    });

    test('sets like texts nearer than unlike ones', async () => {
      const [ceasefire, truce, bakery] = (await embedder.embed(
        ['a ceasefire was agreed', 'a truce was agreed', 'the bakery sells bread'],
        'passage',
      )) as [Float32Array, Float32Array, Float32Array];
      expect(dot(ceasefire, truce)).toBeGreaterThan(dot(ceasefire, bakery));
    });

    test.each([
      ['an empty text', ''],
      ['white space', ' \n\t '],
      ['emoji', '🙂👩‍👩‍👧‍👦🇺🇦'],
      ['half of a surrogate pair', 'a \ud83d b'],
      ['control characters', '\u0000\u0007\u001b[31m'],
      ['the names of special tokens', '[CLS] [SEP] [PAD] [UNK] [MASK]'],
      ['a script it may not know', '漢字 ひらがな Здравствуйте مرحبا'],
      ['one endless word', 'x'.repeat(20_000)],
      ['more tokens than it reads', 'peace talks '.repeat(4_000)],
    ])('gives finite numbers for %s', async (_, text) => {
      const vector = await embedOne(text);
      expect(vector).toHaveLength(embedder.dimension);
      expect(vector.every(Number.isFinite)).toBe(true);
    });

    test('cuts a text that is too long, so that what is far behind changes nothing', async () => {
      const long = 'peace talks '.repeat(embedder.maxTokens);
      expect(distance(await embedOne(`${long} bakery`), await embedOne(long))).toBeLessThan(CLOSE);
    });

    test('counts tokens without special ones', () => {
      expect(embedder.countTokens('')).toBe(0);
      const one = embedder.countTokens('peace');
      expect(one).toBeGreaterThan(0);
      expect(embedder.countTokens('peace '.repeat(10))).toBe(10 * one);
    });

    test('carries out overlapping calls, each with its own result', async () => {
      const alone = [];
      for (const text of MIXED) alone.push(await embedOne(text));
      const overlapping = await Promise.all(MIXED.map(embedOne));
      expect(overlapping).toEqual(alone);
    });
  });
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);
}

function lengthOf(vector: Float32Array): number {
  return Math.sqrt(dot(vector, vector));
}

/** Largest difference of a component. */
function distance(a: Float32Array, b: Float32Array): number {
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] as number))), 0);
}
