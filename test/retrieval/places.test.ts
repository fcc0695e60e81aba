import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Country } from 'world-countries';
import { wordsOf } from '../../src/index/words.js';
import { OTHER_THINGS } from '../../src/retrieval/place-doubts.js';
import { FURTHER_NAMES } from '../../src/retrieval/place-names.js';
import { placesIn } from '../../src/retrieval/places.js';
import { STOP_WORDS } from '../../src/retrieval/stop-words.js';

const inQuestion = (text: string) => placesIn(wordsOf(text), { text, cased: false });
const inDocument = (text: string) => placesIn(wordsOf(text), { text, cased: true });
const codes = (mentions: readonly { concept: string }[]) =>
  mentions.map(({ concept }) => concept.replace('place:', ''));
const weightOf = (text: string, find = inQuestion) => find(text)[0]?.weight as number;

const countries = createRequire(import.meta.url)('world-countries') as readonly Country[];
const SOVEREIGN = countries.filter(({ independent }) => independent);
/** Written like words of another kind without their accents, so that they are left alone. */
const LEFT_ALONE = new Set(['Malé', 'Réunion']);

describe('the places of a text', () => {
  test.each([
    ['Ottawa told Canadians that Canada would wait', ['CA', 'CA', 'CA']],
    ['Kiev, Kyiv and the Ukrainians', ['UA', 'UA', 'UA']],
    ['The Kremlin and Moscow, said a Russian', ['RU', 'RU', 'RU']],
    ['Downing Street, London, Britain, Britons and the UK', ['GB', 'GB', 'GB', 'GB', 'GB']],
    ['The White House, Washington, America, the U.S. and the US', ['US', 'US', 'US', 'US', 'US']],
    ['Bern, Berne and the Swiss', ['CH', 'CH', 'CH']],
    ['The Élysée and the Quai d’Orsay speak for France', ['FR', 'FR', 'FR']],
    ['Zhongnanhai, Rashtrapati Bhavan, the Knesset', ['CN', 'IN', 'IL']],
    ['The European Union, the E.U. and Europeans', ['EU', 'EU', 'EU']],
    ['Turkey is Türkiye', ['TR', 'TR']],
    ['Trinidad and Tobago, St. Lucia, Bosnia', ['TT', 'LC', 'BA']],
    ['Papua New Guinea, Guinea, Equatorial Guinea', ['PG', 'GN', 'GQ']],
  ])('are found by every kind of name: %s', (text, expected) => {
    expect(codes(inDocument(text))).toEqual(expected);
  });

  test.each([
    ['The Brussels meeting', ['BE', 'EU']],
    ['A Korean ship', ['KP', 'KR']],
    ['Congolese coffee', ['CD', 'CG']],
    ['The Dominican team', ['DM', 'DO']],
  ])('come once for each that a name is shared by, over the same words: %s', (text, expected) => {
    const mentions = inDocument(text);
    expect(codes(mentions).sort()).toEqual(expected);
    expect(new Set(mentions.map(({ from, to }) => `${from} ${to}`)).size).toBe(1);
    expect(mentions.every(({ weight }) => weight < 0.8)).toBe(true);
  });

  test('count less the less a name is the country’s own', () => {
    const [name, people, government, capital] = ['Norway', 'Norwegians', 'the Storting', 'Oslo'];
    expect(weightOf(name)).toBe(1);
    expect(weightOf(people)).toBeLessThan(weightOf(name));
    expect(weightOf(government)).toBeLessThan(weightOf(people));
    expect(weightOf(capital)).toBeLessThan(weightOf(government));
    expect(weightOf('Scotland')).toBeLessThan(weightOf('Britain'));
    expect(weightOf('Georgia')).toBeLessThan(weightOf('Armenia'));
  });

  test('say which words they are', () => {
    expect(inQuestion('did south korea and the white house agree?')).toMatchObject([
      { concept: 'place:KR', from: 1, to: 3 },
      { concept: 'place:US', from: 5, to: 7 },
    ]);
  });

  test.each(OTHER_THINGS)('are none in "%s"', (phrase) => {
    const capitals = phrase.replace(/\b\p{L}/gu, (letter) => letter.toUpperCase());
    const plural = phrase.endsWith('s') ? phrase : `${phrase}s`;
    expect(inQuestion(`about the ${plural} again`)).toEqual([]);
    expect(inDocument(`About the ${capitals} again`)).toEqual([]);
  });

  test('are none where capitals are missing in a document', () => {
    expect(inDocument('a polish for the china, and the turkey, and a white house')).toEqual([]);
    expect(inDocument('Frances lives on the Island, tell us. Us too.')).toEqual([]);
  });

  test('need no capitals in a question, nor apostrophes', () => {
    expect(codes(inQuestion('whats ukraines army next to russias and the uks'))).toEqual([
      'UA',
      'RU',
      'GB',
    ]);
  });

  test('count half in a question where an everyday word is as likely', () => {
    expect(weightOf('how long do i roast a turkey')).toBeLessThan(weightOf('how big is Turkey'));
    expect(weightOf('polish')).toBeLessThan(weightOf('Polish'));
  });

  test('tell "us" from "US" as well as the writing allows', () => {
    expect(weightOf('why would they tell us')).toBeLessThan(0.5);
    expect(weightOf('did the us agree')).toBe(1);
    expect(weightOf('did US envoys agree')).toBe(1);
    expect(weightOf('did U.S. envoys agree')).toBe(1);
    expect(weightOf('WHO WILL TELL US NOW')).toBeLessThan(0.5);
    expect(codes(inDocument('US officials'))).toEqual(['US']);
    expect(weightOf('WHO WILL TELL US NOW', inDocument)).toBeLessThan(0.5);
  });

  test('never come from a stop word of a question', () => {
    const found = [...STOP_WORDS].filter((word) => inQuestion(word).length > 0);
    expect(found).toEqual([]);
    expect(inQuestion('is it in no way to be so, or am i at it as we do by me?')).toEqual([]);
  });
});

