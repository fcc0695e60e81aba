import { beforeAll, describe, expect, test } from 'vitest';
import { FEATURES } from '../../src/retrieval/features.js';
import { rank, scored } from '../../src/retrieval/ranker.js';
import { type Retrieved, retrieve } from '../../src/retrieval/retrieve.js';
import { HARBOUR } from '../harbour.js';
import { Workshop } from '../index/workshop.js';
import { openStage, type Stage } from '../stage.js';

const QUESTIONS = [
  'Who is the captain of the ferry?',
  'When does the last ferry come back?',
  'How much does a ticket cost?',
  'Why was the eastern pier shut?',
  'Orlowa skipers quay',
  'submarine',
  'ferry '.repeat(50),
];
const ANSWERED = [
  ['Who is the captain of the ferry?', 'Ilse Maran'],
  ['What does a ferry ticket cost?', 'four crowns'],
  ['Who is the harbour master?', 'Zdenka Orlova'],
  ['Who built the oven of the bakery?', 'Tomas Kieran'],
  ['Who is Zdenka Orlowa?', 'Zdenka Orlova'],
] as const;
const ROUNDING = 1e-5;

let stage: Stage;

beforeAll(async () => {
  stage = await openStage(HARBOUR);
});

const ask = (question: string): Promise<Retrieved> =>
  retrieve(stage.generation, stage.embedder, question, {});

/** The text of the best sentence. */
async function bestOf(
  question: string,
  { generation, embedder }: Pick<Stage, 'generation' | 'embedder'> = stage,
): Promise<string> {
  const { sentences } = await retrieve(generation, embedder, question, {});
  const [best] = rank(scored(sentences, stage.weights.features));
  if (best === undefined) throw new Error(`nothing was found for ${question}`);
  const { candidate, sentence } = best;
  return generation.text(candidate.document.id).slice(sentence.start, sentence.end);
}

describe('retrieval', () => {
  test.each(QUESTIONS)(
    'describes each sentence within the ranges of the features: %s',
    async (question) => {
      const { sentences } = await ask(question);
      expect(sentences.length).toBeGreaterThan(0);
      for (const { features } of sentences) {
        expect(Object.keys(features).sort()).toEqual([...FEATURES].sort());
        for (const name of FEATURES) {
          expect(Number.isFinite(features[name]), name).toBe(true);
          // They say how many deviations a cosine is from what is usual, which has no bounds.
          if (name === 'vector' || name === 'likeness') continue;
          expect(features[name], name).toBeGreaterThanOrEqual(-ROUNDING);
          expect(features[name], name).toBeLessThanOrEqual(1 + ROUNDING);
        }
      }
    },
  );

  test('describes each sentence once, within its passage', async () => {
    const { sentences } = await ask('ferry');
    const places = sentences.map(({ candidate, sentence }) => {
      expect(sentence.start).toBeGreaterThanOrEqual(candidate.passage.start);
      expect(sentence.end).toBeLessThanOrEqual(candidate.passage.end);
      return `${candidate.document.id} ${sentence.start}`;
    });
    expect(new Set(places).size).toBe(places.length);
  });

  test('finds nothing for a question that says nothing', async () => {
    expect((await ask('hi, what is it?')).sentences).toEqual([]);
  });

  test('gives the same features whatever was asked before', async () => {
    const fresh = await openStage(HARBOUR);
    for (const question of [...QUESTIONS, ...QUESTIONS].reverse()) await ask(question);
    for (const question of QUESTIONS) {
      const alone = await retrieve(fresh.generation, fresh.embedder, question, {});
      const later = await ask(question);
      expect(later.sentences.length).toBe(alone.sentences.length);
      for (const [i, { features }] of later.sentences.entries()) {
        for (const name of FEATURES) {
          // A text is embedded beside others the first time, which changes its last digits.
          const before = alone.sentences[i]?.features[name] as number;
          expect(Math.abs(features[name] - before), name).toBeLessThan(ROUNDING);
        }
      }
    }
  });

  test.each(ANSWERED)('ranks the sentence that answers %j first', async (question, answer) => {
    expect(await bestOf(question)).toContain(answer);
  });

  test('ranks them first by words and names alone, with a model that knows no meaning', async () => {
    const workshop = await Workshop.with(HARBOUR);
    await workshop.update();
    const { embedder } = workshop;
    const generation = await workshop.open();
    for (const [question, answer] of ANSWERED) {
      expect(await bestOf(question, { generation, embedder }), question).toContain(answer);
    }
  });
});
