import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Document } from '../../src/corpus/document.js';
import { openCorpusFolder } from '../../src/corpus/folder.js';
import { foldWhiteSpace } from '../../src/corpus/lines.js';
import { blockTexts } from './parsed.js';

const SEEDS = join(import.meta.dirname, '../../seeds');

const documents = new Map<string, Document>();

beforeAll(async () => {
  const corpus = await openCorpusFolder(SEEDS, 5_000_000);
  expect(corpus.faults).toEqual([]);
  for (const source of corpus.sources) {
    documents.set(source.slice(0, 3), (await corpus.read(source)).parse());
  }
});

const seed = (number: string) => documents.get(number) as Document;

describe('the five seeds', () => {
  test('have the dates that they state, and none is guessed', () => {
    const dates = ['000', '001', '002', '003', '004'].map((number) => seed(number).info.date);
    expect(dates).toEqual(['2025-11-23', undefined, '2025-11-24', '2025-11-23', '2025-11-24']);
  });

  test('have the titles that they state, or their first line', () => {
    expect(seed('000').info.title).toBe('Readout of Peace Talks in Geneva');
    expect(seed('003').info.title).toBe(
      'White House Hails Progress in Talks With Ukraine to End War With Russia',
    );
    expect(seed('001').info.title).toMatch(/^Representatives from the United States and .*…$/);
    expect(seed('002').info.title).toMatch(/^President Donald Trump struck .*…$/);
    expect(seed('004').info.title).toMatch(/^American and Ukrainian negotiators announced .*…$/);
  });

  test('name a publisher and authors only where the text does', () => {
    expect(seed('003').info).toMatchObject({
      publisher: 'The Wall Street Journal',
      authors: ['Michael R. Gordon', 'Brian Schwartz', 'Matthew Luxmoore'],
    });
    expect(seed('000').info).toMatchObject({ site: 'whitehouse.gov' });
    for (const number of ['001', '002', '004']) {
      expect(Object.keys(seed(number).info).sort()).toEqual(
        seed(number).info.date === undefined
          ? ['sha256', 'source', 'title']
          : ['date', 'sha256', 'source', 'title'],
      );
    }
  });

  test('state every value that sources.yaml gives them', async () => {
    const entries = parse(await readFile(join(SEEDS, 'sources.yaml'), 'utf8')) as object;
    for (const [source, entry] of Object.entries(entries)) {
      const text = foldWhiteSpace(await readFile(join(SEEDS, source), 'utf8'));
      for (const value of Object.values(entry as object).flat()) {
        expect(text, `${source} does not state it`).toContain(String(value));
      }
    }
  });

  test('hold none of their page furniture in a block', () => {
    const furniture = [
      /^Trending Now$/,
      /^Comments$/,
      /Popular posts from this blog/,
      /^Ukraine turns the tables on Russia$/,
      /Putin just called Trump’s bluff/,
      /^News Analysis/,
      /@wsj\.com/,
      /^a$/,
      /^24th November/,
      /^date 2025/,
      /source_url|published_time/,
    ];
    const blocks = [...documents.values()].flatMap(blockTexts);
    for (const pattern of furniture) {
      expect(blocks.filter((block) => pattern.test(block))).toEqual([]);
    }
  });

  test('keep everything else, to the last character', () => {
    const left = new Map<string, string>();
    for (const [number, { text, blocks }] of documents) {
      let position = number === '000' ? text.indexOf('\n---\n') + 5 : 0;
      let rest = '';
      for (const { start, end } of blocks) {
        rest += text.slice(position, start);
        position = end;
      }
      left.set(number, foldWhiteSpace(rest + text.slice(position)));
    }
    expect(left.get('000')).toBe('');
    expect(left.get('001')).toBe('Trending Now');
    expect(left.get('002')).toBe('date 2025-11-24');
    expect(left.get('003')).toMatch(/^Write to Michael R\. Gordon at .* See if It Responds$/);
    expect(left.get('004')).toBe('24th November, 2025 a');
  });

  test('join the hard-wrapped lines of the first to its paragraphs', () => {
    const blocks = blockTexts(seed('000'));
    expect(blocks).toHaveLength(6);
    expect(blocks.map(foldWhiteSpace)[0]).toBe(
      '*Between Secretary Rubio, Special Envoy Witkoff, Mr. Kushner, Secretary Driscoll, and the Ukrainian Delegation*',
    );
    for (const block of blocks.slice(1)) expect(block).toMatch(/\n.*\.$/s);
  });
});
