import { describe, expect, test } from 'vitest';
import { nameUsesOf } from '../../src/index/names.js';
import { wordsOf } from '../../src/index/words.js';

/** Each use of a name in a sentence: the name, its titles, and what speaks for and against it. */
function usesIn(text: string) {
  const words = wordsOf(text);
  return nameUsesOf(text, words, 0, words.length).map(({ from, to, titles, ...rest }) => ({
    name: words
      .slice(from, to)
      .map(({ word }) => word)
      .join(' '),
    titles: titles.map((title) => title.join(' ')),
    ...rest,
  }));
}

const titlesOf = (text: string, name: string) =>
  usesIn(text).find((use) => use.name === name)?.titles;

describe('a name in a sentence', () => {
  test('stands behind its title, whatever the title is made of', () => {
    expect(titlesOf('Norlandic President Leora Vance spoke.', 'leora vance')).toEqual([
      'norlandic president',
    ]);
    expect(titlesOf('Secretary of State Tomas Arrel arrived.', 'tomas arrel')).toEqual([
      'secretary of state',
    ]);
    expect(titlesOf('Secretary of the Army Tomas Arrel arrived.', 'tomas arrel')).toEqual([
      'secretary of the army',
    ]);
    expect(titlesOf('It was harbour confidant Ilva Dorn.', 'ilva dorn')).toEqual(['confidant']);
    expect(titlesOf('With Arrel son-in-law Ilvo Dorn it went.', 'ilvo dorn')).toEqual([
      'arrel son in law',
    ]);
  });

  test('stands before its title behind a comma', () => {
    expect(titlesOf('Ilva Dorn, the top envoy of Norland, left.', 'ilva dorn')).toEqual([
      'the top envoy of norland',
    ]);
    expect(
      titlesOf('We met Ilva Dorn, President Leora Vance’s chief of staff.', 'ilva dorn'),
    ).toEqual(['vance chief of staff']);
  });

  test('gets no title of its neighbour in a list', () => {
    const text = 'They were Ilva Dorn, Army Secretary Tomas Arrel and Gen. Otto Brandt.';
    expect(titlesOf(text, 'ilva dorn')).toEqual([]);
    expect(titlesOf(text, 'tomas arrel')).toEqual(['army secretary']);
    expect(titlesOf(text, 'otto brandt')).toEqual(['gen']);
  });

  test('keeps its initials and small words, and ends at a possessive', () => {
    expect(usesIn('President Marta van der Berg’s plan').map(({ name }) => name)).toContain(
      'marta van der berg',
    );
    expect(usesIn('as Tomas J. Arrel said').map(({ name }) => name)).toEqual(['tomas j arrel']);
  });

  test('is more of a person the more stands beside it that only people have', () => {
    const evidence = (text: string) => usesIn(text)[0]?.evidence ?? 0;
    expect(evidence('in Port Alba')).toBe(0);
    expect(evidence('then Ilva Dorn said')).toBeGreaterThan(0);
    expect(evidence('then Mr. Dorn said')).toBeGreaterThan(evidence('then Ilva Dorn said'));
  });

  test('has “the” and abbreviations against it', () => {
    const against = (text: string) => usesIn(text)[0]?.against ?? 0;
    expect(against('behind the Harbour Council')).toBeGreaterThan(0);
    expect(against('for NHT News')).toBeGreaterThan(0);
    expect(against('for Ilva Dorn')).toBe(0);
  });

  test('is not made of the first word of a sentence, a day, or the “Q” of a transcript', () => {
    const names = (text: string) => usesIn(text).map(({ name }) => name);
    expect(names('But Dorn Sunday met Arrel.')).toEqual(['dorn', 'arrel']);
    expect(names('Q Ilva Dorn left?')).toEqual(['ilva dorn']);
  });
});
