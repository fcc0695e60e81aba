import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { IndexProgress, IndexReport } from '../src/index/report.js';
import type { IndexJobs, RunOutcome, RunRequest, WentBack } from '../src/index-jobs.js';
import { Reindexing } from '../src/reindexing.js';

const OUTCOME: RunOutcome = { report: {} as IndexReport, moved: [] };
const FINISHED = { kind: 'finished', ...OUTCOME } as const;
const STEP: IndexProgress = { phase: 'embedding', done: 1, total: 2 };

const BACK: WentBack = {
  from: 'g2',
  to: 'g1',
  builtAt: '2025-03-04T05:06:07.000Z',
  documents: 3,
  passages: 12,
  moved: [],
};

/** Runs, and ways back, that the test ends, one after the other, or that end when they are cancelled. */
function controlled() {
  const started: RunRequest[] = [];
  let end: (outcome: RunOutcome) => void = () => {};
  let fail: (error: Error) => void = () => {};
  let arrive: (back: WentBack) => void = () => {};
  const goneBack: AbortSignal[] = [];
  const run: IndexJobs['run'] = (request) => {
    started.push(request);
    return new Promise((resolve, reject) => {
      end = resolve;
      fail = reject;
      request.signal.addEventListener('abort', () => reject(request.signal.reason));
    });
  };
  const goBack: IndexJobs['goBack'] = (closing) => {
    goneBack.push(closing);
    return new Promise((resolve) => {
      arrive = resolve;
    });
  };
  return {
    reindexing: new Reindexing({ run, goBack }),
    started,
    goneBack,
    end: (report: Partial<IndexReport> = {}) => end({ ...OUTCOME, report: report as IndexReport }),
    fail: (error: Error) => fail(error),
    arrive: () => arrive(BACK),
  };
}

describe('requests for a run of the indexer', () => {
  test('that come while one is under way join it, and are told so', async () => {
    const { reindexing, started, end } = controlled();
    const first = reindexing.request();
    const second = reindexing.request({ full: true });
    await Promise.resolve();
    end();
    expect(await first).toEqual({ ...FINISHED, full: false, joined: false });
    expect(await second).toEqual({ ...FINISHED, full: false, joined: true });
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
    expect(await second).toEqual({ ...FINISHED, full: true, joined: false });
    expect(started.map(({ full }) => full)).toEqual([false, true]);
  });

  test('see its progress, also what it was when they joined', async () => {
    const { reindexing, started, end } = controlled();
    const seen: string[] = [];
    const watch = (name: string) => (progress: IndexProgress) =>
      seen.push(`${name} ${progress.done}`);
    const first = reindexing.request({ onProgress: watch('first') });
    await Promise.resolve();
    started[0]?.onProgress(STEP);
    const second = reindexing.request({ onProgress: watch('second') });
    started[0]?.onProgress({ ...STEP, done: 2 });
    end();
    await Promise.all([first, second]);
    expect(seen).toEqual(['first 1', 'second 1', 'first 2', 'second 2']);
  });

  test('all fail with it, and the next one begins anew', async () => {
    const { reindexing, started, end, fail } = controlled();
    const both = [reindexing.request(), reindexing.request()];
    await Promise.resolve();
    fail(new Error('disk full'));
    for (const request of both) await expect(request).rejects.toThrow('disk full');
    const next = reindexing.request();
    await Promise.resolve();
    end();
    expect((await next).joined).toBe(false);
    expect(started).toHaveLength(2);
  });

  test('are told apart by whether somebody asked', async () => {
    const { reindexing, started, end } = controlled();
    for (const automatic of [undefined, true]) {
      const request = reindexing.request(automatic === undefined ? {} : { automatic });
      await Promise.resolve();
      end();
      await request;
    }
    expect(started.map(({ automatic }) => automatic)).toEqual([false, true]);
  });
});

describe('somebody who joins a run that nobody asked for', () => {
  /** How often the indexer ran when the first run stayed at an earlier index. */
  async function runsAfter({ automatic }: { automatic: boolean }) {
    const { reindexing, started, end } = controlled();
    const first = reindexing.request({ automatic: true });
    const joining = reindexing.request({ automatic });
    await Promise.resolve();
    end({ heldBack: true });
    await first;
    await Promise.resolve();
    end();
    const outcome = await joining;
    return { runs: started.map((request) => request.automatic), outcome };
  }

  test('gets one of their own when that stayed at an earlier index', async () => {
    const { runs, outcome } = await runsAfter({ automatic: false });
    expect(runs).toEqual([true, false]);
    expect(outcome).toEqual({ ...FINISHED, full: false, joined: false });
  });

  test('by no wish of anybody leaves it at that', async () => {
    const { runs, outcome } = await runsAfter({ automatic: true });
    expect(runs).toEqual([true]);
    expect(outcome).toMatchObject({ report: { heldBack: true }, joined: true });
  });
});

