import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_TIMING } from '../../src/discord/limits.js';
import { throttle } from '../../src/discord/progress.js';

describe('showing progress', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('shows the first state at once and then at most one every two seconds, the newest', async () => {
    const shown: [number, number][] = [];
    const start = Date.now();
    const show = async (state: number) => {
      shown.push([Date.now() - start, state]);
    };
    expect(DEFAULT_TIMING.progressMs).toBeGreaterThanOrEqual(2_000);
    const progress = throttle(show, DEFAULT_TIMING.progressMs, () => {});
    for (let state = 0; state < 50; state += 1) {
      progress.push(state);
      await vi.advanceTimersByTimeAsync(100);
    }
    await progress.stop();
    expect(shown).toEqual([
      [0, 0],
      [2_000, 19],
      [4_000, 39],
    ]);
  });

  it('holds the outcome back no longer than the edit that is on its way', async () => {
    const progress = throttle(
      async () => {},
      DEFAULT_TIMING.progressMs,
      () => {},
    );
    progress.push(1);
    await vi.advanceTimersByTimeAsync(100);
    const stoppedAt = Date.now();
    await progress.stop();
    expect(Date.now()).toBe(stoppedAt);
  });

  it('waits for the one on its way before it stops, and shows nothing after', async () => {
    let finish = () => {};
    const shown: number[] = [];
    const show = (state: number) => {
      shown.push(state);
      return new Promise<void>((resolve) => {
        finish = resolve;
      });
    };
    const progress = throttle(show, 2_000, () => {});
    progress.push(1);
    progress.push(2);
    let stopped = false;
    const stopping = progress.stop().then(() => {
      stopped = true;
    });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(stopped).toBe(false);
    finish();
    await stopping;
    progress.push(3);
    expect(shown).toEqual([1]);
  });

  it('gives up after a failure, and says so once', async () => {
    const failures: unknown[] = [];
    let calls = 0;
    const show = async () => {
      calls += 1;
      throw new Error('the token died');
    };
    const progress = throttle(show, 10, (error) => failures.push(error));
    progress.push(1);
    await vi.advanceTimersByTimeAsync(100);
    progress.push(2);
    await vi.advanceTimersByTimeAsync(100);
    await progress.stop();
    expect(calls).toBe(1);
    expect(failures).toHaveLength(1);
  });
});
