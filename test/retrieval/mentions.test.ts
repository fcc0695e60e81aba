import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Generation } from '../../src/index/generation.js';
import { wordsOf } from '../../src/index/words.js';
import { mentionsIn } from '../../src/retrieval/mentions.js';
import { Workshop } from '../index/workshop.js';

let workshop: Workshop;
let generation: Generation;

beforeAll(async () => {
  workshop = await Workshop.with({
    'a.txt':
      'Finnish President Otto Dorn met Mayor Leora Vance in Oslo. Dorn said the 28 boats were late.',
  });
  await workshop.update();
});
beforeEach(async () => {
  generation = await workshop.open();
});

/** Each as `words=concept`, people by name. */
function found(text: string, cased = false): string[] {
  const words = wordsOf(text);
  return mentionsIn(generation, words, { text, cased }).map(({ concept, from, to }) => {
    const written = words.slice(from, to).map(({ word }) => word);
    const [kind, id] = concept.split(':');
    const name = kind === 'person' ? generation.people.person(Number(id))?.name : concept;
    return `${written.join(' ')}=${name}`;
  });
}

describe('what is named', () => {
  test('are people, places and numbers alike', () => {
    expect(found('did leora vance ask finland for twenty-eight boats').sort()).toEqual([
      'finland=place:FI',
      'leora vance=Leora Vance',
      'twenty eight=number:28',
    ]);
  });

  test('is a person by the office, under whatever name of the place', () => {
    for (const office of ['finnish president', 'president of finland', 'president of the finns']) {
      expect(found(`what did the ${office} say`), office).toContain(`${office}=Otto Dorn`);
    }
    expect(found('what did the president of norway say')).not.toContain(
      'president of norway=Otto Dorn',
    );
  });

  test('lies within the words, and is between 0 and 1 sure', () => {
    const text = 'Finnish President Otto Dorn met Mayor Leora Vance in Oslo about 28 boats.';
    const words = wordsOf(text);
    const mentions = mentionsIn(generation, words, { text, cased: true });
    expect(mentions.length).toBeGreaterThan(3);
    for (const { from, to, weight } of mentions) {
      expect(from).toBeGreaterThanOrEqual(0);
      expect(to).toBeGreaterThan(from);
      expect(to).toBeLessThanOrEqual(words.length);
      expect(weight).toBeGreaterThan(0);
      expect(weight).toBeLessThanOrEqual(1);
    }
  });

  test('has a capital in a document, and needs none in a question', () => {
    expect(found('the dorn of oslo', true)).toEqual([]);
    expect(found('the dorn of oslo').sort()).toEqual(['dorn=Otto Dorn', 'oslo=place:NO']);
  });
});
