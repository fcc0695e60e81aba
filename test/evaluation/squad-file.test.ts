import { describe, expect, test } from 'vitest';
import { VerbatimError } from '../../src/errors.js';
import { readSquadFile } from '../../src/evaluation/squad-file.js';
import { squadFile, VERSION_1, VERSION_2 } from './squad-files.js';

describe('a SQuAD file', () => {
  test('of version 1.1 is read with plain strings as answers', async () => {
    const { articles, someImpossible } = await readSquadFile(await squadFile(VERSION_1));
    expect(articles[0]?.paragraphs[0]?.qas[0]?.answers).toEqual(['Jorun Hale', 'Hale']);
    expect(someImpossible).toBe(false);
  });

  test('of version 2.0 is read with the texts of its answers and what is impossible', async () => {
    const { articles, someImpossible } = await readSquadFile(await squadFile(VERSION_2));
    const questions = articles[0]?.paragraphs[0]?.qas ?? [];
    expect(questions.map(({ answers }) => answers)).toEqual([['basket weaving'], []]);
    expect(questions.map((question) => question.is_impossible)).toEqual([false, true]);
    expect(someImpossible).toBe(true);
  });

  const paragraph = (change: object) => ({
    data: [{ title: 'A', paragraphs: [{ context: 'Text.', qas: [], ...change }] }],
  });
  const asked = (change: object) =>
    paragraph({ qas: [{ id: 'a', question: 'Who?', answers: ['x'], ...change }] });

  test.each([
    ['that is no JSON', '{"data"', /squad\.json is no JSON/],
    ['that is a list', [], /squad\.json is no SQuAD file: its whole/],
    ['without data', {}, /squad\.json is no SQuAD file: data:/],
    ['without an article', { data: [] }, /data: holds no article/],
    ['without a context', paragraph({ context: 7 }), /data\[0\]\.paragraphs\[0\]\.context:/],
    ['with a number for an answer', asked({ answers: ['x', 3] }), /qas\[0\]\.answers\[1\]:/],
    ['without an answer to a possible question', asked({ answers: [] }), /answers: is empty/],
  ])('%s is refused by its name and the place', async (_, content, message) => {
    const refused = readSquadFile(await squadFile(content));
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toBeInstanceOf(VerbatimError);
  });

  test('that is not there is refused by its name', async () => {
    await expect(readSquadFile('/nowhere/dev.json')).rejects.toThrow(/\/nowhere\/dev\.json/);
  });
});
