import { Readable } from 'node:stream';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Answer, AnswerService, Question } from '../../src/answer/answer.js';
import { answerJsonLines } from '../../src/terminal/jsonl.js';
import { HARBOUR } from '../harbour.js';
import { openStage, sureOf } from '../stage.js';

const range = { start: z.int().min(0), end: z.int() };
const slice = z.strictObject({ ...range, text: z.string().min(1) });
const share = z.number().min(0).max(1);
const citation = z.strictObject({
  rank: z.int().min(1).max(5),
  source: z.string().min(1),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  passage: z.strictObject(range),
  quote: slice,
  speaker: slice.optional(),
  score: share,
  alsoIn: z.array(z.strictObject({ source: z.string(), ...range })),
});
const shared = {
  id: z.string(),
  resolved: z.string().min(1).optional(),
  confidence: share,
  unsupported: z.array(z.string().min(1)).min(1).optional(),
  tookMs: z.number().min(0),
};
const citations = z.array(citation).min(1).max(5);
const differing = z
  .array(
    z.strictObject({
      kind: z.enum(['figures', 'days']),
      figures: z.array(slice.extend({ rank: z.int().min(1).max(5) })).min(2),
    }),
  )
  .min(1)
  .optional();
/** The contract: one of these per line, and nothing besides. */
const lineSchema = z.union([
  z.strictObject({
    ...shared,
    unsupported: z.never().optional(),
    kind: z.literal('quoted'),
    citations,
    support: z.strictObject({ independent: z.int().min(1), repeating: z.int().min(0) }),
    differing,
  }),
  z.strictObject({ ...shared, kind: z.literal('closest'), citations, differing }),
  z.strictObject({
    ...shared,
    kind: z.literal('none'),
    citations: z.tuple([]),
    reason: z.string().min(1),
    topics: z.array(z.string().min(1)).max(3),
  }),
  z.strictObject({
    id: z.string().nullable(),
    error: z.strictObject({ code: z.string().min(1), message: z.string().min(1) }),
  }),
]);

type Line = z.infer<typeof lineSchema>;

let service: AnswerService;
let unsure: AnswerService;

beforeAll(async () => {
  const stage = await openStage(HARBOUR);
  service = stage.answerer({ weights: sureOf(0.9, stage.weights) });
  unsure = stage.answerer({ weights: sureOf(0.01, stage.weights) });
});

async function run(
  input: string | Readable,
  answering: AnswerService = service,
): Promise<readonly Line[]> {
  const written: string[] = [];
  const stream = typeof input === 'string' ? Readable.from([Buffer.from(input)]) : input;
  await answerJsonLines(answering, stream, async (line) => void written.push(line));
  return written.map((line) => {
    expect(line.endsWith('\n')).toBe(true);
    expect(line.slice(0, -1)).not.toMatch(/[\n\r\u2028\u2029]/);
    return lineSchema.parse(JSON.parse(line));
  });
}

const asking = (id: string, question: string, rest: object = {}) =>
  JSON.stringify({ id, question, ...rest });
const FERRY = asking('q1', 'Who is the captain of the ferry?');
const isError = (line: Line | undefined) => line !== undefined && 'error' in line;

