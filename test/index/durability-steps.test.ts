import { beforeAll, describe, expect, test } from 'vitest';
import { IS_LONG } from '../long.js';
import { type Fault, type How, Stand, type What } from './durability/stand.js';
import { FIRST_VECTORS } from './workshop.js';

/** Documents in the index that a run begins with. */
const SCENARIOS = [
  ['a first build', 0],
  ['an incremental build', 3],
] as const;
const KILLS: readonly How[] = ['before', 'during', 'after'];
const FAILURES: readonly How[] = ['ENOSPC', 'EIO', 'EROFS', 'removed'];
const LIMIT_MS = IS_LONG ? 3_600_000 : 60_000;

/**
 * In the long form every step with everything that can happen there. In the short form some kinds of
 * steps, one of `nth`, the last step of each, with one thing after the other; and the very last step.
 */
function faultsOf(steps: readonly string[], hows: readonly How[], nth: number): readonly Fault[] {
  const every = steps.flatMap((_, i) => hows.map((how): Fault => ({ at: i + 1, how })));
  const kinds = [...new Set(steps)].filter((_, i) => i % nth === 0);
  const some = kinds.map(
    (kind, i): Fault => ({
      at: steps.lastIndexOf(kind) + 1,
      how: hows[i % hows.length] as How,
    }),
  );
  return IS_LONG ? every : [...some, { at: steps.length, how: hows.at(-1) as How }];
}

/** What a run changes when nothing happens to it. */
async function stepsOf(stand: Stand, indexDir: string, what: What = 'update') {
  const { steps, report } = await stand.run(indexDir, { fault: { at: 0, how: 'before' }, what });
  expect(report).toBeDefined();
  return steps ?? [];
}

describe.each(SCENARIOS)('%s', (_, count) => {
  let stand: Stand;
  let steps: readonly string[];
  beforeAll(async () => {
    stand = await Stand.with(count);
    steps = await stepsOf(stand, await stand.copy());
  });

  test('is made of steps that can fail, all of which are known here', () => {
    expect(steps).toEqual(
      expect.arrayContaining([
        'exec lock.sqlite',
        'run index.sqlite',
        count === 0 ? `vectors ${FIRST_VECTORS}` : `link ${FIRST_VECTORS}`,
        'writeFile generation.json',
        'sync generation.json',
        'rename building-…',
        'sync CURRENT.…',
        'rename CURRENT.…',
      ]),
    );
    // Nothing is current before all of it is on disk.
    const lastOf = (step: string) => steps.lastIndexOf(step);
    const written = count === 0 ? [FIRST_VECTORS] : [];
    for (const file of [
      'index.sqlite',
      'documents.json',
      ...written,
      'generation.json',
      'building-…',
    ])
      expect(lastOf(`sync ${file}`)).toBeLessThan(lastOf('rename building-…'));
    expect(lastOf('rename building-…')).toBeLessThan(lastOf('rename CURRENT.…'));
    expect(lastOf('sync CURRENT.…')).toBeLessThan(lastOf('rename CURRENT.…'));
  });

  test(
    'that is killed at a step leaves what was or what was to be, and the next run ends the work',
    async () => {
      const found = new Set<string>();
      for (const fault of faultsOf(steps, KILLS, count === 0 ? 5 : 3)) {
        const indexDir = await stand.copy();
        const { signal, stderr } = await stand.run(indexDir, { fault });
        expect(signal, `${JSON.stringify(fault)}: ${stderr}`).toBe('SIGKILL');
        found.add(await stand.expectWhole(indexDir));
        await stand.expectMended(indexDir);
      }
      expect(found).toContain(count === 0 ? 'missing' : 'before');
      expect(found).toContain('after');
    },
    LIMIT_MS,
  );

  test(
    'on a disk that fails ends in plain words, and the next run ends the work',
    async () => {
      for (const fault of faultsOf(steps, FAILURES, count === 0 ? 7 : 5)) {
        const indexDir = await stand.copy();
        const ended = await stand.run(indexDir, { fault });
        const told = JSON.stringify({ ...fault, ...ended });
        expect(ended.code, told).toBe(0);
        // A fault in what only tidies up does not undo what was done.
        if (ended.report === undefined) {
          expect(ended.fault, told).toMatchObject({
            name: 'VerbatimError',
            code: 'index',
            remedy: expect.stringMatching(/\w/),
          });
        }
        if (fault.how !== 'removed') await stand.expectWhole(indexDir);
        await stand.expectMended(indexDir);
      }
    },
    LIMIT_MS,
  );
});

test(
  'a rollback that is killed or fails has happened or has not',
  async () => {
    const stand = await Stand.with(1);
    const built = await stand.copy();
    await stand.run(built);
    const steps = await stepsOf(stand, await stand.copy({ of: built }), 'rollback');
    const hows: How[] = [...KILLS, 'ENOSPC'];
    const found = new Set<string>();
    for (const fault of faultsOf(steps, hows, 2)) {
      const indexDir = await stand.copy({ of: built });
      const ended = await stand.run(indexDir, { what: 'rollback', fault });
      if (fault.how === 'ENOSPC') expect(ended.code).toBe(0);
      else expect(ended.signal).toBe('SIGKILL');
      found.add(await stand.expectWhole(indexDir));
      await stand.expectMended(indexDir);
    }
    expect(found).toEqual(new Set(['before', 'after']));
  },
  LIMIT_MS,
);
