import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Generation } from '../../src/index/generation.js';
import { FEATURES, type ScoredSentence } from '../../src/retrieval/features.js';
import { retrieve } from '../../src/retrieval/retrieve.js';
import { HashingEmbedder } from '../index/hashing-embedder.js';
import { Workshop } from '../index/workshop.js';

const DOCUMENTS = {
  'quay.md':
    '---\ntitle: Notes on the lighthouse\n---\n\n# Fog\n\nThe lantern broke in spring. Divers found the anchor by night. Nobody knows more about it. The herring left.\n',
  'order.txt':
    'The copper kettle boils quickly on the stove. A kettle that was once bought by an aunt in the city is not of copper.',
  'people.txt':
    'Mayor Leora Vance met President Otto Dorn on the bridge. Vance said the bridge is safe. She thanked the builders. Otto Dorn praised the bridge as well.',
  'places.txt':
    'A delegation from Helsinki came by boat. It brought twenty-eight barrels of salt. They left.',
  'trade.txt': 'The harbourmaster counts the crates each week.',
};

let workshop: Workshop;
let generation: Generation;

beforeAll(async () => {
  workshop = await Workshop.with(DOCUMENTS);
  workshop.embedder = new HashingEmbedder('wide', 1024);
  await workshop.update();
});
beforeEach(async () => {
  generation = await workshop.open();
});

/** The features of the one sentence, of all that are found for the question, that holds `part`. */
async function asked(question: string): Promise<(part: string) => ScoredSentence> {
  const { sentences } = await retrieve(generation, workshop.embedder, question, {});
  return (part) => {
    const found = sentences.filter(({ candidate, sentence: { start, end } }) =>
      generation.text(candidate.document.id).slice(start, end).includes(part),
    );
    if (found.length !== 1) throw new Error(`${found.length} sentences hold ${part}`);
    return found[0] as ScoredSentence;
  };
}

describe('how much of the question is met', () => {
  test('by a sentence is a share of the question’s weight', async () => {
    const sentence = await asked('Did the lantern break the anchor?');
    const [lantern, anchor] = [sentence('lantern').features, sentence('anchor').features];
    expect(anchor.sentence).toBeGreaterThan(0);
    expect(lantern.sentence + anchor.sentence).toBeLessThanOrEqual(1 + 1e-6);
    expect(sentence('herring').features.sentence).toBe(0);
    expect((await asked('broken lantern in spring'))('lantern').features.sentence).toBeGreaterThan(
      0.6,
    );
  });

  test('with the sentence before it, and with those on both sides', async () => {
    const sentence = await asked('lantern herring');
    const [first, second, third, last] = ['lantern', 'anchor', 'Nobody', 'herring'].map(
      (part) => sentence(part).features,
    );
    expect(second?.sentence).toBe(0);
    expect(second?.before).toBeCloseTo(first?.sentence as number);
    expect(first?.before).toBeCloseTo(first?.sentence as number);
    expect(third?.before).toBe(0);
    expect(third?.around).toBeCloseTo(last?.sentence as number);
    expect(second?.around).toBeCloseTo(first?.sentence as number);
    expect(last?.around).toBeCloseTo(last?.sentence as number);
  });

  test('with its neighbours is no sum: what both meet counts once', async () => {
    const sentence = await asked('Is the bridge safe?');
    for (const part of ['safe', 'thanked', 'praised']) {
      const { around, before } = sentence(part).features;
      expect(around).toBeLessThanOrEqual(1 + 1e-6);
      expect(before).toBeLessThanOrEqual(around + 1e-6);
    }
  });

  test('by the passage with its title is the same for each of its sentences', async () => {
    const sentence = await asked('lighthouse lantern herring');
    const shares = ['lantern', 'anchor', 'Nobody', 'herring'].map(
      (part) => sentence(part).features.passage,
    );
    for (const share of shares) expect(share).toBeCloseTo(1);
    expect(sentence('kettle boils').features.passage).toBe(0);
  });

  test('counts another name, but not as the very words', async () => {
    const { features } = (await asked('Finland'))('Helsinki');
    expect(features.sentence).toBeGreaterThan(0.5);
    expect(features.exact).toBe(0);
    const figure = (await asked('28'))('twenty-eight').features;
    expect(figure.sentence).toBeGreaterThan(0.5);
    expect(figure.exact).toBe(0);
  });

  test('counts the name of whoever bears the office that is asked about', async () => {
    const sentence = await asked('What about the mayor?');
    expect(sentence('safe').features.sentence).toBeGreaterThan(0.3);
    expect(sentence('safe').features.exact).toBe(0);
    expect(sentence('praised').features.sentence).toBe(0);
    expect(sentence('met President').features.exact).toBeCloseTo(1);
  });

  test('counts inflections as the very words', async () => {
    const { features } = (await asked('diver, anchors'))('anchor');
    expect(features.exact).toBeCloseTo(1);
  });
});

