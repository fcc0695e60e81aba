import { beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../../src/answer/answer.js';
import type { Answerer } from '../../src/answer/service.js';
import { openStage, sureOf } from '../stage.js';

const STORY =
  'Divers had gone down at dawn, and the quay was full of people who wanted to know. A dog barked at them all morning while the wind turned to the west and rose.';
const COPIED = `The keeper of the lighthouse, Ada Brandt, lit its lamp in the storm. ${STORY}`;

/** What the papers of an island say of its lighthouse and its ferry. */
const ISLAND: Readonly<Record<string, string>> = {
  'copy.txt': `Lamp lit\n\n${COPIED}\n`,
  'gazette.txt': `---\ntitle: The lamp\npublisher: Gazette\n---\n\n${COPIED}\n`,
  'herald.txt':
    '---\ntitle: Storm\npublisher: Herald\n---\n\nAda Brandt is keeper of the lighthouse since the spring, and she lit the lamp.\n\nThe new rules limit the island ferry to 600 passengers in winter.\n',
  'rules.txt':
    'Rules for ferries\n\nThe council wants to limit the island ferry to 800 passengers in all weathers.\n',
  'hearing.txt': `Hearing on the harbour wall\n\nTHE CHAIR:  Good morning.  We begin.\n\nQ  Who pays for the harbour wall?\n\nMS. HOLM:  Thank you for the question, which we have expected for many weeks.\n\n${'We have looked at many ways to go about it, and none of them was cheap for the people who live here. '.repeat(6)}\n\nThe toll on lorries will pay for the harbour wall over twenty years.\n\nQ  Thank you.\n`,
};

let answerer: Answerer;
let faults: readonly string[];

beforeAll(async () => {
  const stage = await openStage(ISLAND);
  answerer = stage.answerer({ weights: sureOf(0.9, stage.weights) });
  faults = stage.faults;
});

async function ask(text: string): Promise<Answer> {
  const answer = await answerer.ask({ text });
  for (const { document, quote, speaker = quote, passage } of answer.citations) {
    const file = ISLAND[document.source] ?? '';
    for (const slice of [quote, speaker]) {
      expect(file.slice(slice.start, slice.end)).toBe(slice.text);
    }
    expect(passage.start).toBeLessThanOrEqual(quote.start);
    expect(passage.end).toBeGreaterThanOrEqual(quote.end);
  }
  expect(faults).toEqual([]);
  return answer;
}

describe('the citations of an answer', () => {
  test('say how many sources are independent and how many repeat one', async () => {
    const { citations, support } = await ask('Who is the keeper of the lighthouse?');
    expect(citations[0]?.quote.text).toContain('Ada Brandt');
    expect(support).toEqual({ independent: 2, repeating: 1 });
  });

  test('give figures that differ side by side, each a slice of its quote', async () => {
    const { citations, differing } = await ask('What is the passenger limit of the island ferry?');
    const [group, ...others] = differing ?? [];
    expect(others).toEqual([]);
    expect(group?.figures.map(({ text }) => text).sort()).toEqual(['600', '800']);
    for (const { rank, start, end, text } of group?.figures ?? []) {
      const { quote } = citations[rank - 1] as Answer['citations'][number];
      expect(quote.text.slice(start - quote.start, end - quote.start)).toBe(text);
    }
  });

  test('name the speaker of a transcript as its label does', async () => {
    const { citations } = await ask('What will pay for the harbour wall?');
    const toll = citations.find(({ quote }) => quote.text.includes('toll on lorries'));
    expect(toll?.speaker?.text).toBe('MS. HOLM');
  });

  test('leave room for other passages beside twenty copies of one', async () => {
    const wire =
      'The toll on the island bridge pays for the lighthouse keeper, the council said on Monday.';
    const stage = await openStage({
      ...Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`wire-${i}.txt`, `${wire}\n`])),
      'bridge.txt': 'Nobody has paid the toll on the bridge of the island since the storm.\n',
      'keeper.txt': 'The keeper of the lighthouse is paid by the harbour and by nobody else.\n',
    });
    const { citations } = await stage
      .answerer({ weights: sureOf(0.9, stage.weights) })
      .ask({ text: 'What does the toll on the island bridge pay for?' });
    expect(citations[0]?.alsoIn).toHaveLength(19);
    const sources = citations.map(({ document }) => document.source);
    expect(sources.slice(1)).toEqual(expect.arrayContaining(['bridge.txt', 'keeper.txt']));
  });

  test.each([0.3, 0.9])('show no sentence twice, at a confidence of %d', async (confidence) => {
    const rest =
      'while the wind turned to the west, the gulls came in from the open water to sit on the roofs, and the people who had been out since dawn went home along the quay with their baskets, their nets and their ropes, to sleep until the evening tide would call them out again';
    const paragraphs = [
      `The breakwater of the island was built in the summer, ${rest}.`,
      `It was the council that had the breakwater of the island built, ${rest}.`,
      `She said the breakwater of the island was built of stone, ${rest}.`,
      `It was built too low, the breakwater of the island, ${rest}.`,
    ];
    const stage = await openStage({ 'breakwater.txt': `${paragraphs.join('\n\n')}\n` });
    const { citations } = await stage
      .answerer({ weights: sureOf(confidence, stage.weights) })
      .ask({ text: 'How was the breakwater of the island built?' });
    expect(citations.length).toBeGreaterThan(1);
    const quotes = citations.map(({ quote }) => quote).sort((a, b) => a.start - b.start);
    for (const [i, { start }] of quotes.entries()) {
      expect(start).toBeGreaterThanOrEqual(quotes[i - 1]?.end ?? 0);
    }
  });

  test('are free of support when they are only the closest', async () => {
    const stage = await openStage(ISLAND);
    const unsure = stage.answerer({ weights: sureOf(0.3, stage.weights) });
    const answer = await unsure.ask({ text: 'Who is the keeper of the lighthouse?' });
    expect(answer.kind).toBe('closest');
    expect(answer).not.toHaveProperty('support');
  });
});
