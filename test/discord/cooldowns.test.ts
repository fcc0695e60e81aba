import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Cooldowns } from '../../src/discord/cooldowns.js';

describe('cooldowns', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const some = () => new Cooldowns({ userQuestionsPerMinute: 2, channelQuestionsPerMinute: 3 });

  it('let a member ask as often as is set, and then say how long to wait', async () => {
    const cooldowns = some();
    expect(await cooldowns.ask('Mila', 'a')).toBeUndefined();
    vi.advanceTimersByTime(20_000);
    expect(await cooldowns.ask('Mila', 'b')).toBeUndefined();
    expect(await cooldowns.ask('Mila', 'c')).toEqual({
      of: 'user',
      waitMs: 40_000,
      repeated: false,
    });
    vi.advanceTimersByTime(39_999);
    expect(await cooldowns.ask('Mila', 'c')).toMatchObject({ waitMs: 1 });
    vi.advanceTimersByTime(1);
    expect(await cooldowns.ask('Mila', 'c')).toBeUndefined();
  });

  it('count all members of a channel together, and channels apart', async () => {
    const cooldowns = some();
    for (const member of ['Mila', 'Ada', 'Bo']) {
      expect(await cooldowns.ask(member, 'a')).toBeUndefined();
    }
    expect(await cooldowns.ask('Cy', 'a')).toMatchObject({ of: 'channel', waitMs: 60_000 });
    expect(await cooldowns.ask('Cy', 'b')).toBeUndefined();
  });

  it('do not count against the channel what a member was refused', async () => {
    const cooldowns = some();
    for (let n = 0; n < 10; n += 1) await cooldowns.ask('Mila', 'a');
    expect(await cooldowns.ask('Ada', 'a')).toBeUndefined();
    expect(await cooldowns.ask('Ada', 'a')).toMatchObject({ of: 'channel' });
  });

  it('know whom they have refused before, and forget it when the wait is over', async () => {
    const cooldowns = some();
    const refusals = [];
    for (let n = 0; n < 5; n += 1) refusals.push((await cooldowns.ask('Mila', 'a'))?.repeated);
    expect(refusals).toEqual([undefined, undefined, false, true, true]);
    vi.advanceTimersByTime(60_000);
    const again = [];
    for (let n = 0; n < 4; n += 1) again.push((await cooldowns.ask('Mila', 'a'))?.repeated);
    expect(again).toEqual([undefined, undefined, false, true]);
  });

  it('tell each member of a crowded channel once', async () => {
    const cooldowns = some();
    for (const member of ['Mila', 'Ada', 'Bo']) await cooldowns.ask(member, 'a');
    const repeated = async (member: string) => (await cooldowns.ask(member, 'a'))?.repeated;
    expect([await repeated('Cy'), await repeated('Dee'), await repeated('Cy')]).toEqual([
      false,
      false,
      true,
    ]);
  });
});
