import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BUNDLED } from '../src/config.js';
import { DEVELOPMENT_SET, readQuestionSet } from '../src/evaluation/question-set.js';
import { type Measured, readQuality, writeQuality } from '../src/quality.js';
import { bundledEmbedder } from './bundled-embedder.js';
import { temporaryFolder } from './temporary-folder.js';

const MEASURED: Measured = {
  date: '2026-01-02',
  questionSet: 'questions.jsonl',
  questions: 240,
  hitAt1: 0.5,
  hitAt3: 0.75,
  auroc: 0.85,
  ece: 0.04,
  falselyQuoted: 0.05,
  modelFingerprint: 'this',
};

const place = async () => join(await temporaryFolder(), 'evaluation.json');

describe('the figures of the last evaluation', () => {
  test('are read as they were written, in four digits', async () => {
    const path = await place();
    await writeQuality(path, { ...MEASURED, hitAt1: 2 / 3 });
    expect(await readQuality(path, 'this')).toEqual({
      kind: 'measured',
      ...MEASURED,
      hitAt1: 0.6667,
    });
    expect(await readFile(path, 'utf8')).toMatch(/\n\}\n$/);
  });

  test('say nothing of another model', async () => {
    const path = await place();
    await writeQuality(path, MEASURED);
    expect(await readQuality(path, 'other')).toEqual({ kind: 'other-model' });
  });

  test.each([
    ['no JSON', '{'],
    ['other figures', JSON.stringify({ ...MEASURED, hitAt1: 70 })],
    ['something missing', JSON.stringify({ ...MEASURED, auroc: undefined })],
  ])('are unknown when the file holds %s', async (_, content) => {
    const path = await place();
    await writeFile(path, content);
    expect(await readQuality(path, 'this')).toEqual({ kind: 'unknown' });
  });

  test('are unknown without the file', async () => {
    expect(await readQuality(await place(), 'this')).toEqual({ kind: 'unknown' });
  });

  test('are not written when one is none', async () => {
    const none = { ...MEASURED, falselyQuoted: Number.NaN };
    await expect(writeQuality(await place(), none)).rejects.toThrow('falselyQuoted');
  });

  test('that come with the program are of its model and its questions', async () => {
    const { fingerprint } = await bundledEmbedder();
    const { questions } = await readQuestionSet(DEVELOPMENT_SET);
    expect(await readQuality(BUNDLED.evaluation, fingerprint)).toMatchObject({
      kind: 'measured',
      questionSet: DEVELOPMENT_SET,
      questions: questions.length,
    });
  });
});
