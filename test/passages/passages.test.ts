import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Document } from '../../src/corpus/document.js';
import { parseDocument } from '../../src/corpus/parse.js';
import {
  embeddingKey,
  embeddingText,
  type PassageLimits,
  passagesOf,
} from '../../src/passages/passages.js';
import { anyText } from './texts.js';

const LIMITS: PassageLimits = { maxTokens: 30, minTokens: 10 };

/** White space separates tokens, so a text has as many as its sentences together. */
const countTokens = (text: string) => text.split(/\s+/).filter(Boolean).length;

function parsed(text: string): Document {
  return parseDocument('a.txt', Buffer.from(text));
}

function passageTexts(text: string, limits = LIMITS): string[] {
  const document = parsed(text);
  return passagesOf(document, limits, countTokens).map(({ start, end }) =>
    document.text.slice(start, end),
  );
}

/** A sentence of that many tokens. */
const sentence = (tokens: number, name = 'word') =>
  `${[`It`, ...Array.from({ length: tokens - 1 }, () => name)].join(' ')}.`;

describe('passages', () => {
  test('are the paragraphs, when these are neither short nor long', () => {
    const paragraphs = [sentence(12), `${sentence(10)} ${sentence(10)}`, sentence(30)];
    expect(passageTexts(paragraphs.join('\n\n'))).toEqual(paragraphs);
  });

  test('join short neighbours up to the limit', () => {
    const short = [sentence(5, 'one'), sentence(5, 'two')];
    expect(passageTexts(short.join('\n\n'))).toEqual([short.join('\n\n')]);
    const tight = [sentence(25, 'one'), sentence(6, 'two')];
    expect(passageTexts(tight.join('\n\n'))).toEqual(tight);
  });

  test('cut a long paragraph between its sentences, into parts of about equal size', () => {
    const sentences = Array.from({ length: 8 }, (_, i) => sentence(5, `part${i}`));
    expect(passageTexts(sentences.join(' '))).toEqual([
      sentences.slice(0, 4).join(' '),
      sentences.slice(4).join(' '),
    ]);
  });

  test('leave a sentence whole that is over the limit by itself', () => {
    const sentences = [sentence(12, 'one'), sentence(80, 'two'), sentence(12, 'three')];
    expect(passageTexts(sentences.join(' '))).toEqual(sentences);
  });

  test('do not let a sentence over the limit take its neighbours in', () => {
    const sentences = [sentence(5, 'one'), sentence(48, 'two'), sentence(7, 'three')];
    expect(passageTexts(sentences.join(' '))).toEqual(sentences);
  });

  test('keep a heading with what stands under it, and never with what stands above', () => {
    const text = `${sentence(5)}\n\nA short heading\n\n${sentence(15)}`;
    expect(passageTexts(text)).toEqual([sentence(5), `A short heading\n\n${sentence(15)}`]);
    const long = `A heading ${'of words '.repeat(5).trim()}`;
    expect(countTokens(long)).toBeGreaterThan(LIMITS.minTokens);
    expect(passageTexts(`${long}\n\n${sentence(12)}`)).toEqual([`${long}\n\n${sentence(12)}`]);
  });

  test('know the heading they stand under, unless they hold it themselves', () => {
    const part = `${sentence(20)}\n\n${sentence(21)}`;
    const text = `${sentence(20)}\n\n# One\n\n${part}\n\n# Two\n\n${part}`;
    const sections = passagesOf(parsed(text), LIMITS, countTokens).map(({ section }) => section);
    expect(sections).toEqual([undefined, undefined, '# One', undefined, '# Two']);
  });

  test('know a heading without end by its beginning', () => {
    const text = `# ${'of words '.repeat(10_000)}\n\n${sentence(30)}\n\n${sentence(30)}`;
    const passages = passagesOf(parsed(text), LIMITS, countTokens);
    const sections = passages.flatMap(({ section }) => section ?? []);
    expect(sections).toHaveLength(2);
    for (const section of sections) {
      expect(section).toMatch(/^# of words (?:of words )+of words…$|^# (?:of words )+of…$/);
      expect(section.length).toBeLessThanOrEqual(201);
    }
  });

  test('never span page furniture', () => {
    const text = `${sentence(4, 'one')}\n\nTrending Now\n\n${sentence(4, 'two')}`;
    expect(passageTexts(text)).toEqual([sentence(4, 'one'), sentence(4, 'two')]);
  });

  test('of any text slice back to it, whole sentence by whole sentence', () => {
    fc.assert(
      fc.property(
        anyText,
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 0, max: 20 }),
        (text, maxTokens, minTokens) => {
          let document: Document;
          try {
            document = parsed(text);
          } catch {
            // Nothing to quote, or front matter by chance.
            return;
          }
          expect(document.text).toBe(text);
          checkPassages(document, { maxTokens, minTokens });
        },
      ),
      { numRuns: 400 },
    );
  });

  test('of the same words with any line ends hold the same words', () => {
    const paragraphs = [
      'Café 👩‍👩‍👧‍👦 met 🇺🇦. They talked.',
      'Cafe\u0301 again, 𝔘𝔫𝔦. And then they left.',
    ];
    const wordsOf = (text: string) => passageTexts(text).map((passage) => passage.split(/\s+/));
    const plain = wordsOf(paragraphs.join('\n\n'));
    expect(plain.flat()).toContain('👩‍👩‍👧‍👦');
    for (const end of ['\r\n', '\r', '\u2028']) {
      expect(wordsOf(paragraphs.join(end + end))).toEqual(plain);
      expect(wordsOf(`\uFEFF${paragraphs.join(end + end)}`)).toEqual(plain);
    }
  });
});

