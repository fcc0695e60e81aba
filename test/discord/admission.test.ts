import { PermissionFlagsBits } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { admit, mayAsk, type Wish } from '../../src/discord/admission.js';
import type { BotContext } from '../../src/discord/context.js';
import { Cooldowns } from '../../src/discord/cooldowns.js';
import { BUSY, NOT_ALLOWED_TO_ASK } from '../../src/discord/rendering/notices.js';
import { Statistics } from '../../src/discord/statistics.js';
import { Turns } from '../../src/discord/turns.js';

interface Setting {
  readonly places?: number;
  readonly perMinute?: number;
  readonly askRoles?: readonly string[];
}

function contextOf({ places = 10, perMinute = 10, askRoles = [] }: Setting = {}): BotContext {
  const statistics = new Statistics();
  const settings = { answerChannels: [], threads: null, privateByDefault: false, askRoles };
  return {
    statistics,
    turns: new Turns(places),
    cooldowns: new Cooldowns({
      userQuestionsPerMinute: perMinute,
      channelQuestionsPerMinute: 1_000,
    }),
    config: { adminRoleIds: [], adminUserIds: ['Boss'] },
    records: { settings: () => settings },
  } as unknown as BotContext;
}

const wish = (change: Partial<Wish> = {}): Wish => ({
  load: 'question',
  asker: { userId: 'Mila', roleIds: [] },
  guildId: 'guild',
  channelId: 'channel',
  ...change,
});

describe('admission', () => {
  it('gives a question a turn, and takes its place in the queue at once', async () => {
    const context = contextOf();
    expect(await admit(wish(), context)).toMatchObject({ kind: 'admitted' });
    expect(context.turns.taken).toBe(1);
  });

  it('refuses past the queue’s bound, and what is long never waits in it', async () => {
    const context = contextOf({ places: 1 });
    await admit(wish(), context);
    const busy = { kind: 'refused', reason: BUSY, repeated: false };
    expect(await admit(wish(), context)).toEqual(busy);
    const another = { asker: { userId: 'Bela', roleIds: [] } };
    expect(await admit(wish({ load: 'lookup', ...another }), context)).toEqual(busy);
    expect(await admit(wish({ load: 'long' }), context)).toEqual({ kind: 'admitted' });
    expect(context.statistics.summary.refused).toBe(2);
  });

  it('tells of a full queue once to each member in each channel', async () => {
    const context = contextOf({ places: 0 });
    const isRepeated = async (change: Partial<Wish> = {}) => {
      const admission = await admit(wish(change), context);
      return admission.kind === 'refused' && admission.repeated;
    };
    expect([await isRepeated(), await isRepeated()]).toEqual([false, true]);
    expect(await isRepeated({ channelId: 'another' })).toBe(false);
    expect(await isRepeated({ asker: { userId: 'Bela', roleIds: [] } })).toBe(false);
  });

  it('counts questions against the cooldown, and no lookups', async () => {
    const context = contextOf({ perMinute: 1 });
    for (let n = 0; n < 3; n += 1) {
      expect(await admit(wish({ load: 'lookup' }), context)).toMatchObject({ kind: 'admitted' });
    }
    expect(await admit(wish(), context)).toMatchObject({ kind: 'admitted' });
    const refused = await admit(wish(), context);
    expect(refused).toMatchObject({ kind: 'refused', repeated: false });
    expect(refused.kind === 'refused' && refused.reason).toMatch(/again <t:\d+:R>/);
    expect(await admit(wish(), context)).toMatchObject({ kind: 'refused', repeated: true });
  });

  it('tells who may not ask once, and does not count it against the others', async () => {
    const context = contextOf({ askRoles: ['reader'], perMinute: 1 });
    const refused = { kind: 'refused', reason: NOT_ALLOWED_TO_ASK };
    expect(await admit(wish(), context)).toEqual({ ...refused, repeated: false });
    expect(await admit(wish(), context)).toEqual({ ...refused, repeated: true });
    const reader = { userId: 'Mila', roleIds: ['reader'] };
    expect(await admit(wish({ asker: reader }), context)).toMatchObject({ kind: 'admitted' });
  });

  it('lets everybody ask in direct messages', async () => {
    const context = contextOf({ askRoles: ['reader'] });
    expect(await admit(wish({ guildId: null }), context)).toMatchObject({ kind: 'admitted' });
  });

  it('lets admins ask whatever their roles', () => {
    const admins = { adminRoleIds: ['keeper'], adminUserIds: ['Boss'] };
    const asks = (asker: Partial<Wish['asker']>) =>
      mayAsk({ userId: 'Mila', roleIds: [], ...asker }, ['reader'], admins);
    expect(asks({})).toBe(false);
    expect(asks({ roleIds: ['reader'] })).toBe(true);
    expect(asks({ roleIds: ['keeper'] })).toBe(true);
    expect(asks({ userId: 'Boss' })).toBe(true);
    expect(asks({ permissions: PermissionFlagsBits.ManageGuild })).toBe(true);
  });
});
