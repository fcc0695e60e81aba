import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Citation } from '../../src/answer/answer.js';
import type { Answerer } from '../../src/answer/service.js';
import { HARBOUR } from '../harbour.js';
import { openStage, sureOf } from '../stage.js';

let sure: Answerer;
let unsure: Answerer;

const DOCUMENTS = {
  ...HARBOUR,
  'quarry.txt':
    'The quarry reopened on Tuesday, 4 March 2025, and employs at least 40 masons from two villages.\n\nIts stone goes to Norway by ship.\n\nThe chapel in Saltburn was built of stone from the quarry, as Norway has none like it.\n\nA cease-fire between the neighbours has held for thirty years.',
};

beforeAll(async () => {
  const stage = await openStage(DOCUMENTS);
  sure = stage.answerer({ weights: sureOf(0.9, stage.weights) });
  unsure = stage.answerer({ weights: sureOf(0.3, stage.weights) });
});

const boldIn = ({ quote, answering }: Citation) =>
  answering.map(({ start, end }) => quote.text.slice(start - quote.start, end - quote.start));
const bold = async (text: string) => boldIn((await sure.ask({ text })).citations[0] as Citation);

describe('the words that answer', () => {
  test.each([
    ['Who is the captain of the ferry?', ['Ilse Maran']],
    ['Who built the oven of the bakery?', ['Tomas Kieran']],
    ['How many masons does the quarry employ?', ['at least 40 masons']],
    ['What does a ferry ticket cost?', ['four crowns', 'under six']],
    ['How much are the repairs of the beam thought to cost?', ['40,000 crowns']],
    ['How long has the cease-fire between the neighbours held?', ['thirty years']],
    ['When did the quarry reopen?', ['Tuesday, 4 March 2025']],
    ['When does the ferry to the island leave?', ['seven in the morning']],
    ['Until when is the eastern pier closed?', ['the end of May']],
    ['Where was the chapel built of stone from the quarry?', ['Saltburn']],
    ['Which country does the stone of the quarry go to?', ['Norway']],
  ])('%s are the thing that is wanted', async (question, words) => {
    expect(await bold(question)).toEqual(words);
  });

  test('are no thing that the question names itself', async () => {
    expect(await bold('How many villages do the 40 masons of the quarry come from?')).toEqual([
      'two villages',
    ]);
  });

  test('are those of the question, in any form, where no kind of thing is wanted', async () => {
    const words = await bold('Does the ferry carry a lorry?');
    expect(words).toEqual(expect.arrayContaining(['ferry', 'carries lorries']));
    expect(words.join(' ')).not.toMatch(/noon|passengers/);
    expect(await bold('Is there a ceasefire between the neighbours?')).toContain('neighbours');
  });

  test.each([
    'Who has held the cease-fire between the neighbours?',
    'When did the cease-fire between the neighbours begin?',
    'Where has the cease-fire between the neighbours held?',
  ])('are none where the quote holds nothing of the kind: “%s”', async (question) => {
    const [first] = (await sure.ask({ text: question })).citations;
    expect(first?.quote.text).toContain('A cease-fire between the neighbours has held');
    expect(first?.answering).toEqual([]);
  });

  test('of “who is X?” are not the names of others', async () => {
    expect(await bold('Who is Zdenka Orlova?')).toEqual(['Zdenka Orlova']);
  });

  test('stand in the quote, apart from each other, and leave at least half of it as it is', async () => {
    const word = fc.constantFrom(
      ...['who', 'when', 'where', 'how many', 'what', 'cost', 'ferry', 'captain', 'pier', 'island'],
      ...[
        'Ilse Maran',
        'quarry',
        'Norway',
        '40',
        'closed',
        'May',
        'oven',
        'Orlova',
        'ticket',
        'beam',
      ],
    );
    const questions = fc
      .array(word, { minLength: 1, maxLength: 6 })
      .map((words) => words.join(' '));
    await fc.assert(
      fc.asyncProperty(questions, fc.boolean(), async (text, isSure) => {
        const { citations } = await (isSure ? sure : unsure).ask({ text });
        for (const { quote, answering } of citations) {
          let last = quote.start;
          for (const { start, end } of answering) {
            expect(start >= last && end > start && end <= quote.end).toBe(true);
            last = end;
          }
          const marked = answering.reduce((sum, { start, end }) => sum + end - start, 0);
          expect(marked).toBeLessThanOrEqual(0.6 * quote.text.length);
        }
      }),
      { numRuns: 60 },
    );
  });
});
