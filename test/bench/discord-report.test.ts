import { describe, expect, it } from 'vitest';
import { faultsOf, type Measured } from '../../bench/discord-report.js';
import type { Round } from '../../bench/discord-round.js';
import { renderReindexed } from '../../src/discord/rendering/reindex.js';

const said = ({ changed = true, embedded = 7, reused = 0 } = {}): string => {
  const report = {
    changed,
    generation: 'g',
    ...{ added: [], updated: [], removed: [], unchanged: ['a.txt'], kept: [], faults: [] },
    passages: { total: embedded + reused, embedded, reused },
    tookMs: 5_000,
  };
  const reply = renderReindexed(
    { report, moved: [], full: true, joined: false, kind: 'finished' },
    true,
  );
  return reply.embeds?.[0]?.description ?? '';
};

const round = (answers: readonly string[], change: Partial<Round> = {}): Round => ({
  began: 1_000,
  acknowledged: [40, 80],
  answered: [400, 800],
  replied: [500, 900],
  answers: [...answers],
  lost: 0,
  ...change,
});

/** Everything as it should be: from the amber edition to the cobalt one. */
const GOOD: Measured = {
  asked: round(['the amber edition', 'the amber edition']),
  around: [round(['the amber edition', 'the cobalt edition'])],
  last: round(['the cobalt edition', 'the cobalt edition']),
  edition: 'cobalt',
  reindex: { tookMs: 5_000, endedAt: 6_000, said: said() },
  floor: [10, 20],
};

describe('what the bench of many questions counts as a fault', () => {
  it('is nothing when all goes well', () => {
    expect(faultsOf(GOOD)).toEqual([]);
  });

  it.each([
    ['a failed run', 'The index could not be built (incident 123).'],
    ['a run that found nothing changed', said({ changed: false })],
    ['a run that took vectors over', said({ reused: 3 })],
    ['a run that embedded nothing', said({ embedded: 0 })],
  ])('is %s', (_, outcome) => {
    const faults = faultsOf({ ...GOOD, reindex: { ...GOOD.reindex, said: outcome } });
    expect(faults).toEqual([expect.stringContaining('did not succeed')]);
  });

  it('is an answer after the run that is not from the new edition', () => {
    const last = round(['the amber edition', 'the cobalt edition']);
    expect(faultsOf({ ...GOOD, last })).toEqual([expect.stringMatching(/^1 of 2 answers after/)]);
  });

  it.each(['asked', 'around', 'last'] as const)(
    'is an answer of two editions or of none, a lost question and a late acknowledgement in: %s',
    (wave) => {
      const answers = ['the amber and the cobalt edition', 'nothing about the cobalt edition'];
      const bad = round([...answers, 'no cobalt', 'I found nothing'], {
        acknowledged: [3_000],
        lost: 2,
      });
      const faults = faultsOf({ ...GOOD, [wave]: wave === 'around' ? [GOOD.asked, bad] : bad });
      expect(faults.join('\n')).toContain('2 questions were lost');
      expect(faults.join('\n')).toContain('1 acknowledgements took 3 s or more');
      expect(faults.filter((fault) => fault.startsWith('not from one'))).toHaveLength(2);
    },
  );

  it('is a run that was over before all had been acknowledged', () => {
    const faults = faultsOf({ ...GOOD, reindex: { ...GOOD.reindex, endedAt: 1_079 } });
    expect(faults).toEqual([expect.stringContaining('take more documents')]);
  });
});
