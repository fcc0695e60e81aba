import { describe, expect, test } from 'vitest';
import type { Generation } from '../../src/index/generation.js';
import { namesIn } from '../../src/index/name-counter.js';
import { CountedNames } from '../../src/index/name-reading.js';
import { peopleOf } from '../../src/index/people.js';
import { titleKey } from '../../src/index/titles.js';
import { wordsOf } from '../../src/index/words.js';
import { putFiles } from '../documents-folder.js';
import { emptyStore, passageOf } from './names-in-memory.js';
import { Workshop } from './workshop.js';

/** What is learned of documents of one passage each, a sentence a line. */
function learned(...documents: string[]) {
  const { database, store } = emptyStore();
  for (const text of documents) store.add(namesIn([passageOf(text)]));
  store.flush();
  return peopleOf(new CountedNames(database));
}

const namesOf = (people: ReturnType<typeof learned>) => people.people.map(({ name }) => name);

describe('the people of a corpus', () => {
  test('are told from places and institutions', () => {
    const text = `Norlandic President Leora Vance met Mr. Arrel in Port Alba.
The Harbour Council said the Port Authority and Tidal News had asked Ilva Dorn.
Ilva Dorn, who leads the talks, told reporters that Tidal News was wrong.
The President of the Harbour Council said so, too.`;
    expect(namesOf(learned(text)).sort()).toEqual(['Arrel', 'Ilva Dorn', 'Leora Vance']);
  });

  test('are one however a name is written out of another alphabet', () => {
    const people = learned(
      'Norlandic President Andriy Zelmansky spoke.',
      'Norlandic President Andrii Zelmanskyy spoke.\nPresident Zelmanskyy left.',
      'Norlandic President Andrey Zelmanski spoke.',
    );
    expect(people.people).toHaveLength(1);
    expect(people.people[0]?.passages).toBe(3);
  });

  test('are one with a short given name or an initial, and two with two given names', () => {
    const people = learned(
      'Army Secretary Dan Brandt spoke.',
      'Secretary of the Army Daniel Brandt spoke.\nMr. Daniel J. Brandt said so.',
      'Mrs. Olena Brandt said no.',
    );
    expect(namesOf(people).sort()).toEqual(['Daniel J. Brandt', 'Olena Brandt']);
  });

  test('are two when only title, surname and first letter agree', () => {
    const people = learned(
      'Prime Minister Jane Roe spoke.',
      'Prime Minister John Roe spoke.',
      'Prime Minister June Roe spoke.',
    );
    expect(namesOf(people).sort()).toEqual(['Jane Roe', 'John Roe', 'June Roe']);
  });

  test('are one with a slip in a long given name', () => {
    const people = learned(
      'Prime Minister Marianne Roe spoke.',
      'Prime Minister Marjanna Roe spoke.',
      'Prime Minister Mariane Roe spoke.',
      'Prime Minister Kerstin Roe spoke.',
      'Prime Minister Kersten Dorn spoke.',
    );
    expect(people.people).toHaveLength(3);
  });

  test('are the same in whatever order the documents come, and nobody is lost', () => {
    const documents = [
      'Prime Minister Alexander Roe spoke.',
      'Prime Minister Aleksandr Roe spoke.\nPrime Minister Alexander Roe left.',
      'Prime Minister Alex Roe spoke.',
    ];
    const orders = documents.map((_, i) => [...documents.slice(i), ...documents.slice(0, i)]);
    const [first, ...others] = [...orders, ...orders.map((order) => order.toReversed())].map(
      (order) => learned(...order).people,
    );
    for (const other of others) expect(other).toEqual(first);
    expect(first?.map(({ passages }) => passages)).toEqual([4]);
  });

  test('keep a surname that two of them share, each with less weight', () => {
    const { names } = learned(
      'Mr. Otto Brandt and Mrs. Olena Brandt said so.',
      'Mr. Ivo Dorn left.',
    );
    const weights = (word: string) => names.filter(({ words }) => words === word);
    expect(weights('brandt')).toHaveLength(2);
    expect(weights('dorn')).toHaveLength(1);
    for (const { weight } of weights('brandt')) {
      expect(weight).toBeLessThan(weights('dorn')[0]?.weight ?? 0);
    }
  });

  test('are known by their titles, and by a bare one only as far as it is theirs', () => {
    const { titles } = learned(
      'Norlandic President Leora Vance met Finmark President Otto Brandt.\nSpokesman Ivo Dorn left.',
    );
    const weight = (title: string) =>
      Math.max(
        0,
        ...titles
          .filter(({ words }) => words === titleKey(wordsOf(title).map((w) => w.word)))
          .map((t) => t.weight),
      );
    expect(weight('President of Finmark')).toBe(weight('spokesman'));
    expect(weight('president')).toBeLessThan(weight('spokesman'));
    expect(weight('chancellor')).toBe(0);
  });

  test('have less claim to a word that is mostly no name', () => {
    const { names } = learned(
      'Mr. Tomas Price said the price was too high, a price nobody pays.\nNo price is right.',
    );
    const price = names.find(({ words }) => words === 'price');
    expect(price?.common).toBeGreaterThan(0.5);
  });
});

describe('the people of a generation', () => {
  const DOCUMENTS = {
    'a.txt':
      'Norlandic President Leora Vance met Army Secretary Dan Brandt. Vance said it was fine.',
    'b.txt': 'Mr. Otto Dorn said the talks in Port Alba were over, and then he left the town.',
  };
  const seen = (generation: Generation) => ({
    people: generation.people.all(),
    named: ['leora vance', 'vance', 'dan', 'dorn', 'brandt'].map((name) =>
      generation.people.named(name),
    ),
    titled: ['norlandic president', 'army secretary'].map((key) => generation.people.titled(key)),
  });

  test('are the same after an update as after a fresh build', async () => {
    const updated = await Workshop.with({
      'b.txt': DOCUMENTS['b.txt'],
      'c.txt': 'Mr. Ulf Roe left.',
    });
    await updated.update();
    await putFiles(updated.seedsDir, { ...DOCUMENTS, 'c.txt': 'Nobody is named here any more.' });
    await updated.update();
    const fresh = await Workshop.with({ ...DOCUMENTS, 'c.txt': 'Nobody is named here any more.' });
    await fresh.update();
    expect(seen(await updated.open())).toEqual(seen(await fresh.open()));
    expect((await updated.open()).people.all().map(({ name }) => name)).toContain('Leora Vance');
  });

  test('are found by a word, by a beginning, and not by what nobody is called', async () => {
    const workshop = await Workshop.with(DOCUMENTS);
    await workshop.update();
    const { people } = await workshop.open();
    const [vance] = people.named('vance');
    expect(people.person(vance?.person ?? 0)).toMatchObject({ name: 'Leora Vance', passages: 1 });
    expect(people.longestFrom('leora')).toBe(2);
    expect(people.longestFrom('alba')).toBe(0);
    expect(people.beginningWith('leo').map(({ words }) => words)).toEqual(['leora']);
    expect(people.named('port alba')).toEqual([]);
    expect(people.titled('chancellor')).toEqual([]);
    expect(people.person(99)).toBeUndefined();
  });
});
