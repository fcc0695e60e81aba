import { beforeAll, describe, expect, test } from 'vitest';
import { type Candidate, findCandidates } from '../../src/retrieval/candidates.js';
import { parseQuery } from '../../src/retrieval/query.js';
import type { Filter } from '../../src/retrieval/scope.js';
import { HARBOUR } from '../harbour.js';
import { openStage, type Stage } from '../stage.js';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage(HARBOUR);
});

async function find(text: string, filter: Filter = {}): Promise<Candidate[]> {
  const [vector] = await stage.embedder.embed([text], 'question');
  const query = parseQuery(text, stage.generation);
  return findCandidates(stage.generation, query, vector as Float32Array, filter);
}

const sourcesOf = (candidates: readonly Candidate[]) =>
  [...new Set(candidates.map(({ document }) => document.info.source))].sort();

describe('the candidates', () => {
  test('are distinct passages in the order of their ids, each with its own document', async () => {
    const candidates = await find('ferry to the island');
    const ids = candidates.map(({ passage }) => passage.id);
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
    for (const { passage, document } of candidates) expect(passage.document).toBe(document.id);
  });

  test('come from words and from vectors, with both raw scores', async () => {
    const candidates = await find('rye bread');
    const best = candidates.reduce((a, b) => (b.bm25 > a.bm25 ? b : a));
    expect(best.document.info.source).toBe('bakery.md');
    expect(best.bm25).toBeGreaterThan(0);
    for (const { similarity } of candidates) {
      expect(Math.abs(similarity)).toBeLessThanOrEqual(1 + 1e-6);
    }
  });

  test('include a passage that holds only another spelling of the word', async () => {
    const orlova = (await find('Orlowa')).filter(({ bm25 }) => bm25 > 0);
    expect(sourcesOf(orlova)).toEqual(['harbour/notice.txt']);
  });

  test.each<[string, Filter, string[]]>([
    ['one source', { source: 'ferry.txt' }, ['ferry.txt']],
    ['a day and later', { after: '2025-03-04' }, ['copy.txt', 'harbour/notice.txt']],
    ['a day and earlier', { before: '2025-03-04' }, ['bakery.md', 'harbour/notice.txt']],
    ['a day', { after: '2025-03-06', before: '2025-03-06' }, ['copy.txt']],
    ['a source on another day', { source: 'copy.txt', before: '2025-01-01' }, []],
    ['a source that is not there', { source: 'gone.txt' }, []],
  ])(
    'with a filter for %s are all from there, even when it is about something else',
    async (_, filter, from) => {
      expect(sourcesOf(await find('rye bread and plum cake', filter))).toEqual(from);
    },
  );
});
