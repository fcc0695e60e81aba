import { describe, expect, test } from 'vitest';
import type { IndexProgress, IndexReport } from '../src/index/report.js';
import { Reindexing, type RunOutcome } from '../src/reindexing.js';

const OUTCOME: RunOutcome = { report: {} as IndexReport, moved: [] };
const STEP: IndexProgress = { phase: 'embedding', done: 1, total: 2 };

/** Runs that the test ends, one after the other. */
function controlled() {
  const started: { full: boolean; step: (progress: IndexProgress) => void }[] = [];
  let end: (outcome: RunOutcome) => void = () => {};
  let fail: (error: Error) => void = () => {};
  const reindexing = new Reindexing((full, step) => {
    started.push({ full, step });
    return new Promise((resolve, reject) => {
      end = resolve;
      fail = reject;
    });
  });
  return { reindexing, started, end: () => end(OUTCOME), fail: (error: Error) => fail(error) };
}

describe('requests for a run of the indexer', () => {
  test('that come while one is under way join it, and are told so', async () => {
    const { reindexing, started, end } = controlled();
    const first = reindexing.request();
    const second = reindexing.request({ full: true });
    await Promise.resolve();
    end();
    expect(await first).toEqual({ ...OUTCOME, full: false, joined: false });
    expect(await second).toEqual({ ...OUTCOME, full: false, joined: true });
    expect(started).toHaveLength(1);
  });

  test('that come after it begin another one', async () => {
    const { reindexing, started, end } = controlled();
    const first = reindexing.request();
    await Promise.resolve();
    end();
    await first;
    const second = reindexing.request({ full: true });
    await Promise.resolve();
    end();
    expect(await second).toEqual({ ...OUTCOME, full: true, joined: false });
    expect(started.map(({ full }) => full)).toEqual([false, true]);
  });

  test('see its progress, also what it was when they joined', async () => {
    const { reindexing, started, end } = controlled();
    const seen: string[] = [];
    const watch = (name: string) => (progress: IndexProgress) =>
      seen.push(`${name} ${progress.done}`);
    const first = reindexing.request({ onProgress: watch('first') });
    await Promise.resolve();
    started[0]?.step(STEP);
    const second = reindexing.request({ onProgress: watch('second') });
    started[0]?.step({ ...STEP, done: 2 });
    end();
    await Promise.all([first, second]);
    expect(seen).toEqual(['first 1', 'second 1', 'first 2', 'second 2']);
  });

  test('all fail with it, and the next one begins anew', async () => {
    const { reindexing, started, end, fail } = controlled();
    const both = [reindexing.request(), reindexing.request()];
    const settled = reindexing.settled();
    await Promise.resolve();
    fail(new Error('disk full'));
    for (const request of both) await expect(request).rejects.toThrow('disk full');
    await settled;
    const next = reindexing.request();
    await Promise.resolve();
    end();
    expect((await next).joined).toBe(false);
    expect(started).toHaveLength(2);
  });
});
