import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { crossValidate, type Evaluated, examplesOf } from '../../src/evaluation/evaluate.js';
import { auroc, hitRate, share } from '../../src/evaluation/metrics.js';
import { readQuestionSet } from '../../src/evaluation/question-set.js';
import { openStage } from '../stage.js';

/**
 * Floors under what `npm run eval` measures, well below it: a change that makes answers worse than
 * this is a mistake and no matter of chance. Every answer is given with weights that were fitted
 * on other questions.
 */
const SEEDS = new URL('../../seeds/', import.meta.url).pathname;
const QUESTIONS = new URL('development.jsonl', import.meta.url).pathname;

let outcomes: Evaluated[];
const texts = new Map<string, string>();

beforeAll(async () => {
  for (const name of (await readdir(SEEDS)).filter((file) => file.endsWith('.txt'))) {
    texts.set(name, await readFile(join(SEEDS, name), 'utf8'));
  }
  const { generation, embedder } = await openStage(Object.fromEntries(texts));
  const { questions } = await readQuestionSet(QUESTIONS);
  const examples = await examplesOf(generation, embedder, questions);
  outcomes = crossValidate(generation, examples);
}, 120_000);

describe('answers to the development set', () => {
  test('hold the answer in the first citation, or among three, often enough', () => {
    expect(hitRate(outcomes, 1)()).toBeGreaterThanOrEqual(0.55);
    expect(hitRate(outcomes, 3)()).toBeGreaterThanOrEqual(0.7);
  });

  test('are surer where there is an answer', () => {
    expect(auroc(outcomes)()).toBeGreaterThanOrEqual(0.72);
  });

  test('do not present anything as the answer to a question off the topic', () => {
    const offTopic = outcomes.filter(({ question }) => question.kind === 'off-topic');
    expect(offTopic.length).toBeGreaterThan(20);
    expect(share(offTopic, ({ kind }) => kind === 'quoted')()).toBeLessThanOrEqual(0.04);
  });

  test('quote exactly what stands in the files', () => {
    const citations = outcomes.flatMap(({ composed }) => composed.citations);
    expect(citations.length).toBeGreaterThan(500);
    for (const { document, quote, passage } of citations) {
      const text = texts.get(document.source) as string;
      expect(text.slice(quote.start, quote.end)).toBe(quote.text);
      expect(quote.start).toBeGreaterThanOrEqual(passage.start);
      expect(quote.end).toBeLessThanOrEqual(passage.end);
    }
  });
});