describe('going back', () => {
  test('happens once for all who ask meanwhile', async () => {
    const { reindexing, goneBack, arrive } = controlled();
    const both = [reindexing.rollback(), reindexing.rollback()];
    expect([reindexing.isBusy, reindexing.isRunning]).toEqual([true, false]);
    arrive();
    expect(await Promise.all(both)).toEqual([BACK, BACK]);
    expect(goneBack).toHaveLength(1);
    expect(reindexing.isBusy).toBe(false);
    const later = reindexing.rollback();
    arrive();
    await later;
    expect(goneBack).toHaveLength(2);
  });

  test('is refused while a run is under way', async () => {
    const { reindexing, goneBack, end } = controlled();
    const running = reindexing.request();
    await expect(reindexing.rollback()).rejects.toMatchObject({ code: 'busy' });
    end();
    await running;
    expect(goneBack).toEqual([]);
  });

  test('is waited for by a run', async () => {
    const { reindexing, started, arrive, end } = controlled();
    const back = reindexing.rollback();
    const running = reindexing.request();
    await setImmediate();
    expect(started).toEqual([]);
    arrive();
    await back;
    await expect.poll(() => started).toHaveLength(1);
    end();
    expect(await running).toMatchObject({ kind: 'finished' });
  });

  test('is told of the end of the program, which waits for it', async () => {
    const { reindexing, goneBack, arrive } = controlled();
    const back = reindexing.rollback();
    const closed = reindexing.close();
    expect(goneBack[0]?.aborted).toBe(true);
    arrive();
    await Promise.all([back, closed]);
    await expect(reindexing.rollback()).rejects.toMatchObject({ code: 'busy' });
  });
});

describe('cancelling a run of the indexer', () => {
  test('is refused once its index is up to date, and closing does not wait for the rest', async () => {
    const { reindexing, started, fail } = controlled();
    const running = reindexing.request();
    await Promise.resolve();
    started[0]?.onUpToDate();
    expect(reindexing.cancel()).toBe(false);
    const closed = reindexing.close();
    expect(started[0]?.signal.aborted).toBe(false);
    expect(started[0]?.closing.aborted).toBe(true);
    fail(new Error('closing'));
    await closed;
    expect(await running).toMatchObject({ kind: 'cancelled' });
  });

  test('is an outcome for everybody who waits for it, and the next one begins anew', async () => {
    const { reindexing, started, end } = controlled();
    const both = [reindexing.request({ full: true }), reindexing.request()];
    await Promise.resolve();
    expect(reindexing.cancel()).toBe(true);
    const cancelled = { kind: 'cancelled', full: true };
    expect(await Promise.all(both)).toEqual([
      { ...cancelled, joined: false },
      { ...cancelled, joined: true },
    ]);
    expect(reindexing.isRunning).toBe(false);
    const next = reindexing.request();
    await Promise.resolve();
    end();
    expect(await next).toEqual({ ...FINISHED, full: false, joined: false });
    expect(started).toHaveLength(2);
  });

  test('by the name that its progress gives ends that run and no later one', async () => {
    const { reindexing, started, end } = controlled();
    const names: string[] = [];
    const onProgress = (_: IndexProgress, name: string) => void names.push(name);
    for (const _ of [1, 2]) {
      const request = reindexing.request({ onProgress });
      await Promise.resolve();
      started.at(-1)?.onProgress(STEP);
      if (names.length === 1) end();
      else {
        expect(reindexing.cancel(names[0])).toBe(false);
        expect(reindexing.cancel(names[1])).toBe(true);
      }
      await request;
    }
    expect(new Set(names).size).toBe(2);
  });

  test('comes too late for a run that succeeds all the same, or when there is none', async () => {
    const reindexing = new Reindexing({
      run: ({ signal }) =>
        new Promise((resolve) => signal.addEventListener('abort', () => resolve(OUTCOME))),
      goBack: async () => BACK,
    });
    expect(reindexing.cancel()).toBe(false);
    const request = reindexing.request();
    await Promise.resolve();
    reindexing.cancel();
    expect(await request).toMatchObject(FINISHED);
  });

  test('goes for all that is asked for once it is closed, which runs nothing', async () => {
    const { reindexing, started } = controlled();
    const running = reindexing.request();
    await Promise.resolve();
    await reindexing.close();
    expect(await running).toMatchObject({ kind: 'cancelled' });
    expect(await reindexing.request()).toMatchObject({ kind: 'cancelled', joined: false });
    expect(started).toHaveLength(1);
  });
});