describe('JSON Lines', () => {
  test('answer a question with quotes that are exact slices of their files', async () => {
    const [line] = await run(`${FERRY}\n`);
    if (line === undefined || !('citations' in line)) throw new Error('no answer');
    expect(line).toMatchObject({ id: 'q1', kind: 'quoted', confidence: 0.9 });
    expect(line.citations[0]?.quote.text).toContain('Ilse Maran');
    for (const { source, passage, quote, alsoIn } of line.citations) {
      const text = HARBOUR[source] as string;
      expect(text.slice(quote.start, quote.end)).toBe(quote.text);
      expect(quote.start).toBeGreaterThanOrEqual(passage.start);
      expect(quote.end).toBeLessThanOrEqual(passage.end);
      for (const place of alsoIn) expect(HARBOUR[place.source]).toBeDefined();
    }
  });

  test('give the speaker, the support and what differs as the answer has them', async () => {
    const speaker = { start: 3, end: 9, text: 'MS. OR' };
    const figures = [
      { rank: 1, start: 12, end: 14, text: '12' },
      { rank: 1, start: 20, end: 22, text: '15' },
    ];
    const extended = {
      ask: async (question: Question): Promise<Answer> => {
        const answer = await service.ask(question);
        return {
          ...answer,
          citations: answer.citations.map((one) => ({ ...one, speaker })),
          support: { independent: 2, repeating: 1 },
          differing: [{ kind: 'figures', figures }],
        };
      },
    } as AnswerService;
    const [line] = await run(`${FERRY}\n`, extended);
    expect(line).toMatchObject({
      support: { independent: 2, repeating: 1 },
      differing: [{ kind: 'figures', figures }],
    });
    expect(line).toHaveProperty('citations.0.speaker', speaker);
  });

  test('complete a question from the turns before it in its conversation, and say how', async () => {
    const lines = [
      asking('a1', 'Who is Ilse Maran?', { conversation: 'a' }),
      asking('b1', 'Who is Zdenka Orlova?', { conversation: 'b' }),
      asking('a2', 'And how long has she served?', { conversation: 'a' }),
      asking('b2', 'What does she ask?', { conversation: 'b' }),
      asking('c1', 'What does she ask?'),
    ];
    const out = await run(`${lines.join('\n')}\n`);
    expect(out.map((line) => 'resolved' in line && line.resolved)).toEqual([
      false,
      false,
      'And how long has Ilse Maran served?',
      'What does Zdenka Orlova ask?',
      false,
    ]);
    const quoted = JSON.stringify(out[3]);
    expect(quoted).toContain('asks skippers to moor');
  });

  test('say what is missing, and what there is instead', async () => {
    const [line] = await run(`${asking('q', 'Does the ferry take Bitcoin?')}\n`, unsure);
    expect(line).toMatchObject({ kind: 'none', unsupported: ['Bitcoin'] });
    expect(line).toMatchObject({ reason: expect.stringContaining('“Bitcoin”') });
  });

  test('give one line for each line, in order, whatever is in them', async () => {
    const lines = [
      FERRY,
      'not JSON',
      asking('q2', 'hi, what is it?'),
      '',
      '   ',
      '{"id":"q3"}',
      '[]',
      'null',
      '"a string"',
      '{"id":7,"question":"numbers are no ids"}',
      asking('q4', ''),
      asking('q5', 'What is for sale?', { source: 'no-such.txt' }),
      asking('q6', 'What is for sale?', { after: 'yesterday' }),
      asking('q7', 'What is for sale?', { source: 5 }),
      asking('q8', 'Who sells rye bread?', { source: 'bakery.md', before: '2025-12-31' }),
    ];
    const out = await run(`${lines.join('\n')}\n`);
    expect(out).toHaveLength(lines.length);
    expect(out.map(({ id }) => id)).toEqual([
      'q1',
      null,
      'q2',
      null,
      null,
      'q3',
      null,
      null,
      null,
      null,
      'q4',
      'q5',
      'q6',
      'q7',
      'q8',
    ]);
    expect(out.map(isError)).toEqual(
      lines.map((_, i) => i !== 0 && i !== 2 && i !== lines.length - 1),
    );
  });

  test('say in an error what is wrong with the line', async () => {
    const out = await run(
      ['{', '{"id":"a","question":5}', asking('b', ' '), asking('c', 'x', { source: 'gone' })].join(
        '\n',
      ),
    );
    expect(out).toMatchObject([
      { error: { message: expect.stringContaining('JSON') } },
      { error: { message: expect.stringContaining('question') } },
      { error: { code: 'invalid-question', message: expect.stringContaining('empty') } },
      { error: { code: 'invalid-question', message: expect.stringContaining('gone') } },
    ]);
  });

  test('give nothing for no input', async () => {
    expect(await run('')).toEqual([]);
  });

  test('answer a last line that has no end', async () => {
    expect(await run(FERRY)).toHaveLength(1);
  });

  test('take a byte-order mark and Windows line ends', async () => {
    // Two files with a mark each, put together.
    const out = await run(`\uFEFF${FERRY}\r\n${FERRY}\r\n\uFEFF${FERRY}\r\n`);
    expect(out.map(isError)).toEqual([false, false, false]);
  });

  test('end a line at LF alone: JSON may hold line separators in a string', async () => {
    const id = 'a\u2028b\u2029c\u0085d';
    const [line, ...others] = await run(`${asking(id, 'Who is the captain?')}\n`);
    expect(others).toEqual([]);
    expect(line?.id).toBe(id);
  });

  test('keep characters whole that are cut by the pieces in which input arrives', async () => {
    const id = 'Zdeňka 🙂 船長';
    const bytes = Buffer.from(`${asking(id, 'Who is the captain?')}\n`);
    const pieces = Array.from(bytes, (_, i) => bytes.subarray(i, i + 1));
    expect((await run(Readable.from(pieces)))[0]?.id).toBe(id);
  });

  test('survive bytes that are no UTF-8', async () => {
    const stream = Readable.from([Buffer.from([0xff, 0xfe, 0x7b, 0x0a]), Buffer.from(FERRY)]);
    expect((await run(stream)).map(isError)).toEqual([true, false]);
  });

  test('refuse a question of a megabyte and go on', async () => {
    const out = await run(`${asking('long', 'ferry '.repeat(170_000))}\n${FERRY}\n`);
    expect(out).toMatchObject([{ id: 'long', error: { code: 'invalid-question' } }, { id: 'q1' }]);
  });

  test('write each answer before the next question is taken up', async () => {
    const events: string[] = [];
    const watched = {
      ask: async ({ text }: { text: string }): Promise<Answer> => {
        events.push(`asked ${text}`);
        return service.ask({ text });
      },
    } as AnswerService;
    const stream = Readable.from([
      Buffer.from(`${asking('1', 'ferry')}\n${asking('2', 'pier')}\n`),
    ]);
    await answerJsonLines(watched, stream, async (line) => {
      events.push(`writing ${JSON.parse(line).id}`);
      await Promise.resolve();
      events.push(`written ${JSON.parse(line).id}`);
    });
    expect(events).toEqual([
      'asked ferry',
      'writing 1',
      'written 1',
      'asked pier',
      'writing 2',
      'written 2',
    ]);
  });

  test('end with the fault when writing fails, and ask no more', async () => {
    const failing = answerJsonLines(
      service,
      Readable.from([Buffer.from(`${FERRY}\n${FERRY}\n`)]),
      () => Promise.reject(new Error('the disk is full')),
    );
    await expect(failing).rejects.toThrow('the disk is full');
  });

  test('go on after a line that meets a defect of the program', async () => {
    let asked = 0;
    const faltering = {
      ask: (question: Question) => {
        asked++;
        return asked === 1 ? Promise.reject(new Error('a defect')) : service.ask(question);
      },
    } as AnswerService;
    const [first, second] = await run(`${FERRY}\n${FERRY}\n`, faltering);
    expect(first).toEqual({ id: 'q1', error: { code: 'internal', message: 'a defect' } });
    expect(second).toMatchObject({ id: 'q1', kind: 'quoted' });
  });

  test('hand the filters and the conversation on as they are given', async () => {
    const rest = { conversation: 'c', source: 's', after: '2025-01-01', before: '2025-02-01' };
    const seen: unknown[] = [];
    const recording = {
      ask: (question: object) => {
        seen.push(question);
        return service.ask({ text: 'ferry' });
      },
    } as AnswerService;
    await run(`${asking('1', 'x', rest)}\n${asking('2', 'y', { surplus: true })}\n`, recording);
    expect(seen).toEqual([{ text: 'x', ...rest }, { text: 'y' }]);
  });
});
