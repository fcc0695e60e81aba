import { describe, expect, test } from 'vitest';
import type { Span } from '../../src/corpus/document.js';
import {
  documentsOf,
  questionsOf,
  type SquadDocument,
  unansweredQuestionsOf,
} from '../../src/evaluation/squad-corpus.js';
import { readSquadFile } from '../../src/evaluation/squad-file.js';
import { sentencesOf } from '../../src/passages/sentences.js';
import { squadFile, VERSION_1, VERSION_2 } from './squad-files.js';

async function documentsIn(content: unknown): Promise<SquadDocument[]> {
  return documentsOf((await readSquadFile(await squadFile(content))).articles);
}

/** The first document of an article with these paragraphs, and one question on the first. */
async function asked(contexts: readonly string[], answers: readonly string[]) {
  const [first, ...rest] = contexts.map((context) => ({ context, qas: [] as object[] }));
  first?.qas.push({ id: 'q', question: 'What?', answers });
  const [document] = await documentsIn({ data: [{ title: 'T', paragraphs: [first, ...rest] }] });
  return document as SquadDocument;
}

const cut = ({ text, paragraphs }: SquadDocument): Span[] =>
  paragraphs.flatMap((paragraph) => sentencesOf(text, paragraph));

function goldOf(document: SquadDocument): string[] {
  const [question] = questionsOf(document, cut(document));
  return question?.gold.map(({ quote }) => quote) ?? [];
}

describe('an article', () => {
  test('becomes a text whose paragraphs stand where they are said to, a blank line apart', async () => {
    const [document] = await documentsIn(VERSION_1);
    const { text, paragraphs } = document as SquadDocument;
    expect(paragraphs.map(({ start, end }) => text.slice(start, end))).toEqual(
      VERSION_1.data[0]?.paragraphs.map(({ context }) => context),
    );
    expect(text.split('\n\n')).toHaveLength(3);
  });

  test('keeps a paragraph together that has blank lines or odd spaces in it', async () => {
    const document = await asked([' One stone.\n\nTwo  stones. '], ['Two stones']);
    expect(document.text).toBe('One stone. Two stones.\n\n');
    expect(goldOf(document)).toEqual(['Two stones.']);
  });

  test('has a file name that no title can lead astray', async () => {
    const [document] = await documentsIn({ data: [{ title: '../x/y', paragraphs: [] }] });
    expect(document?.source).toMatch(/^[\p{L}\p{N}_]+\.txt$/u);
  });
});

describe('gold', () => {
  const mill = ['The mill is old. Jorun Hale built it. Its wheel turns.', 'Jorun Hale was tall.'];

  test('is the sentence with the answer, in the paragraph of the question alone', async () => {
    expect(goldOf(await asked(mill, ['Jorun Hale']))).toEqual(['Jorun Hale built it.']);
  });

  test('is every sentence with any of the answers, each once', async () => {
    const document = await asked(mill, ['Hale', 'Jorun Hale', 'wheel']);
    expect(goldOf(document)).toEqual(['Jorun Hale built it.', 'Its wheel turns.']);
  });

  test('is each sentence that an answer touches which goes over an end', async () => {
    const document = await asked(mill, ['old. Jorun']);
    expect(goldOf(document)).toEqual(['The mill is old.', 'Jorun Hale built it.']);
  });

  test('names the place, so that the same words elsewhere are none', async () => {
    const document = await asked(['Geese hiss.', 'Geese hiss.'], ['Geese']);
    const [question] = questionsOf(document, cut(document));
    expect(question?.gold).toEqual([
      { file: document.source, quote: 'Geese hiss.', at: { start: 0, end: 11 } },
    ]);
  });

  test('is none for an impossible question', async () => {
    const [document] = await documentsIn(VERSION_2);
    const questions = questionsOf(document as SquadDocument, cut(document as SquadDocument));
    expect(questions.map(({ answerable, gold }) => [answerable, gold.length])).toEqual([
      [true, 1],
      [false, 0],
    ]);
  });
});

test('questions of one article are one group, and a left-out article answers none of them', async () => {
  const [document] = await documentsIn(VERSION_1);
  const left = unansweredQuestionsOf(document as SquadDocument);
  expect(left.map(({ id }) => id)).toEqual(['m1', 'm2', 'm3']);
  expect(new Set(left.map(({ group }) => group)).size).toBe(1);
  expect(left.every(({ answerable, gold }) => !answerable && gold.length === 0)).toBe(true);
});
