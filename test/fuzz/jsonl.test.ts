import { ok } from 'node:assert/strict';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AnswerService, Question } from '../../src/answer/answer.js';
import { checkedText } from '../../src/answer/question.js';
import { answerJsonLines } from '../../src/terminal/jsonl.js';
import { LONGEST_LINE, linesFrom } from '../../src/terminal/lines.js';
import { answer } from '../discord/support/answers.js';
import { area, isLong } from './area.js';
import { anyString, hostileText } from './texts.js';

const lines = area('JSON Lines');

/** Answers as the program does as far as this face can tell: with what was asked, or not at all. */
const service = {
  async ask(question: Question) {
    const text = checkedText(question);
    if (text.includes('!')) throw new Error('a defect of the program\u2028');
    return answer({ question: text, resolved: text });
  },
} as AnswerService;

/** What a run writes, one line each. */
async function answersTo(input: Readable): Promise<string[]> {
  const written: string[] = [];
  await answerJsonLines(service, input, async (line) => void written.push(line));
  return written;
}

const value = fc.oneof(
  { weight: 4, arbitrary: hostileText(6) },
  { weight: 2, arbitrary: anyString(6) },
  { weight: 3, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
);
const fields = fc.record(
  Object.fromEntries(
    [
      'id',
      'question',
      'conversation',
      'source',
      'after',
      'before',
      '__proto__',
      'text',
      'toString',
    ].map((key) => [key, value]),
  ),
  { requiredKeys: [] },
);
const line = fc.oneof(
  { weight: 5, arbitrary: fields.map((each) => JSON.stringify(each)) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        fields.map((each) => JSON.stringify(each)),
        fc.nat(80),
      )
      .map(([text, at]) => text.slice(0, at)),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('[', '{"a":', '"', '1', '-'), fc.integer({ min: 1, max: 20_000 }))
      .map(([part, n]) => part.repeat(n)),
  },
  { weight: 2, arbitrary: hostileText(8) },
);
const end = fc.constantFrom('\n', '\n', '\r\n', '\n\n', '\r', '\u2028', '');
const bytes = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .array(fc.tuple(line, end), { maxLength: 6 })
      .map((all) => Buffer.from(all.flat().join(''))),
  },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }).map((all) => Buffer.from(all)) },
);
/** The same bytes, in pieces that end anywhere, within a character as well. */
const chunks = fc
  .tuple(bytes, fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }))
  .map(([all, sizes]) => {
    const parts: Buffer[] = [];
    for (let at = 0, i = 0; at < all.length; i++) {
      // Most of a long line comes in one piece.
      const size = i < 40 ? (sizes[i % sizes.length] as number) : all.length;
      parts.push(all.subarray(at, at + size));
      at += size;
    }
    return { all, parts };
  });

lines.holds(
  'get a line of JSON each, whatever they hold and however they come',
  1,
  chunks,
  async ({ all: bytes, parts }) => {
    const written = await answersTo(Readable.from(parts));
    const text = new TextDecoder().decode(bytes);
    const all = text.split('\n');
    const asked = all.length - (/^\r?$/.test(all.at(-1) ?? '') ? 1 : 0);
    ok(written.length === asked, `${written.length} answers to ${asked} lines`);
    for (const each of written) {
      ok(!/[\u2028\u2029]|[\r\n](?!$)/.test(each), 'a line is one to any reader');
      const told = JSON.parse(each) as Record<string, unknown>;
      ok(
        'error' in told
          ? told.id === null || typeof told.id === 'string'
          : typeof told.id === 'string',
      );
    }
  },
);

test('are kept to their first megabyte', async () => {
  const size = isLong ? 64 * LONGEST_LINE : 4 * LONGEST_LINE;
  const pieces = function* () {
    yield '{"id":"a","question":"Who?"';
    for (let sent = 0; sent < size; sent += 65_536) yield ' '.repeat(65_536);
    yield '}\n{"id":"b","question":"Who?"}';
  };
  const lengths: number[] = [];
  for await (const each of linesFrom(Readable.from(pieces()))) lengths.push(each.length);
  expect(lengths).toEqual([LONGEST_LINE, 28]);
  const [first = '', second = ''] = await answersTo(Readable.from(pieces()));
  expect(JSON.parse(first)).toMatchObject({ id: null, error: { code: 'invalid-json' } });
  expect(JSON.parse(second)).toMatchObject({ id: 'b' });
});
