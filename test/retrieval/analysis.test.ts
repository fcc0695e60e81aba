import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Generation } from '../../src/index/generation.js';
import { type AnalysedSentence, analysisOf } from '../../src/retrieval/analysis.js';
import { dot } from '../../src/retrieval/vector.js';
import { HashingEmbedder } from '../index/hashing-embedder.js';
import { Workshop } from '../index/workshop.js';

const LONG = 'The boats lay in the harbour and the nets hung over the rails to dry. '.repeat(12);
const DOCUMENTS = {
  'council.md':
    '---\ntitle: The harbour council\n---\n\n# Moorings\n\nMayor Leora Vance opened the meeting with President Otto Dorn. Vance thanked the skippers. She promised twenty-eight new moorings. Vance came late. She rowed home. The quay is owned by Ottawa.\n',
  'sections.md': `---\ntitle: The Finnish harbour\n---\n\n# Moorings in Oslo\n\n${LONG}\n\n${LONG}\n`,
  'truce.txt': 'The cease-fire held for the night, and nobody fired.',
  'quiet.txt': 'A ceasefire is quiet. The quay is quiet, too.',
};

let workshop: Workshop;
let generation: Generation;

beforeAll(async () => {
  workshop = await Workshop.with(DOCUMENTS);
  // Wide enough that each word has a direction of its own.
  workshop.embedder = new HashingEmbedder('wide', 1024);
  await workshop.update();
});
beforeEach(async () => {
  generation = await workshop.open();
});

const passagesOf = (source: keyof typeof DOCUMENTS) =>
  generation
    .passagesOf(generation.find(source)?.id as number)
    .map((passage) => analysisOf(generation).passage(passage));
const sentenceWith = (source: keyof typeof DOCUMENTS, part: string) =>
  passagesOf(source)
    .flatMap(({ sentences }) => sentences)
    .find(({ text }) => text.includes(part)) as AnalysedSentence;
const written = (entries: readonly { readonly word: string }[]) => entries.map(({ word }) => word);
const personNamed = (name: string) =>
  generation.people.all().find((person) => person.name === name)?.id;

describe('a sentence taken apart', () => {
  test('has its text and all its words, and the ones that say something once each', () => {
    const { text, words, content } = sentenceWith('quiet.txt', 'too');
    expect(text).toBe('The quay is quiet, too.');
    expect(words.map(({ word }) => word)).toEqual(['the', 'quay', 'is', 'quiet', 'too']);
    expect(written(content)).toEqual(['quay', 'quiet']);
  });

  test('shares one entry a word with every other sentence', () => {
    const [here, there] = [
      sentenceWith('quiet.txt', 'quay').content,
      sentenceWith('council.md', 'quay').content,
    ];
    const entry = here.find(({ word }) => word === 'quay');
    expect(there.find(({ word }) => word === 'quay')).toBe(entry);
  });

  test('weighs a word that fewer passages hold the more', () => {
    const { content } = sentenceWith('council.md', 'quay');
    const weight = (word: string) => content.find((entry) => entry.word === word)?.weight as number;
    expect(weight('ottawa')).toBeGreaterThan(weight('quay'));
    expect(weight('quay')).toBeGreaterThan(0);
  });

  test('has a vector of unit length in the directions of its words, the rarer the more', () => {
    const { vector, content } = sentenceWith('council.md', 'quay');
    expect(dot(vector, vector)).toBeCloseTo(1, 5);
    const cosine = (word: string) =>
      dot(vector, content.find((entry) => entry.word === word)?.vector as Float32Array);
    expect(cosine('ottawa')).toBeGreaterThan(cosine('quay'));
    expect(cosine('quay')).toBeGreaterThan(0);
  });

  test('holds a compound in one word besides, so that it meets a text that writes it so', () => {
    const { content } = sentenceWith('truce.txt', 'cease-fire');
    expect(written(content)).toEqual(expect.arrayContaining(['cease', 'fire', 'ceasefire']));
    const together = sentenceWith('quiet.txt', 'ceasefire').content[0];
    expect(content).toContain(together);
  });

  test('has the runs of characters of its compound, too', () => {
    const [parted, joined] = [
      sentenceWith('truce.txt', 'cease-fire').grams,
      sentenceWith('quiet.txt', 'ceasefire').grams,
    ];
    // "cease", "easef" and so on: all that "ceasefire" by itself has.
    expect([...joined].filter((gram) => parted.includes(gram)).length).toBeGreaterThanOrEqual(6);
  });
});

describe('what a sentence is about', () => {
  const concepts = (part: string) => sentenceWith('council.md', part).concepts;

  test('are the people, places and numbers that it names', () => {
    const vance = `person:${personNamed('Leora Vance')}`;
    expect(concepts('opened').get(vance)).toBe(1);
    expect(concepts('thanked').get(vance)).toBeGreaterThan(0.5);
    expect(concepts('owned').get('place:CA')).toBeGreaterThan(0);
    expect(concepts('twenty').get('number:28')).toBe(1);
  });

  test('is the person whom its pronoun means, less surely than by name', () => {
    for (const part of ['She promised', 'She rowed']) {
      const meant = concepts(part).get(`person:${personNamed('Leora Vance')}`) as number;
      expect(meant, part).toBeGreaterThan(0.5);
      expect(meant, part).toBeLessThan(1);
    }
  });

  test('is nobody whom only other sentences name', () => {
    const dorn = `person:${personNamed('Otto Dorn')}`;
    expect(concepts('opened').get(dorn)).toBeGreaterThan(0);
    expect(concepts('She promised').get(dorn)).toBeUndefined();
    expect(concepts('owned').get(dorn)).toBeUndefined();
  });
});

describe('a passage taken apart', () => {
  test('knows the words and places of its title and section', () => {
    const passage = passagesOf('sections.md').at(-1);
    expect(written(passage?.context ?? [])).toEqual(['finnish', 'harbour', 'moorings', 'oslo']);
    for (const place of ['place:FI', 'place:NO'])
      expect(passage?.concepts.get(place)).toBeGreaterThan(0);
    expect(passage?.concepts.get('place:SE')).toBeUndefined();
  });

  test('is kept in mind', () => {
    const [stored] = generation.passagesOf(generation.documents[0]?.id ?? 0);
    if (stored === undefined) throw new Error('there is no passage');
    const analysis = analysisOf(generation);
    expect(analysis.passage(stored)).toBe(analysis.passage(stored));
  });
});

test('a pronoun at the beginning of a passage means a person of the passage before', async () => {
  const parted = await Workshop.with({
    'a.txt': `${LONG}\n\nMayor Leora Vance opened the meeting.\n\nShe promised new moorings before the year is out. ${LONG}\n\nMayor Leora Vance closed it.`,
    'b.txt': `She promised nothing at all in the end. ${LONG}`,
  });
  await parted.update();
  const other = await parted.open();
  const sentences = other.documents.flatMap(({ id }) =>
    other.passagesOf(id).flatMap((passage) => analysisOf(other).passage(passage).sentences),
  );
  const [leora] = other.people.named('leora vance');
  const means = (part: string) =>
    sentences.find(({ text }) => text.includes(part))?.concepts.get(`person:${leora?.person}`);
  expect(means('opened')).toBe(1);
  expect(means('new moorings')).toBeGreaterThan(0.5);
  expect(means('nothing at all')).toBeUndefined();
});