describe('the other features', () => {
  test('tell terms that stand together as in the question from those far apart', async () => {
    const sentence = await asked('copper kettle');
    expect(sentence('boils').features.order).toBe(1);
    expect(sentence('aunt').features.order).toBe(0);
    expect((await asked('kettle'))('boils').features.order).toBe(0);
  });

  test('find a part of a compound by its characters alone', async () => {
    const { features } = (await asked('Who is master of the harbour?'))('crates');
    expect(features.exact).toBe(0);
    expect(features.characters).toBeGreaterThan(0.5);
  });

  test('give the best passage by words 1, and the others their share of it', async () => {
    const { sentences } = await retrieve(generation, workshop.embedder, 'kettle bridge', {});
    const shares = sentences.map(({ features }) => features.bm25);
    expect(Math.max(...shares)).toBe(1);
    expect(Math.min(...shares)).toBe(0);
    for (const { candidate, features } of sentences) {
      const best = Math.max(...sentences.map((other) => other.candidate.bm25));
      expect(features.bm25).toBeCloseTo(candidate.bm25 / best);
    }
  });

  test('measure the passage’s vector against what is usual between passages', async () => {
    const { mean, deviation } = generation.manifest.passageSimilarity;
    const { sentences } = await retrieve(generation, workshop.embedder, 'copper kettle', {});
    for (const { candidate, features } of sentences) {
      const above = (candidate.similarity - mean) / (10 * deviation);
      expect(features.vector).toBeCloseTo(above, 6);
    }
  });

  test('measure likeness by words: more of the same, more alike', async () => {
    const sentence = await asked('copper kettle');
    const likeness = (part: string) => sentence(part).features.likeness;
    expect(likeness('boils')).toBeGreaterThan(likeness('herring'));
    const { mean, deviation } = generation.manifest.wordSimilarity;
    expect(likeness('herring')).toBeCloseTo(-mean / deviation / 10, 5);
  });

  test('hold how much of what the question names a sentence names, too', async () => {
    const sentence = await asked('What did Leora Vance and Otto Dorn see?');
    const named = (part: string) => sentence(part).features.named;
    expect(named('met President')).toBeCloseTo(1);
    expect(named('praised')).toBeCloseTo(0.5);
    expect(named('safe')).toBeGreaterThan(0.3);
    expect(named('safe')).toBeLessThan(0.6);
    expect(named('herring')).toBe(0);
  });

  test('hold whom a pronoun means, too', async () => {
    const sentence = await asked('Whom did Leora Vance thank?');
    expect(sentence('thanked').features.named).toBeGreaterThan(0.5);
    expect(sentence('praised').features.named).toBe(0);
  });

  test('hold nothing of names when the question has none', async () => {
    const { sentences } = await retrieve(generation, workshop.embedder, 'copper kettle', {});
    expect(sentences.every(({ features }) => features.named === 0)).toBe(true);
  });

  test('tell who speaks, if it is asked what somebody says', async () => {
    const said = await asked('What did Vance say about the bridge?');
    expect(said('safe').features.speaker).toBe(1);
    expect(said('praised').features.speaker).toBe(0);
    expect(said('met President').features.speaker).toBe(0);
    // "She thanked": who speaks need not be named again.
    expect(said('thanked').features.speaker).toBe(1);
    expect((await asked('Why did Vance cross the bridge?'))('safe').features.speaker).toBe(0);
    expect((await asked('What was said about the bridge?'))('safe').features.speaker).toBe(0);
  });

  test('tell whether the kind of thing stands there that is asked for', async () => {
    const sentence = await asked('How many barrels of salt came?');
    expect(sentence('twenty-eight').features.type).toBe(1);
    expect(sentence('came by boat').features.type).toBe(0);
  });

  test('tell headings, and sentences that are too short to say much', async () => {
    const sentence = await asked('fog lantern');
    expect(sentence('Fog').features.heading).toBe(1);
    expect(sentence('lantern').features.heading).toBe(0);
    expect(sentence('Fog').features.brevity).toBeCloseTo(7 / 8);
    expect(sentence('herring').features.brevity).toBeCloseTo(5 / 8);
    expect(sentence('met President').features.brevity).toBe(0);
  });

  test('are named as in the interface, each once', async () => {
    const { features } = (await asked('fog'))('Fog');
    expect(Object.keys(features)).toEqual([...FEATURES]);
  });
});
