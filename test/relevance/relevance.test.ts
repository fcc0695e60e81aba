import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { calibrationError } from '../../src/evaluation/calibration.js';
import { crossValidate, type Evaluated, examplesOf } from '../../src/evaluation/evaluate.js';
import { auroc, hitRate, share } from '../../src/evaluation/metrics.js';
import { readQuestionSet } from '../../src/evaluation/question-set.js';
import { openStage } from '../stage.js';

/**
 * Bounds a little beyond what `npm run eval` measures (two or three questions): a change that makes
 * answers worse than this is to be looked at. Every answer is given with weights that were fitted
 * on other questions, pulled towards the committed prior.
 */
const SEEDS = new URL('../../seeds/', import.meta.url).pathname;
const QUESTIONS = new URL('development.jsonl', import.meta.url).pathname;

let outcomes: Evaluated[];
const texts = new Map<string, string>();

beforeAll(async () => {
  for (const name of (await readdir(SEEDS)).filter((file) => file.endsWith('.txt'))) {
    texts.set(name, await readFile(join(SEEDS, name), 'utf8'));
  }
  const { generation, embedder, weights } = await openStage(Object.fromEntries(texts));
  const { questions } = await readQuestionSet(QUESTIONS);
  const examples = await examplesOf(generation, embedder, questions);
  outcomes = crossValidate(generation, examples, weights.prior?.features);
}, 120_000);

describe('answers to the development set', () => {
  test('hold the answer in the first citation, or among three, often enough', () => {
    expect(hitRate(outcomes, 1)()).toBeGreaterThanOrEqual(0.71);
    expect(hitRate(outcomes, 3)()).toBeGreaterThanOrEqual(0.82);
  });

  test('are surer where there is an answer, and as sure as they are right', () => {
    expect(auroc(outcomes)()).toBeGreaterThanOrEqual(0.78);
    expect(calibrationError(outcomes)).toBeLessThanOrEqual(0.09);
  });

  test.each([
    ['off-topic', 25, 0.04],
    ['near-topic', 30, 0.24],
  ])('seldom present anything as the answer to a question that is %s', (wanted, count, most) => {
    const asked = outcomes.filter(({ question }) => question.kind === wanted);
    expect(asked.length).toBe(count);
    expect(share(asked, ({ kind }) => kind === 'quoted')()).toBeLessThanOrEqual(most);
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
