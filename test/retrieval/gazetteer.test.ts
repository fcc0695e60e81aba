import { expect, test } from 'vitest';
import { equivalentsOf, namesParty, placeNames } from '../../src/retrieval/gazetteer.js';

test('a place has its name, its people and its capital for each other', () => {
  const names = ['finland', 'finnish', 'helsinki'];
  for (const name of names) {
    expect(equivalentsOf(name)).toEqual(
      expect.arrayContaining(names.filter((other) => other !== name)),
    );
  }
});

test('a word is not its own equivalent, and each stands once', () => {
  for (const name of ['finland', 'canadian', 'kyiv']) {
    const others = equivalentsOf(name);
    expect(others).not.toContain(name);
    expect(new Set(others).size).toBe(others.length);
  }
});

test('equivalents are single words, which stand in the place of one', () => {
  for (const name of ['british', 'american', 'ottawa']) {
    const others = equivalentsOf(name);
    expect(others.length).toBeGreaterThan(0);
    expect(others.filter((other) => other.includes(' '))).toEqual([]);
  }
});

test('a name that several places share has the names of all', () => {
  const others = equivalentsOf('congolese');
  expect(others.some((other) => equivalentsOf(other).includes('kinshasa'))).toBe(true);
  expect(others.some((other) => equivalentsOf(other).includes('brazzaville'))).toBe(true);
});

test('a word that names no place, or only begins a name, has none', () => {
  for (const word of ['ferry', '', 'constructor', '__proto__', 'sri', 'burkina']) {
    expect(equivalentsOf(word), word).toEqual([]);
  }
});

test('names are arranged once', () => {
  expect(placeNames()).toBe(placeNames());
});

test('a name is a party’s when it is a people’s or stands for a government', () => {
  expect(['Europeans', 'the French', 'russians', 'kremlin'].filter((n) => !namesParty(n))).toEqual(
    [],
  );
  expect(['Europe', 'France', 'moscow', 'the us', 'the mill', ''].filter(namesParty)).toEqual([]);
});
