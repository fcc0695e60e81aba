import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { WordQuery } from '../../src/answer/reader.js';
import type { Answerer } from '../../src/answer/service.js';
import { VerbatimError } from '../../src/errors.js';
import { HARBOUR } from '../harbour.js';
import { openStage } from '../stage.js';

let answerer: Answerer;

beforeAll(async () => {
  answerer = (await openStage(HARBOUR)).answerer();
});

const search = (terms: string, change: Partial<WordQuery> = {}) =>
  answerer.search({ terms, offset: 0, limit: 100, ...change });
const sourcesOf = (terms: string, change: Partial<WordQuery> = {}) =>
  [...new Set(search(terms, change).hits.map(({ document }) => document.source))].sort();

describe('a search for words', () => {
  test('finds the passages that hold all of them, in any inflection', () => {
    expect(search('repair costs').hits.map(({ passage }) => passage.text)).toEqual([
      expect.stringContaining('Repairs are thought to cost 40,000 crowns.'),
    ]);
    expect(search('repair costs')).toMatchObject({ total: 1, partial: false, capped: false });
  });

  test('finds words that stand next to each other when they are quoted', () => {
    expect(sourcesOf('"western quay"')).toEqual(['copy.txt', 'harbour/notice.txt']);
    expect(sourcesOf('quay western')).toEqual(['copy.txt', 'harbour/notice.txt']);
    expect(search('"quay western"').total).toBe(0);
  });

  test('leaves out what holds an unwanted word', () => {
    expect(sourcesOf('pier -fish')).toEqual(['harbour/notice.txt']);
    expect(sourcesOf('pier -"fish market"')).toEqual(['harbour/notice.txt']);
    expect(search('pier -pier').total).toBe(0);
  });

  test('looks for them in the text alone, not in the title', () => {
    expect(search('mariners').total).toBe(0);
  });

  test('gives those that hold the most of them where none holds all, and says so', () => {
    const { partial, hits, total } = search('pier cracked beam zeppelin');
    expect({ partial, total }).toEqual({ partial: true, total: 2 });
    for (const { passage } of hits) expect(passage.text).toContain('cracked beam');
    const parted = search('bakery captain');
    expect(parted.partial).toBe(true);
    expect(parted.total).toBeGreaterThan(1);
    expect(search('zeppelin submarine')).toEqual({
      total: 0,
      capped: false,
      partial: false,
      hits: [],
    });
  });

  test('marks each place of each word, as slices of the document', () => {
    const [hit] = search('ferry "island leave"').hits;
    const text = HARBOUR[hit?.document.source ?? ''] ?? '';
    expect(text.slice(hit?.passage.start, hit?.passage.end)).toBe(hit?.passage.text);
    const words = hit?.matches.map(({ start, end }) => text.slice(start, end));
    expect(words).toContain('island leaves');
    expect(words).toContain('ferry');
  });

  test('puts the passage first that says it most', () => {
    const [first, second] = search('ferry').hits;
    expect(first?.document.source).toBe('ferry.txt');
    expect(first?.matches.length).toBeGreaterThanOrEqual(second?.matches.length ?? 0);
  });

  test('gives the same order a page at a time', () => {
    const all = search('the').hits;
    expect(all.length).toBeGreaterThan(4);
    const pages = all.map((_, offset) => search('the', { offset, limit: 1 }).hits[0]);
    expect(pages).toEqual(all);
    expect(search('the', { offset: all.length }).hits).toEqual([]);
    expect(search('the', { limit: 0 })).toMatchObject({ total: all.length, hits: [] });
  });

  test.each<[string, Partial<WordQuery>, string[]]>([
    ['of one document', { source: 'copy.txt' }, ['copy.txt']],
    ['from a day on', { after: '2025-03-05' }, ['copy.txt']],
    ['up to a day', { before: '2025-03-04' }, ['harbour/notice.txt']],
    ['of no document', { before: '2001-01-01' }, []],
  ])('finds only passages %s', (_, filter, sources) => {
    expect(sourcesOf('pier', filter)).toEqual(sources);
  });

  test.each<[string, Partial<WordQuery>]>([
    ['that names no word', { terms: '?! "" 🙂' }],
    ['of nothing but unwanted words', { terms: '-pier' }],
    ['that is empty', { terms: ' ' }],
    ['that is too long', { terms: 'pier '.repeat(1_000) }],
    ['of an unknown document', { source: 'none.txt' }],
    ['since a day that is none', { after: 'yesterday' }],
  ])('%s is refused with what to do', (_, change) => {
    const query = { terms: 'pier', offset: 0, limit: 1, ...change };
    expect(() => answerer.search(query)).toThrow(VerbatimError);
    expect(() => answerer.search(query)).toThrow(
      expect.objectContaining({ code: 'invalid-question', remedy: expect.stringMatching(/\S/) }),
    );
  });

  test('is never broken by what is typed', () => {
    const syntax = fc.constantFrom(
      ...[
        'pier',
        'ferry',
        ' ',
        '"',
        '-',
        '*',
        '^',
        ':',
        '(',
        ')',
        '{',
        '}',
        '+',
        'AND',
        'OR',
        'NOT',
      ],
      ...[
        'NEAR(',
        'body:',
        "'",
        ';',
        '\0',
        '\ud83d',
        '1.5',
        'é',
        '“',
        '”',
        '\u0301',
        'ﷺ',
        '%',
        ',',
      ],
    );
    const typed = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(syntax, { maxLength: 30 }).map((parts) => parts.join('')),
      fc.array(syntax, { maxLength: 30 }).map((parts) => parts.join(' ')),
    );
    fc.assert(
      fc.property(typed, (terms) => {
        try {
          for (const { document, passage, matches } of search(terms).hits) {
            const text = HARBOUR[document.source] ?? '';
            expect(passage.text).toBe(text.slice(passage.start, passage.end));
            for (const { start, end } of matches) {
              expect(passage.start <= start && start < end && end <= passage.end).toBe(true);
            }
          }
        } catch (error) {
          if (!(error instanceof VerbatimError)) throw error;
        }
      }),
      { numRuns: 300 },
    );
  });

  test('of hundreds of different words is answered', () => {
    const words = Array.from({ length: 300 }, (_, i) => `w${i}`);
    expect(search(words.join(' ')).total).toBe(0);
    expect(search([...words, 'pier'].join(' '))).toMatchObject({ partial: true, total: 2 });
    expect(search(`pier ${words.map((word) => `-${word}`).join(' ')}`).total).toBe(2);
  });
});
