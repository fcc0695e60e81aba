import { appendFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, describe, expect, test, vi } from 'vitest';
import type { IndexReport } from '../src/index/report.js';
import type { Reindexed } from '../src/reindexing.js';
import { Watching, type WatchTiming, watchedRun } from '../src/watching.js';
import { documentsFolder, putFiles } from './documents-folder.js';

const TIMING: WatchTiming = { quietMs: 100, longestMs: 600, retryMs: 150, lookMs: 100 };
const WAITING = { timeout: 5_000, interval: 20 };
const started: Watching[] = [];

afterAll(async () => {
  await Promise.all(started.map((watching) => watching.stop()));
});

/** A watched folder, and the runs that the test ends, each with what it is to come to. */
async function watched(change: Partial<WatchTiming> = {}) {
  const folder = await documentsFolder({ 'a.txt': 'A.' });
  const faults: string[] = [];
  const begun: number[] = [];
  let end: (failure?: Error) => void = () => {};
  const watching = await Watching.start(folder, (fault) => faults.push(fault), {
    ...TIMING,
    ...change,
  });
  started.push(watching);
  const run = () =>
    new Promise<void>((resolve, reject) => {
      begun.push(performance.now());
      end = (failure) => (failure === undefined ? resolve() : reject(failure));
    });
  return {
    watching,
    folder,
    faults,
    begun,
    begin: () => watching.begin(run),
    end: (failure?: Error) => end(failure),
    change: () => appendFile(join(folder, 'a.txt'), ' More.'),
    runs: (count: number) => vi.waitFor(() => expect(begun).toHaveLength(count), WAITING),
  };
}

describe.concurrent('watching documents', () => {
  test('runs once for many changes, when it has been quiet for a while', async () => {
    const { begin, begun, end, change, runs } = await watched();
    begin();
    for (let n = 0; n < 4; n += 1) {
      await change();
      await setTimeout(TIMING.quietMs / 3);
    }
    const last = performance.now() - TIMING.quietMs / 3;
    await runs(1);
    expect((begun[0] as number) - last).toBeGreaterThan(TIMING.quietMs * 0.8);
    end();
    await setTimeout(4 * TIMING.quietMs);
    expect(begun).toHaveLength(1);
  });

  test('waits no longer than it should for changes that never end', async () => {
    const { begin, begun, end, change, runs } = await watched({ quietMs: 300 });
    begin();
    const from = performance.now();
    const changing = setInterval(() => void change(), 50);
    await runs(1);
    clearInterval(changing);
    // The last one of them may have come just before the run.
    await change();
    expect((begun[0] as number) - from).toBeGreaterThan(TIMING.longestMs * 0.8);
    end();
    await runs(2);
    end();
  });

  test('runs once more for changes during a run, and never two at once', async () => {
    const { begin, begun, end, change, runs } = await watched();
    begin();
    await change();
    await runs(1);
    for (let n = 0; n < 3; n += 1) {
      await change();
      await setTimeout(2 * TIMING.quietMs);
    }
    expect(begun).toHaveLength(1);
    end();
    await runs(2);
    end();
    await setTimeout(4 * TIMING.quietMs);
    expect(begun).toHaveLength(2);
  });

  test('runs for changes from before it was told what to run, and for none without one', async () => {
    const { begin, begun, end, change, runs } = await watched();
    begin();
    await setTimeout(3 * TIMING.quietMs);
    expect(begun).toEqual([]);
    const early = await watched();
    await early.change();
    await setTimeout(2 * TIMING.quietMs);
    early.begin();
    await early.runs(1);
    early.end();
    await change();
    await runs(1);
    end();
  });

  test('tries a run that failed again, after ever longer pauses, until it succeeds', async () => {
    const { begin, begun, end, change, runs } = await watched();
    begin();
    await change();
    for (const count of [1, 2, 3]) {
      await runs(count);
      end(new Error('disk full'));
    }
    await runs(4);
    end();
    const pauses = begun.slice(1).map((at, n) => at - (begun[n] as number));
    for (const [n, pause] of pauses.entries())
      expect(pause).toBeGreaterThan(TIMING.retryMs * 2 ** n * 0.8);
    await setTimeout(4 * TIMING.retryMs);
    expect(begun).toHaveLength(4);
  });

  test('runs at once after a failure when something changes', async () => {
    const { begin, end, change, runs } = await watched({ retryMs: 3_600_000 });
    begin();
    await change();
    await runs(1);
    end(new Error('disk full'));
    await change();
    await runs(2);
    end();
  });

  test('takes in what lies in a folder that was taken away and came back', async () => {
    const { begin, end, folder, faults, runs } = await watched();
    begin();
    await rm(folder, { recursive: true });
    await vi.waitFor(() => expect(faults).toHaveLength(1), WAITING);
    expect(faults[0]).toContain(folder);
    await setTimeout(2 * TIMING.quietMs);
    end();
    const { length } = faults;
    await putFiles(folder, { 'b.txt': 'B.' });
    await runs(2);
    end();
    expect(faults).toHaveLength(length);
  });

  test('runs nothing once it is stopped, and waits for the run that goes on', async () => {
    const { watching, folder, begin, begun, end, change, runs } = await watched();
    begin();
    await change();
    await runs(1);
    let isStopped = false;
    const stopped = watching.stop().then(() => {
      isStopped = true;
    });
    await writeFile(join(folder, 'b.txt'), 'B.');
    await setTimeout(2 * TIMING.quietMs);
    expect(isStopped).toBe(false);
    end();
    await stopped;
    await setTimeout(2 * TIMING.quietMs);
    expect(begun).toHaveLength(1);
  });
});

