import { pino } from 'pino';
import { expect, it } from 'vitest';
import { settingsOf } from '../../src/discord/settings.js';
import type { GuildSettings, Records } from '../../src/records/records.js';

const SET: GuildSettings = {
  answerChannels: ['7'],
  threads: true,
  privateByDefault: false,
  askRoles: ['reader'],
};

function contextOf(settings: (guildId: string) => GuildSettings) {
  const state = { settings };
  const records = { settings: (guildId: string) => state.settings(guildId) };
  return {
    state,
    context: { records: records as unknown as Records, log: pino({ level: 'silent' }) },
  };
}

const unreadable = (): never => {
  throw new Error('unreadable');
};

it('settings that cannot be read are those read last, of the thousand servers used last', () => {
  const { state, context } = contextOf(() => SET);
  for (let guild = 0; guild < 1_000; guild += 1) settingsOf(`${guild}`, context);
  settingsOf('0', context);
  settingsOf('1000', context);
  state.settings = unreadable;
  for (const known of ['0', '2', '1000']) expect(settingsOf(known, context)).toEqual(SET);
  expect(settingsOf('1', context)).toMatchObject({ unknown: true });
});

it('settings of which nothing is known give nothing away', () => {
  const { context } = contextOf(unreadable);
  expect(settingsOf('1', context)).toEqual({
    answerChannels: [],
    threads: null,
    privateByDefault: true,
    askRoles: [],
    unknown: true,
  });
});

it('settings of one file are not taken for those of another', () => {
  settingsOf('1', contextOf(() => SET).context);
  expect(settingsOf('1', contextOf(unreadable).context)).toMatchObject({ unknown: true });
});

it('direct messages have none, whether the records can be read or not', () => {
  const { context } = contextOf(unreadable);
  expect(settingsOf(null, context)).toMatchObject({ privateByDefault: false, askRoles: [] });
  expect(settingsOf(null, context)).not.toHaveProperty('unknown');
});
