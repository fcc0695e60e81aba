import { beforeAll, describe, expect, test } from 'vitest';
import { type Explanation, explain } from '../../src/answer/explanation.js';
import { FEATURES } from '../../src/retrieval/features.js';
import { EVIDENCE } from '../../src/retrieval/ranker.js';
import { retrieve } from '../../src/retrieval/retrieve.js';
import { HARBOUR } from '../harbour.js';
import { openStage, type Stage } from '../stage.js';

const CAPTAIN = 'hi, who is the captain of the ferry?';

let stage: Stage;

beforeAll(async () => {
  const mayor = 'Mayor Leora Vance said the bridge over the river is safe.';
  stage = await openStage({ ...HARBOUR, 'mayor.txt': mayor });
});

async function explained(question: string): Promise<Explanation> {
  const { generation, embedder, weights } = stage;
  const retrieved = await retrieve(generation, embedder, question, {});
  return explain(retrieved, weights, (document) => generation.text(document));
}

describe('an explanation', () => {
  test('says what was looked for: the question without its greeting, and the kind of answer', async () => {
    const { question, answerType } = await explained(CAPTAIN);
    expect(question).toBe('who is the captain of the ferry?');
    expect(answerType).toBe('person');
  });

  test('gives each term its share of the question', async () => {
    const { terms } = await explained(CAPTAIN);
    expect(terms.map(({ word }) => word)).toEqual(['captain', 'ferry']);
    expect(terms.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1);
    const [captain, ferry] = terms;
    expect(captain?.weight).toBeGreaterThan(ferry?.weight as number);
  });

  test('says what else a term is looked for as: another spelling, a person, a place', async () => {
    const { terms } = await explained('did Orlowa meet vance in finland');
    const [orlova, , vance, finland] = ['orlowa', 'meet', 'vance', 'finland'].map((asked) =>
      terms.find(({ word }) => word === asked),
    );
    expect(orlova?.known).toBe(false);
    expect(orlova?.alternatives[0]?.text).toBe('orlova');
    expect(vance?.alternatives.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^person:\d+$/),
    ]);
    expect(finland?.alternatives).toEqual([{ text: 'place:FI', weight: 1 }]);
  });

  test('lists the best sentence of each passage as it stands in its document, best first', async () => {
    const { candidates } = await explained(CAPTAIN);
    expect(candidates.map(({ rank }) => rank)).toEqual(candidates.map((_, i) => i + 1));
    const scores = candidates.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(candidates.length).toBeLessThanOrEqual(10);
    expect(candidates[0]?.text).toContain('Ilse Maran');
    for (const { source, text, start, end } of candidates) {
      const document = stage.generation.find(source)?.id as number;
      expect(stage.generation.text(document).slice(start, end)).toBe(text);
    }
  });

  test('adds up: contributions to the score, evidence to the log odds of the confidence', async () => {
    const { candidates, confidence, evidence } = await explained(CAPTAIN);
    const sum = (parts: Explanation['evidence']) =>
      parts.reduce((total, { value, weight }) => total + value * weight, 0);
    for (const { score, contributions } of candidates) {
      expect(contributions.map(({ name }) => name)).toEqual([...FEATURES]);
      expect(sum(contributions)).toBeCloseTo(score, 9);
    }
    expect(evidence.map(({ name }) => name)).toEqual(['intercept', ...EVIDENCE]);
    expect(sum(evidence)).toBeCloseTo(Math.log(confidence / (1 - confidence)), 9);
  });

  test('agrees with the answer', async () => {
    const { candidates, confidence } = await explained(CAPTAIN);
    const answer = await stage.answerer().ask({ text: CAPTAIN });
    expect(answer.confidence).toBe(confidence);
    expect(candidates[0]?.text).toBe(answer.citations[0]?.quote.text);
  });

  test('of a question that says nothing is empty, with no confidence', async () => {
    expect(await explained('what is it?')).toMatchObject({
      terms: [],
      candidates: [],
      evidence: [],
      confidence: 0,
    });
  });
});