describe('of each country', () => {
  const kinds = SOVEREIGN.flatMap(({ cca2, name, capital, demonyms }) =>
    [name.common, name.official, ...capital, ...(demonyms.eng?.m.split(/, | or /) ?? [])]
      .filter((each) => !LEFT_ALONE.has(each))
      .map((each) => [each, `place:${cca2}`] as const),
  );

  test('the name, the official name, the capital and the people are known', () => {
    expect(kinds.length).toBeGreaterThan(700);
    for (const find of [inQuestion, inDocument])
      expect(
        kinds.filter(([text, code]) => !find(text).some(({ concept }) => concept === code)),
      ).toEqual([]);
  });

  test('the plural of the people is known as well, if they have one', () => {
    const plurals = SOVEREIGN.map(({ demonyms, cca2 }) => [demonyms.eng?.m ?? '', cca2] as const)
      .filter(([people]) => !/(?:s|sh|ese)$|,| or /.test(people))
      .map(([people, cca2]) => [`${people}s`, cca2] as const);
    expect(plurals.length).toBeGreaterThan(120);
    expect(plurals.filter(([text, code]) => !codes(inDocument(text)).includes(code))).toEqual([]);
  });

  test('a dependency has its own name, and not the people of another country', () => {
    const dependent = countries.filter(
      ({ independent, name }) => !independent && !LEFT_ALONE.has(name.common),
    );
    const missed = dependent.filter(
      ({ cca2, name }) => !codes(inDocument(name.common)).includes(cca2),
    );
    expect(missed.map(({ name }) => name.common)).toEqual([]);
    expect(codes(inDocument('French, Indian, Norwegian and American'))).toEqual([
      'FR',
      'IN',
      'NO',
      'US',
    ]);
  });

  test('further names belong to a country that there is', () => {
    const known = new Set(['EU', ...countries.map(({ cca2 }) => cca2)]);
    expect(Object.keys(FURTHER_NAMES).filter((code) => !known.has(code))).toEqual([]);
  });
});

describe('the name of a place beside another name', () => {
  test.each([
    'Andrew Mali scored twice',
    'they prayed in Westminster Abbey',
    'the University of Westminster said so',
    'it stood in Moscow Times yesterday',
  ])('is about as likely a part of that: %s', (text) => {
    expect(weightOf(text, inDocument)).toBeLessThanOrEqual(0.5);
  });

  test.each([
    'on Monday Mali voted',
    'But Mali voted',
    'then President Mali spoke',
    'what Mali Minister Roe said',
    'between Ukraine, Mali and Jane Roe',
    'Jane Roe’s Mali is another',
    'Jane Roe Sees Mali Vote',
  ])('is sure beside a title, a day, a small word, a stop and in a headline: %s', (text) => {
    expect(inDocument(text).find(({ concept }) => concept === 'place:ML')?.weight).toBe(1);
  });

  test('is sure of a people and of initials, which say whose something is', () => {
    expect(weightOf('when Finnish Parliament voted', inDocument)).toBe(0.95);
    expect(weightOf('when UK Parliament voted', inDocument)).toBe(1);
  });

  test('names no place in what is called after one', () => {
    expect(inDocument('Guinea fowl are loud')).toEqual([]);
  });
});

describe('mentions', () => {
  const piece = fc.constantFrom(
    ...['New', 'Mexico', 'City', 'South', 'Korea', 'Sudan', 'the', 'US', 'us', 'White', 'House'],
    ...['Guinea', 'Papua', 'and', 'Trinidad', 'Tobago', 'Brussels', 'United', 'States', 'of'],
  );

  test('lie in order within the words, overlap in nothing, and weigh between 0 and 1', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.boolean(), (pieces, cased) => {
        const text = pieces.join(' ');
        const words = wordsOf(text);
        const mentions = placesIn(words, { text, cased });
        mentions.forEach(({ from, to, weight }, i) => {
          const before = mentions[i - 1] ?? { from: -1, to: 0 };
          expect(from >= before.to || (from === before.from && to === before.to)).toBe(true);
          expect(to > from && to <= words.length).toBe(true);
          expect(weight > 0 && weight <= 1).toBe(true);
        });
      }),
    );
  });
});
