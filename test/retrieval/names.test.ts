import { beforeAll, describe, expect, test } from 'vitest';
import type { Generation } from '../../src/index/generation.js';
import { namesIn } from '../../src/retrieval/names.js';
import { parseQuery } from '../../src/retrieval/query.js';
import { unsupportedIn } from '../../src/retrieval/unsupported.js';
import { openStage } from '../stage.js';

let generation: Generation;

beforeAll(async () => {
  ({ generation } = await openStage({
    'a.txt':
      'On Monday President Ada Brun spoke in Lund. The mill of Lund, Brun said, needs a wheel. “It turns,” said Mr. Kieran of the Harbour Office. Chairwoman Ilse van der Maran said so, too. “We wait,” van der Maran told the office. Nobody at the Harbour Office knew the miller.',
  }));
});

const written = (text: string, cased = false) =>
  namesIn(generation, text, cased).map(({ concept, start, end }) => [
    concept.slice(0, concept.indexOf(':')),
    text.slice(start, end),
  ]);

describe('the names of a question', () => {
  test('are the words that the corpus writes with a capital, however the question does', () => {
    expect(written('did ada brun speak in lund about the mill')).toEqual([
      ['person', 'ada brun'],
      ['name', 'lund'],
    ]);
  });

  test('begin behind a title, and are persons where the corpus shows that they speak', () => {
    expect(written('what did President Ada Brun tell Kieran?')).toEqual([
      ['person', 'Ada Brun'],
      ['person', 'Kieran'],
    ]);
    expect(written('is the harbour office open')).toEqual([['name', 'harbour office']]);
  });

  test('may have several words, small ones among them', () => {
    expect(written('what does van der maran want')).toEqual([['person', 'van der maran']]);
    expect(written('Ilse van der Maran statement')).toEqual([['person', 'Ilse van der Maran']]);
  });

  test('are countries, whether the corpus knows them or not', () => {
    expect(written('did the danes or norway tell us')).toEqual([
      ['place', 'danes'],
      ['place', 'norway'],
    ]);
  });

  test('have capitals in a quote', () => {
    const quote = 'The harbour was quiet, but the Harbour Office of Norway told Kieran.';
    expect(written(quote, true)).toEqual([
      ['name', 'Harbour Office'],
      ['place', 'Norway'],
      ['person', 'Kieran'],
    ]);
  });

  test('are words that it does not know when they are written as names, but not the first', () => {
    expect(written('Did Zora Hale come?')).toEqual([['name', 'Zora Hale']]);
    expect(written('Bicycles, are they allowed')).toEqual([]);
  });
});

test('words that no document holds are told as they are written, once each, chat left out', () => {
  const text = 'Does LUND or the mil accept Bitcoin, bitcoin or ZLOTYS ppl?';
  expect(unsupportedIn(parseQuery(text, generation))).toEqual(['accept', 'Bitcoin', 'ZLOTYS']);
});

test.each([
  ['What did north korea say of the mill?', ['north korea']],
  ['did the mill sell bitcoin halving?', ['sell', 'bitcoin', 'halving']],
  ['is the Dogecoin-Xanadu line of Zora, Hale', ['Dogecoin-Xanadu', 'line', 'Zora', 'Hale']],
])('words that no document holds are told together where they belong so: %s', (text, told) => {
  expect(unsupportedIn(parseQuery(text, generation))).toEqual(told);
});
