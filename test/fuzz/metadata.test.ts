import { ok } from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDate } from '../../src/corpus/dates.js';
import { openCorpusFolder } from '../../src/corpus/folder.js';
import { readFrontMatter } from '../../src/corpus/front-matter.js';
import { MOST_QUESTIONS, readQuestionsFile } from '../../src/corpus/questions-file.js';
import { readSourcesFile } from '../../src/corpus/sources-file.js';
import { parseYaml } from '../../src/corpus/yaml.js';
import { documentsFolder } from '../documents-folder.js';
import { temporaryFolder } from '../temporary-folder.js';
import { area, isLong, sampled } from './area.js';
import { checkDocument } from './documents.js';
import { growth } from './growth.js';
import { hostileText } from './texts.js';
import { anyYaml, EXPENSIVE } from './yaml.js';

const metadata = area('metadata');
const oneLine = (message: string) => /^[^\r\n]+$/.test(message);

describe('front matter', () => {
  const opened = fc
    .tuple(
      fc.constantFrom('', '\ufeff'),
      fc.constantFrom('---\n', '---\r\n', '--- \t\n', '---\r'),
      anyYaml,
      fc.constantFrom('---\n', '\n---\n', '\n---', '', '\n---x\n'),
      hostileText(12),
    )
    .map((parts) => parts.join(''));

  metadata.holds('is read, or costs its document a refusal in one line', 0.35, opened, (text) =>
    checkDocument('a.md', Buffer.from(text)),
  );

  metadata.holds('ends within the text, and changes no prototype', 0.15, opened, (text) => {
    try {
      const { bodyStart, metadata: found, remarks } = readFrontMatter(text);
      ok(bodyStart >= 0 && bodyStart <= text.length);
      for (const value of Object.values(found)) ok(value.length > 0);
      for (const remark of remarks) ok(typeof remark === 'string');
    } catch (error) {
      ok(error instanceof Error && oneLine(error.message), String(error));
    }
    ok(!('title' in {}) && Object.keys(Object.prototype).length === 0);
  });
});

metadata.holds(
  'a date is a day of the calendar, or not understood',
  0.2,
  fc.oneof(
    hostileText(8),
    fc.date().map(String),
    fc
      .tuple(
        fc.nat(99),
        fc.constantFrom('/', '-', '.', ' '),
        fc.nat(99),
        fc.constantFrom('/', '-', ' May '),
        fc.nat(9999),
      )
      .map((parts) => parts.join('')),
  ),
  (text) => {
    const date = parseDate(text);
    if (date === undefined) return;
    ok(/^\d{4}-\d{2}-\d{2}$/.test(date) && new Date(date).toISOString().startsWith(date), date);
  },
);

describe('files beside the documents', async () => {
  const folder = await temporaryFolder();
  const content = fc.oneof(
    anyYaml.map((text) => Buffer.from(text)),
    fc.uint8Array({ maxLength: 200 }),
  );

  metadata.holds(
    'sources.yaml is read, or its faults are told in one line each',
    0.15,
    content,
    async (bytes) => {
      await writeFile(join(folder, 'sources.yaml'), bytes);
      const { bySource, faults, isLost } = await readSourcesFile(folder);
      for (const { message } of faults)
        ok(oneLine(message.replace(/[\u2028\u2029]/g, '')), message);
      for (const source of bySource.keys()) isLost(source);
      ok(Object.keys(Object.prototype).length === 0);
    },
  );

  metadata.holds('questions.yaml is read, or its faults are told', 0.1, content, async (bytes) => {
    await writeFile(join(folder, 'questions.yaml'), bytes);
    const { questions, faults } = await readQuestionsFile(folder);
    ok(questions.length <= MOST_QUESTIONS);
    for (const question of questions) ok(question.trim() !== '' && question.length <= 2_000);
    for (const { message } of faults) ok(oneLine(message), message);
  });
});

const letter = fc.constantFrom(
  ...[
    'a',
    'B',
    ' ',
    '.',
    '-',
    '\\',
    "'",
    '"',
    '\n',
    '\u202e',
    '\u0301',
    '😀',
    '日',
    '%',
    '#',
    ':',
    '*',
    '?',
    '~',
    '\u0001',
    '\u200b',
    '<',
    '|',
  ],
);
const name = fc
  .tuple(
    fc.array(letter, { minLength: 1, maxLength: 20 }),
    fc.constantFrom('.txt', '.md', '.TXT', '.yaml', ''),
  )
  .map(([letters, end]) => letters.join('') + end)
  .filter((each) => !/^\.+$/.test(each));

metadata.holds(
  'a folder is listed whatever its files are called',
  0.05,
  fc.uniqueArray(name, { maxLength: 6 }),
  async (names) => {
    const seeds = await documentsFolder(Object.fromEntries(names.map((each) => [each, 'A text.'])));
    const { sources, unreadable } = await openCorpusFolder(seeds, 1_000);
    const expected = names.filter((each) => !each.startsWith('.') && /\.(?:txt|md)$/i.test(each));
    expect([...sources].sort()).toEqual(expected.sort());
    expect(unreadable).toEqual([]);
  },
);

describe.each(sampled(Object.entries(EXPENSIVE), 8))('YAML with %s', (_, make) => {
  test('takes time in proportion to its length', () => {
    const work = (source: string) => {
      try {
        parseYaml(source);
      } catch (error) {
        expect(error).not.toBeInstanceOf(RangeError);
      }
    };
    expect(growth(make, work, isLong ? 60_000 : 10_000)).toBeLessThan(3.2);
  });
});
