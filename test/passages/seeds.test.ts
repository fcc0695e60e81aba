import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Document } from '../../src/corpus/document.js';
import { openCorpusFolder } from '../../src/corpus/folder.js';
import { foldWhiteSpace } from '../../src/corpus/lines.js';
import { sentencesOf } from '../../src/passages/sentences.js';

const SEEDS = join(import.meta.dirname, '../../seeds');

const sentences = new Map<string, string[]>();

function sentencesIn({ text, blocks }: Document): string[] {
  return blocks.flatMap((block) =>
    sentencesOf(text, block).map(({ start, end }) => foldWhiteSpace(text.slice(start, end))),
  );
}

beforeAll(async () => {
  const corpus = await openCorpusFolder(SEEDS, 5_000_000);
  for (const source of corpus.sources) {
    sentences.set(source.slice(0, 3), sentencesIn((await corpus.read(source)).parse()));
  }
});

describe('the sentences of the seeds', () => {
  // Read one by one when this was written; another number wants another reading.
  test.each([
    ['000', 11],
    ['001', 21],
    ['002', 14],
    ['003', 45],
    ['004', 22],
  ])('of %s are %i', (number, count) => {
    expect(sentences.get(number)).toHaveLength(count);
  });

  test.each([
    ['000', /^Today, Secretary Rubio, Special Envoy Witkoff, Mr\. Jared Kushner, .* discussion\.$/],
    ['001', /^His administration has been pressing Kyiv .*, i\.e\., 27 November, .* NBC News\.$/],
    ['001', /^According to the document, .* President Donald J\. Trump for .* loss of life\."$/],
    ['002', /^“Is it really possible .* Russia and Ukraine\?\?\? .* AMERICA!” he wrote\.$/],
    ['003', /^By Michael R\. Gordon, .*, Updated Nov\. 23, 2025 9:25 pm ET; see also$/],
    ['003', /^“The important point today .*\. We’ve really moved forward,” said Rubio, .*\.$/],
    ['003', /^Other U\.S\. participants .* Gen\. Alexus Grynkewich, the U\.S\. Air Force .*\.$/],
    ['003', /^The Ukrainian delegation was led by Andriy Yermak, .* chief of staff\.$/],
    ['003', /^Asked Sunday about .*, Rubio said, “I haven’t seen any counterplans\.”$/],
    ['004', /^“The Russians get a vote here\. .* to work,” he stated, .* remains uncertain\.$/],
  ])('hold in %s, whole: %s', (number, pattern) => {
    expect(sentences.get(number)?.filter((sentence) => pattern.test(sentence))).toHaveLength(1);
  });

  test('begin with a capital or a mark and end with a stop, but for headings', () => {
    const all = [...sentences.values()].flat();
    for (const sentence of all) expect(sentence).toMatch(/^[\p{Lu}“"*]/u);
    const unfinished = all.filter((sentence) => !/[.!?:]["”]?$/.test(sentence));
    expect(unfinished).toHaveLength(7);
    for (const heading of unfinished) expect(heading.length).toBeLessThan(130);
  });
});
