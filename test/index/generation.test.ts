import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Generation } from '../../src/index/generation.js';
import { alter } from './tamper.js';
import { Workshop } from './workshop.js';

const DOCUMENTS = {
  'a.txt':
    'The Ukrainian delegation was led by Andriy Yermak, and the U.S. delegation was led by Rubio, who spoke first and for a long time about the border and about 600,000 soldiers.\n\nZelenskyy thanked the negotiators on Sunday; the café near the Élysée was closed, and so nobody who had come to the talks could drink a coffee there.',
  'b.md': '# Sanctions\n\nThe assets were frozen in Europe.',
};

let workshop: Workshop;
let generation: Generation;

beforeAll(async () => {
  workshop = await Workshop.with(DOCUMENTS);
  await workshop.update();
});
beforeEach(async () => {
  generation = await workshop.open();
});

/** The documents of the passages that hold one of the words. */
function found(...words: string[]): string[] {
  return generation
    .matchWords(words, 10)
    .map(({ passage }) => generation.passage(passage))
    .map(({ document }) => generation.document(document).info.source);
}

describe('a search for words', () => {
  test('finds the passages that hold one, in any inflection', () => {
    expect(found('negotiator')).toEqual(['a.txt']);
    expect(found('freezing', 'asset')).toEqual(['b.md']);
    expect(found('us')).toEqual(['a.txt']);
    expect(found('600000')).toEqual(['a.txt']);
    expect(found('cafe')).toEqual(['a.txt']);
    expect(found('penguin')).toEqual([]);
  });

  test('gives at most as many as asked for, best first', () => {
    const all = generation.matchWords(['the', 'delegation'], 10);
    expect(all.length).toBeGreaterThan(1);
    expect(all.map(({ score }) => score)).toEqual(
      all.map(({ score }) => score).sort((a, b) => b - a),
    );
    expect(generation.matchWords(['the', 'delegation'], 1)).toEqual(all.slice(0, 1));
  });

  test('for words on end finds them in their order, within a text', () => {
    const phrase = (text: string) => generation.matchPhrase(text.split(' '), 10).length;
    const firstPassage = () => generation.passageIds(generation.documents[0]?.id ?? 0)?.first;
    expect(phrase('the ukrainian delegation was led')).toBe(1);
    expect(phrase('delegation was led')).toBe(1);
    expect(phrase('led was delegation')).toBe(0);
    expect(phrase('the talks drink')).toBe(0);
    expect(phrase('sanctions sanctions')).toBe(0);
    expect(generation.matchPhrase(['the'], 1)).toEqual([firstPassage()]);
    expect(generation.matchPhrase([], 10)).toEqual([]);
  });

  test('finds nothing without words', () => {
    expect(generation.matchWords([], 10)).toEqual([]);
  });

  test.each([
    '"',
    '""',
    "'",
    '*',
    'a*',
    '^a',
    '-a',
    '+',
    '(',
    ')',
    'a"b',
    '{a b}:',
    'title:border',
    ':',
    '.',
    'AND',
    'OR',
    'NOT',
    'NEAR',
    'NEAR(a b)',
    ';',
    '--',
    '%',
    '\\',
    '',
    ' ',
    '👩‍👩‍👧‍👦',
    '\u0301',
    'x'.repeat(5000),
  ])('takes %j for a word, not for an operator', (word) => {
    expect(() => generation.matchWords([word], 10)).not.toThrow();
    expect(found('frozen', word)).toContain('b.md');
    expect(() => generation.matchPhrase([word, word], 10)).not.toThrow();
    expect(() => generation.similarWords(word, 10)).not.toThrow();
    expect(() => generation.word(word)).not.toThrow();
  });

  test('takes thousands of words at once', () => {
    const words = Array.from({ length: 5000 }, (_, i) => `word${i}`);
    expect(found(...words, 'frozen')).toEqual(['b.md']);
  });
});