function checkPassages(document: Document, limits: PassageLimits): void {
  const { text, blocks } = document;
  let position = 0;
  let skipped = '';
  for (const passage of passagesOf(document, limits, countTokens)) {
    const { sentences, start, end } = passage;
    expect(sentences[0]?.start).toBe(start);
    expect(sentences.at(-1)?.end).toBe(end);
    expect(start).toBeGreaterThanOrEqual(position);
    skipped += text.slice(position, start);
    position = start;
    let tokens = 0;
    for (const sentence of sentences) {
      expect(text.slice(position, sentence.start).trim()).toBe('');
      expect(sentence.end).toBeGreaterThan(sentence.start);
      tokens += countTokens(text.slice(sentence.start, sentence.end));
      position = sentence.end;
    }
    expect(sentences.length === 1 || tokens <= limits.maxTokens).toBe(true);
  }
  skipped += text.slice(position);
  // What no passage holds is what no block holds: metadata, furniture and white space.
  let outside = '';
  let blockEnd = 0;
  for (const block of blocks) {
    outside += text.slice(blockEnd, block.start);
    blockEnd = block.end;
  }
  outside += text.slice(blockEnd);
  expect(skipped.replace(/\s/g, '')).toBe(outside.replace(/\s/g, ''));
}

describe('what is embedded for a passage', () => {
  test('is its text behind the title and section it stands under, in one line', () => {
    const text = '# A heading\n\nIt was\r\n  long.';
    const passage = { start: 13, end: text.length, sentences: [] };
    expect(embeddingText('Title', text, passage)).toBe('Title\nIt was long.');
    expect(embeddingText('Title', text, { ...passage, section: 'Part' })).toBe(
      'Title · Part\nIt was long.',
    );
  });

  test('has a long title and section cut, so that the passage stays within the window', () => {
    const passage = { start: 0, end: 9, sentences: [], section: 'sections '.repeat(22).trim() };
    const [context, body] = embeddingText('titles '.repeat(28).trim(), 'The text.', passage).split(
      '\n',
    );
    expect(context).toBe(`${'titles '.repeat(17).trim()}… · ${'sections '.repeat(13).trim()}…`);
    expect(body).toBe('The text.');
  });

  test('has a key that changes with the model and with the text', () => {
    const keys = [
      embeddingKey('model', 'text'),
      embeddingKey('model2', 'text'),
      embeddingKey('model', 'text2'),
      embeddingKey('mode', 'ltext'),
    ];
    expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(4);
    expect(embeddingKey('model', 'text')).toEqual(keys[0]);
  });
});