describe('a run for what has changed', () => {
  const REPORT: IndexReport = {
    changed: true,
    generation: 'g',
    added: [],
    updated: [],
    removed: [],
    unchanged: [],
    kept: [],
    faults: [],
    passages: { total: 1, embedded: 1, reused: 0 },
    tookMs: 1,
  };
  const bad = (source: string) => ({ source, message: 'It is empty.' });
  const finished = (change: Partial<IndexReport> = {}, joined = false): Reindexed => ({
    kind: 'finished',
    report: { ...REPORT, ...change },
    moved: [],
    full: false,
    joined,
  });

  /** What is told of runs that come to these outcomes, one after the other. */
  async function told(outcomes: readonly (Reindexed | Error)[], known: IndexReport['faults'] = []) {
    const left = [...outcomes];
    const asked: unknown[] = [];
    const heard: unknown[] = [];
    const run = watchedRun({
      reindex: async (options) => {
        asked.push(options);
        const outcome = left.shift();
        if (outcome === undefined || outcome instanceof Error) throw outcome;
        return outcome;
      },
      told: known,
      onFinished: ({ report }) => heard.push(report.faults.map(({ source }) => source)),
      onFailed: (error) => heard.push((error as Error).message),
    });
    while (left.length > 0) await run().catch(() => undefined);
    return { asked, heard };
  }

  test('is known as one that nobody asked for', async () => {
    expect((await told([finished()])).asked).toEqual([{ automatic: true }]);
  });

  test('follows one that was under way, which may have looked before the change', async () => {
    const { asked, heard } = await told([finished({ faults: [bad('a')] }, true), finished()]);
    expect(asked).toHaveLength(2);
    expect(heard).toEqual([[]]);
  });

  test('is told with those faults alone that are news', async () => {
    const both = finished({ faults: [bad('a'), bad('b')] });
    const { heard } = await told([both, both, finished(), both], [bad('a')]);
    expect(heard).toEqual([['b'], [], [], ['a', 'b']]);
  });

  test('that fails again and again for the same reason is told once', async () => {
    const { heard } = await told([Error('full'), Error('full'), finished(), Error('full')]);
    expect(heard).toEqual(['full', [], 'full']);
  });

  const cancelled: Reindexed = { kind: 'cancelled', full: false, joined: false };

  test('is not told, nor begun again, when it was cancelled', async () => {
    expect(await told([cancelled])).toEqual({ asked: [{ automatic: true }], heard: [] });
  });

  test('follows one that was joined and cancelled, so that no change is lost', async () => {
    const { asked, heard } = await told([{ ...cancelled, joined: true }, finished()]);
    expect(asked).toHaveLength(2);
    expect(heard).toEqual([[]]);
  });
});
