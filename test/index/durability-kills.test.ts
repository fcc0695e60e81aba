import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { withIndexLock } from '../../src/index/lock.js';
import { IS_LONG } from '../long.js';
import { Stand } from './durability/stand.js';

const LIMIT_MS = IS_LONG ? 3_600_000 : 60_000;
const KILLS = IS_LONG ? 160 : 6;
/** Documents: enough that the work takes longer than the timer is wrong by. */
const DOCUMENTS = 40;

describe.each([
  ['a full build', false],
  ['an incremental build', true],
] as const)('%s', (_, isIncremental) => {
  test(
    `that is killed at any of ${KILLS} moments leaves what was or what was to be`,
    async () => {
      const stand = await Stand.with(isIncremental ? DOCUMENTS : 0, DOCUMENTS);
      const { workedMs, report } = await stand.run(await stand.copy());
      expect(report).toBeDefined();
      const counts = { killed: 0, ended: 0 };
      for (let i = 0; i < KILLS; i++) {
        const indexDir = await stand.copy();
        // One in each part of the run, which may be quicker this time.
        const killAfterMs = ((i + Math.random()) / KILLS) * workedMs * 1.1;
        const { signal, stderr } = await stand.run(indexDir, { killAfterMs });
        counts[signal === 'SIGKILL' ? 'killed' : 'ended']++;
        expect(stderr).toBe('begun\n');
        await stand.expectWhole(indexDir);
        await stand.expectMended(indexDir);
      }
      expect(counts.killed).toBeGreaterThan(KILLS / 3);
    },
    LIMIT_MS,
  );
});

describe('two indexers at once', () => {
  test('build one generation, and both end with it', async () => {
    const stand = await Stand.with(3);
    const indexDir = await stand.copy();
    const both = await Promise.all([stand.run(indexDir), stand.run(indexDir)]);
    const [one, other] = both.map(({ report }) => report?.generation);
    expect(one).toBeDefined();
    expect(other).toBe(one);
    expect(await stand.expectWhole(indexDir)).toBe('after');
    await stand.expectMended(indexDir);
  });

  test(
    'of which one is killed at any moment: the other ends the work',
    async () => {
      const stand = await Stand.with(3);
      const { workedMs } = await stand.run(await stand.copy());
      for (let i = 0; i < (IS_LONG ? 40 : 2); i++) {
        const indexDir = await stand.copy();
        const killAfterMs = Math.random() * workedMs;
        const [, other] = await Promise.all([
          stand.run(indexDir, { killAfterMs }),
          stand.run(indexDir),
        ]);
        expect(other.report).toBeDefined();
        expect(await stand.expectWhole(indexDir)).toBe('after');
        await stand.expectMended(indexDir);
      }
    },
    LIMIT_MS,
  );
});

test('a lock is held by an owner that hangs, and by a dead one not', async () => {
  const stand = await Stand.with(1);
  const indexDir = await stand.copy();
  const hanging = stand.start(indexDir, { fault: { at: 8, how: 'stopped' } });
  const work = async () => 'work';
  const isLocked = () =>
    withIndexLock(indexDir, work, 0).then(
      () => false,
      () => true,
    );
  await expect.poll(isLocked, { timeout: 20_000 }).toBe(true);
  await setTimeout(100);
  expect(await isLocked()).toBe(true);
  const waiting = withIndexLock(indexDir, work);
  const closed = once(hanging, 'close');
  hanging.kill('SIGKILL');
  await closed;
  expect(await waiting).toBe('work');
  await stand.expectMended(indexDir);
});
