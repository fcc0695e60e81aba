import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openCorpusFolder } from '../../src/corpus/folder.js';
import { MOST_QUESTIONS, readQuestionsFile } from '../../src/corpus/questions-file.js';
import { documentsFolder } from '../documents-folder.js';

const read = async (content: string) =>
  readQuestionsFile(await documentsFolder({ 'questions.yaml': content }));

describe('the file of canonical questions', () => {
  test('is a list of questions', async () => {
    const { questions, faults } = await read(
      '# why\n- Who led it?\n- >\n  Is it\n  closed?\n- Who led it?\n',
    );
    expect(questions).toEqual(['Who led it?', 'Is it closed?']);
    expect(faults).toEqual([]);
  });

  test('that comes with the five texts has no fault', async () => {
    const { questions, faults } = await readQuestionsFile(join(import.meta.dirname, '../../seeds'));
    expect(faults).toEqual([]);
    expect(questions.length).toBeGreaterThan(5);
    for (const question of questions) expect(question).toMatch(/^[A-Z].*\?$/);
  });

  test('may be missing or empty', async () => {
    expect(await readQuestionsFile(await documentsFolder())).toEqual({ questions: [], faults: [] });
    expect(await read('')).toEqual({ questions: [], faults: [] });
  });

  test('is no document', async () => {
    const folder = await documentsFolder({ 'questions.yaml': '- Who?\n', 'a.txt': 'It is so.' });
    const { sources, unreadable } = await openCorpusFolder(folder, 1_000);
    expect([sources, unreadable]).toEqual([['a.txt'], []]);
  });

  test.each([
    ['a mapping', 'who: what\n'],
    ['text', 'Who led it?\n'],
    ['no YAML', '- [\n'],
  ])('is ignored with a fault when it holds %s', async (_, content) => {
    const { questions, faults } = await read(content);
    expect(questions).toEqual([]);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject({ source: 'questions.yaml' });
    expect(faults[0]?.message).toMatch(/^It is ignored, since it is no YAML list of questions: /);
  });

  test('loses only the entries that are no questions', async () => {
    const { questions, faults } = await read(
      `- Who?\n- [a]\n- ''\n- ${'x'.repeat(2_001)}\n- Why?\n`,
    );
    expect(questions).toEqual(['Who?', 'Why?']);
    expect(faults.map(({ message }) => message.slice(0, 19))).toEqual([
      'Entry 2 is ignored,',
      'Entry 3 is ignored,',
      'Entry 4 is ignored,',
    ]);
  });

  test('is read up to a bound', async () => {
    const many = Array.from({ length: MOST_QUESTIONS + 5 }, (_, n) => `- What is ${n}?\n`).join('');
    const { questions, faults } = await read(many);
    expect(questions).toHaveLength(MOST_QUESTIONS);
    expect(faults).toMatchObject([{ message: 'Only its first 200 questions are asked, of 205.' }]);
  });
});
