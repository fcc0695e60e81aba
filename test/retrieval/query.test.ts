import { beforeAll, describe, expect, test } from 'vitest';
import type { Generation } from '../../src/index/generation.js';
import { likeness, parseQuery, type Term } from '../../src/retrieval/query.js';
import { HARBOUR } from '../harbour.js';
import { openStage } from '../stage.js';

let generation: Generation;

beforeAll(async () => {
  ({ generation } = await openStage(HARBOUR));
});

const termsOf = (text: string) => parseQuery(text, generation).terms;
const wordsOf = (text: string) => termsOf(text).map(({ word }) => word);
const only = (text: string) => termsOf(text)[0] as Term;

describe('a question taken apart', () => {
  test('leaves out words that say nothing about what is asked', () => {
    expect(wordsOf('Hey bot, could you please tell me who the captain of the ferry is?')).toEqual([
      'captain',
      'ferry',
    ]);
  });

  test('may be left with nothing', () => {
    expect(wordsOf('hi, what is it?')).toEqual([]);
    expect(wordsOf('?!')).toEqual([]);
  });

  test('names each word once, in the order of the question', () => {
    expect(wordsOf('ferry captain, captain of the ferry')).toEqual(['ferry', 'captain']);
  });

  test('writes words as the index does: case, accents and possessives do not matter', () => {
    expect(wordsOf('Zdenka’s FERRY, Órlova')).toEqual(wordsOf('zdenka ferry orlova'));
  });

  test('keeps the question as it was put', () => {
    expect(parseQuery('Who is Ilse?', generation).text).toBe('Who is Ilse?');
  });

  test('tells words that the corpus knows, in any inflection, from those it does not', () => {
    expect(only('ferry').known).toBe(true);
    expect(only('ferries').known).toBe(true);
    expect(only('submarine').known).toBe(false);
  });

  test('weighs a rare word more than a common one, and one never seen the most', () => {
    const [common, rare, unknown] = ['ferry', 'beaufort', 'submarine'].map((word) => only(word));
    expect(common?.weight).toBeGreaterThanOrEqual(0);
    expect(rare?.weight).toBeGreaterThan(common?.weight as number);
    expect(unknown?.weight).toBeGreaterThan(rare?.weight as number);
  });

  test('finds spellings of a misspelled word that the corpus knows, the most alike first', () => {
    const { known, spellings } = only('Orlowa');
    expect(known).toBe(false);
    expect(spellings[0]?.word).toBe('orlova');
    expect(only('Beufort').spellings.map(({ word }) => word)).toContain('beaufort');
    const all = only('passenger').spellings.map((spelling) => spelling.likeness);
    expect(all).toEqual([...all].sort((a, b) => b - a));
    for (const share of all) expect(share).toBeLessThanOrEqual(1);
  });

  test('takes neither short words nor figures for misspelled ones', () => {
    expect(only('pie').spellings).toEqual([]);
    expect(only('1912').spellings).toEqual([]);
  });

  test('never names a word as another spelling of itself', () => {
    for (const { word, spellings } of termsOf('ferry captain harbour passenger')) {
      expect(spellings.map((spelling) => spelling.word)).not.toContain(word);
    }
  });

  test.each([
    ['Who is the captain?', 'person'],
    ['When does the ferry leave?', 'date'],
    ['How many children travel free?', 'number'],
    ['What did the harbour master say?', 'speech'],
    ['Why is the pier closed?', 'any'],
  ])('asks in %j for the type %s', (text, type) => {
    expect(parseQuery(text, generation).answerType).toBe(type);
  });
});

describe('the likeness of two words', () => {
  test('is 1 for the same word, 0 for words without a common trigram, and the same both ways', () => {
    expect(likeness('harbour', 'harbour')).toBe(1);
    expect(likeness('harbour', 'clock')).toBe(0);
    expect(likeness('harbour', 'harbor')).toBe(likeness('harbor', 'harbour'));
    expect(likeness('zelensky', 'zelenskyy')).toBeGreaterThan(likeness('zelensky', 'zebra'));
  });
});
