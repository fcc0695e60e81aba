import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Generation } from '../../src/index/generation.js';
import { wordsOf } from '../../src/index/words.js';
import { type PeopleOptions, peopleIn } from '../../src/retrieval/people.js';
import { Workshop } from '../index/workshop.js';

const DOCUMENTS = {
  'a.txt':
    'Norlandic President Leora Vance met Army Secretary Daniel Brandt and Secretary of State Tomas Arrel. Finmark President Otto Dorn, who stayed at home, said nothing. Envoy Marta van der Berg spoke to Mrs. Olena Brandt.',
  'b.txt':
    'Mr. Alexander Price said the price was too high. No price is right, and no price will be. Spokesman Grigor Witkowski denied it.',
};

let workshop: Workshop;
let generation: Generation;

beforeAll(async () => {
  workshop = await Workshop.with(DOCUMENTS);
  await workshop.update();
});
beforeEach(async () => {
  generation = await workshop.open();
});

/** Who is mentioned, as `words=Name`, the longest mention first. */
function found(text: string, options: PeopleOptions = { cased: false }): string[] {
  const words = wordsOf(text);
  return peopleIn(generation, words, options).map(({ concept, from, to }) => {
    const mention = words.slice(from, to).map(({ word }) => word);
    const person = generation.people.person(Number(concept.replace('person:', '')));
    return `${mention.join(' ')}=${person?.name}`;
  });
}

const weight = (text: string) =>
  Math.max(0, ...peopleIn(generation, wordsOf(text), { cased: false }).map((m) => m.weight));

describe('people in a question', () => {
  test('are found by full name, surname and given name, each less sure than the one before', () => {
    expect(found('what did leora vance say')).toEqual(['leora vance=Leora Vance']);
    expect(found('what did vance say')).toEqual(['vance=Leora Vance']);
    expect(found('what did leora say')).toEqual(['leora=Leora Vance']);
    expect(weight('leora vance')).toBe(1);
    expect(weight('vance')).toBeLessThan(weight('leora vance'));
    expect(weight('leora')).toBeLessThan(weight('vance'));
  });

  test('are all of a surname, with one mention each', () => {
    expect(found('brandt?').sort()).toEqual(['brandt=Daniel Brandt', 'brandt=Olena Brandt']);
    expect(found('dan brandt and olena brandt')).toContain('olena brandt=Olena Brandt');
  });

  test('are found although their name is misspelled or runs into its possessive', () => {
    expect(found('witkovski denial')).toEqual(['witkovski=Grigor Witkowski']);
    expect(found('arrels view')).toEqual(['arrels=Tomas Arrel']);
    expect(weight('witkovski')).toBeLessThan(weight('witkowski'));
    expect(found('vanish')).toEqual([]);
  });

  test('are found by the beginning of a given name, and not by a shorter one', () => {
    expect(found('is alex angry')).toEqual(['alex=Alexander Price']);
    expect(found('is al angry')).toEqual([]);
  });

  test('are found by their office, when it says whose', () => {
    expect(found('the army secretary')).toEqual(['army secretary=Daniel Brandt']);
    expect(found('secretary of state?')).toEqual(['secretary of state=Tomas Arrel']);
    expect(found('the president of finmark')).toEqual(['president of finmark=Otto Dorn']);
    expect(found('the president of atlantis')).toEqual([]);
    expect(found('president leora vance')).toEqual(['leora vance=Leora Vance']);
  });

  test('are found by the other name of the place they are in office for', () => {
    const equivalents = (word: string) => (word === 'norland' ? ['norlandic'] : []);
    expect(found('president of norland')).toEqual([]);
    expect(found('president of norland', { cased: false, equivalents })).toEqual([
      'president of norland=Leora Vance',
    ]);
  });

  test('are hardly meant by a word of the language', () => {
    expect(weight('what is the price of bread')).toBeLessThan(weight('what did vance say') / 2);
  });
});

describe('people in a document', () => {
  const cased = { cased: true };

  test('have capitals', () => {
    expect(found('They met Price and Vance.', cased).sort()).toEqual([
      'price=Alexander Price',
      'vance=Leora Vance',
    ]);
    expect(found('The price fell at vance speed.', cased)).toEqual([]);
    expect(found('We met Marta van der Berg.', cased)).toEqual([
      'marta van der berg=Marta van der Berg',
    ]);
  });

  test('are not their namesakes with another surname or given name', () => {
    expect(found('We met Leora Smith.', cased)).toEqual([]);
    const [relative] = peopleIn(generation, wordsOf('We met Ulla Vance.'), cased);
    const [herself] = peopleIn(generation, wordsOf('We met Vance.'), cased);
    expect(relative?.weight).toBeLessThan(herself?.weight ?? 0);
  });
});
