import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { VerbatimError } from '../../src/errors.js';
import { grouped } from '../../src/evaluation/groups.js';
import { readQuestionSet } from '../../src/evaluation/question-set.js';
import { temporaryFolder } from '../temporary-folder.js';

const QUESTION = { id: 'a', question: 'Who?', answerable: false, kind: 'direct', gold: [] };

async function setOf(content: string): Promise<string> {
  const path = join(await temporaryFolder(), 'questions.jsonl');
  await writeFile(path, content);
  return path;
}

test('a question set is read line by line, blank lines left out', async () => {
  const path = await setOf(`${JSON.stringify(QUESTION)}\n\n${JSON.stringify(QUESTION)}\n`);
  const read = { ...QUESTION, group: QUESTION.id };
  expect((await readQuestionSet(path)).questions).toEqual([read, read]);
});

test('questions with the same answer are of one group when they are grouped', async () => {
  const gold = [{ file: 'a.txt', quote: 'It is so.' }];
  const lines = ['a', 'b', 'c'].map((id) =>
    JSON.stringify({ ...QUESTION, id, ...(id === 'b' ? {} : { answerable: true, gold }) }),
  );
  const { questions } = await readQuestionSet(await setOf(lines.join('\n')));
  expect(questions.map(({ group }) => group)).toEqual(['a', 'b', 'c']);
  expect(grouped(questions).map(({ group }) => group)).toEqual(['a', 'b', 'a']);
});

test('two sets with the same content have the same hash, another content another', async () => {
  const [a, b, c] = await Promise.all(
    [1, 1, 2].map(async (count) => {
      const path = await setOf(`${JSON.stringify(QUESTION)}\n`.repeat(count));
      return (await readQuestionSet(path)).sha256;
    }),
  );
  expect(a).toBe(b);
  expect(a).not.toBe(c);
});

test.each([
  ['that is no JSON', `${JSON.stringify(QUESTION)}\nnot json\n`, /Line 2 /],
  ['that lacks a key', '{"id":"a"}\n', /Line 1 /],
  ['without questions', '\n', /holds no questions/],
])('a set %s is refused with its place', async (_, content, message) => {
  const refused = readQuestionSet(await setOf(content));
  await expect(refused).rejects.toThrow(message);
  await expect(refused).rejects.toBeInstanceOf(VerbatimError);
});

test('a set that is not there is refused by its name', async () => {
  await expect(readQuestionSet('/nowhere/questions.jsonl')).rejects.toThrow(/questions\.jsonl/);
});
