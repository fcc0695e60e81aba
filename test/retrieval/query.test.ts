import { beforeAll, describe, expect, test } from 'vitest';
import type { Generation } from '../../src/index/generation.js';
import { likeness, parseQuery, type Term } from '../../src/retrieval/query.js';
import { HARBOUR } from '../harbour.js';
import { openStage } from '../stage.js';

let generation: Generation;

beforeAll(async () => {
  const mayor = 'Mayor Leora Vance said the bridge over the river is safe.';
  ({ generation } = await openStage({ ...HARBOUR, 'mayor.txt': mayor }));
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

describe('a question as people type it', () => {
  test('loses greetings and requests from its text, too, and nothing from its middle', () => {
    const { text } = parseQuery('hey, quick question: who is the captain? thanks!', generation);
    expect(text).toBe('who is the captain?');
    expect('hey, quick question: who is the captain? thanks!').toContain(text);
  });

  test('has its shorthand written out, unless the corpus knows the word', () => {
    expect(wordsOf('ppl on the ferry')).toEqual(['people', 'ferry']);
    expect(wordsOf('800k crowns')).toEqual(['800000', 'crowns']);
    expect(wordsOf('which quay')).toEqual(['quay']);
  });

  test('says in contractions nothing but what they stand for', () => {
    expect(wordsOf("what's the captain's name and whos he")).toEqual(
      wordsOf('what is the captain name and who is he'),
    );
  });

  test('never has a word corrected that the corpus knows, however like another one', () => {
    for (const word of ['ferry', 'ferries', 'beam', 'beams', 'quay', 'moors']) {
      const { known, spellings } = only(word);
      expect(known, word).toBe(true);
      expect(spellings, word).toEqual([]);
    }
  });

  test('is taken apart the same whatever was asked before', () => {
    const before = parseQuery('Orlowa skipers quay', generation);
    for (let i = 0; i < 2100; i++) parseQuery(`word${i}`, generation);
    expect(parseQuery('Orlowa skipers quay', generation)).toEqual(before);
  });
});

describe('what a question names', () => {
  const named = (text: string) => {
    const query = parseQuery(text, generation);
    return query.named.map(({ concept, terms }) => [
      concept.replace(/^person:.*/, 'person'),
      ...terms.map((term) => query.terms[term]?.word),
    ]);
  };

  test('are groups of its terms: a name of several words is one', () => {
    expect(named('how many crowns did leora vance pay in finland')).toEqual([
      ['person', 'leora', 'vance'],
      ['place:FI', 'finland'],
    ]);
    expect(named('twenty-eight boats')).toEqual([['number:28', 'twenty', 'eight']]);
  });

  test('stands for terms that the question has, each once, also where it says them twice', () => {
    expect(named('two hundred two boats')).toEqual([['number:202', 'two', 'hundred']]);
    const query = parseQuery('finland finland and the finns of finland', generation);
    for (const { terms } of query.named) {
      expect(new Set(terms).size).toBe(terms.length);
      for (const term of terms) expect(query.terms[term]).toBeDefined();
    }
    expect(query.named.length).toBeGreaterThan(0);
  });

  test('is the number that a shorthand stands for', () => {
    expect(named('800k crowns')).toEqual([['number:800000', '800000']]);
  });

  test('is nothing when it names nothing', () => {
    expect(named('why is the pier shut')).toEqual([]);
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