describe('a search for words so common that to score them all takes long', () => {
  let crowd: Workshop;
  let crowded: Generation;
  beforeAll(async () => {
    crowd = await Workshop.with({
      'a.txt': 'The lantern of the mooring was lit for 1.5 hours.',
    });
    await crowd.update();
    // As though 13,000 passages held "mooring", and as many "harbour": 5 of them both.
    await alter(
      crowd.indexDir,
      `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 25995)
       INSERT INTO passage_words (rowid, title, section, body)
       SELECT 200000 + i, '', '', iif(i <= 13000, 'mooring ', '') || iif(i > 12995, 'harbour', '') FROM n`,
    );
  });
  beforeEach(async () => {
    crowded = await crowd.open();
  });

  const count = (...words: string[]) => crowded.matchWords(words, 20_000).length;

  test('leaves them out where a rarer one is known', () => {
    expect(count('mooring', 'lantern')).toBe(1);
    expect(count('moorings', 'harbour', 'lanterns')).toBe(1);
  });

  test('finds the passages that the two rarest share where all are common', () => {
    expect(count('mooring', 'harbour')).toBe(5);
    expect(count('penguin', 'harbour', 'mooring')).toBe(5);
  });

  test('looks for a single one all the same', () => {
    expect(count('harbour')).toBe(13_000);
    expect(count('mooring', 'penguin')).toBe(13_001);
  });

  test('finds a figure that the index takes for two words', () => {
    const [only] = crowded.documents;
    const [found] = crowded.matchWords(['mooring', '1.5'], 1);
    expect(found?.passage).toBe(crowded.passageIds(only?.id ?? 0)?.first);
    expect(count('1.5')).toBe(1);
    expect(count('1.6')).toBe(0);
  });
});

describe('a search for similar words', () => {
  test('finds other spellings', () => {
    expect(generation.similarWords('zelensky', 3)).toContain('zelenskyy');
    expect(generation.similarWords('yermack', 3)).toContain('yermak');
  });

  test('finds nothing for a word of two letters, or one like no other', () => {
    expect(generation.similarWords('us', 3)).toEqual([]);
    expect(generation.similarWords('qqqq', 3)).toEqual([]);
  });
});

describe('a generation', () => {
  test('knows of a word in how many passages it stands, and its vector', () => {
    expect(generation.word('delegation')).toMatchObject({ word: 'delegation', passages: 1 });
    expect(generation.word('the')?.passages).toBe(2);
    expect(generation.word('delegation')?.vector).toEqual(workshop.embedder.vectorOf('delegation'));
    expect(generation.word('penguin')).toBeUndefined();
  });

  test('finds a passage by the vector of its text', () => {
    const vector = workshop.embedder.vectorOf('The assets were frozen in Europe.');
    const nearest = generation.nearest(vector, 1)[0];
    const passage = generation.passage(nearest?.id as number);
    expect(generation.document(passage.document).info.source).toBe('b.md');
    expect(passage.sentences.map(({ kind }) => kind)).toEqual(['heading', 'paragraph']);
  });

  test('throws for a document or passage that it does not have', () => {
    expect(() => generation.document(99)).toThrow(/has no document 99/);
    expect(() => generation.text(99)).toThrow(/has no text 99/);
    expect(() => generation.passage(99)).toThrow(/has no passage 99/);
    expect(generation.find('c.txt')).toBeUndefined();
    expect(generation.verifiedText('c.txt')).toBeUndefined();
  });

  test('gives no text that is not the one whose hash it recorded', async () => {
    expect(generation.verifiedText('b.md')).toBe(DOCUMENTS['b.md']);
    const other = await Workshop.with(DOCUMENTS);
    await other.update();
    await alter(
      other.indexDir,
      "UPDATE documents SET text = replace(text, 'frozen', 'thawed') WHERE source = 'b.md'",
    );
    const altered = await other.open();
    expect(altered.text(altered.find('b.md')?.id as number)).toContain('thawed');
    expect(altered.verifiedText('b.md')).toBeUndefined();
    expect(altered.verifiedText('a.txt')).toBe(DOCUMENTS['a.txt']);
  });

  test('reads no more once it is closed', () => {
    const first = generation.passageIds(generation.documents[0]?.id ?? 0)?.first ?? 0;
    expect(generation.passage(first).id).toBe(first);
    generation.close();
    expect(() => generation.passage(first + 1)).toThrow('not open');
    expect(() => generation.close()).not.toThrow();
  });
});
