import type { ChatInputCommandInteraction } from 'discord.js';
import type { GuildSettings } from '../records/records.js';
import type { Surroundings } from './surroundings.js';

/** Channels, and roles, that one server may choose: as many as an autocomplete list shows. */
const MOST = 25;

/** What an admin wants of the settings, and what is to be said about it. */
export interface Wish {
  /** Absent when everything stays as it is. */
  readonly change?: Partial<GuildSettings>;
  readonly said: string;
}

type Reading = (
  interaction: ChatInputCommandInteraction,
  settings: GuildSettings,
  surroundings: Surroundings,
) => Wish;

/** By subcommand, its group before it. */
const READINGS: Readonly<Record<string, Reading>> = {
  show: () => ({ said: 'How I am set on this server:' }),
  'channels add': ({ options }, { answerChannels }) => {
    const { id } = options.getChannel('channel', true);
    const said = `From now on I answer every question in <#${id}>.`;
    return added(answerChannels, id, said, (list) => ({ answerChannels: list }));
  },
  'channels remove': ({ options }, { answerChannels }, { channel }) => {
    const id = chosen(options.getString('channel', true), answerChannels, channel);
    const said = `From now on I answer in <#${id}> only when I am mentioned.`;
    return removed(answerChannels, id, said, (list) => ({ answerChannels: list }));
  },
  threads: ({ options }) => {
    const mode = options.getString('mode', true);
    return {
      change: { threads: mode === 'default' ? null : mode === 'on' },
      said: { on: IN_THREADS, off: BELOW }[mode] ?? AS_THE_PROGRAM,
    };
  },
  'private-by-default': ({ options }) => {
    const on = options.getBoolean('on', true);
    return {
      change: { privateByDefault: on },
      said: on
        ? 'From now on only the asker sees the answer to `/ask`, unless they choose otherwise.'
        : 'From now on everyone in the channel sees the answer to `/ask`, unless its asker chooses otherwise.',
    };
  },
  'who-may-ask add': ({ options, guildId }, { askRoles }) => {
    const { id } = options.getRole('role', true);
    // The role that everybody has is called as the server.
    if (id === guildId) return EVERYBODY;
    const said = `From now on members with <@&${id}> may ask.`;
    return added(askRoles, id, said, (list) => ({ askRoles: list }));
  },
  'who-may-ask remove': ({ options }, { askRoles }, { role }) => {
    const id = chosen(options.getString('role', true), askRoles, role);
    const last = askRoles.length === 1 ? ' It was the last such role, so everybody may ask.' : '';
    const said = `From now on having <@&${id}> lets nobody ask.${last}`;
    return removed(askRoles, id, said, (list) => ({ askRoles: list }));
  },
  'who-may-ask everyone': () => EVERYBODY,
};

const IN_THREADS = 'From now on I answer questions in channels in a thread of their own.';
const BELOW = 'From now on I answer questions in channels below them.';
const AS_THE_PROGRAM = 'Threads are as whoever runs me has set them again.';
const EVERYBODY: Wish = { change: { askRoles: [] }, said: 'From now on everybody may ask.' };

/** @param path of the subcommand. A later version of the command may have had others. */
export function wishOf(
  path: string,
  interaction: ChatInputCommandInteraction,
  settings: GuildSettings,
  surroundings: Surroundings,
): Wish {
  const reading = Object.hasOwn(READINGS, path) ? READINGS[path] : undefined;
  return reading === undefined
    ? { said: 'I do not know that setting; Discord will show the ones that I know in a moment.' }
    : reading(interaction, settings, surroundings);
}

type Change = (list: readonly string[]) => Partial<GuildSettings>;

function added(list: readonly string[], id: string, said: string, change: Change): Wish {
  if (list.includes(id)) return { said: 'It was chosen already; nothing was changed.' };
  if (list.length >= MOST)
    return { said: `${MOST} are the most that I remember; remove one first. Nothing was changed.` };
  return { change: change([...list, id]), said };
}

function removed(
  list: readonly string[],
  id: string | undefined,
  said: string,
  change: Change,
): Wish {
  if (id === undefined)
    return {
      said: 'It is none of those that are chosen; nothing was changed. Take one from the list that opens while you type.',
    };
  return { change: change(list.filter((other) => other !== id)), said };
}

/** By id, as the list gives it or in a mention, or by name. */
function chosen(
  typed: string,
  ids: readonly string[],
  look: Surroundings['channel'],
): string | undefined {
  const name = typed.trim().replace(/^[#@]/, '').toLowerCase();
  const digits = /\d{17,20}/.exec(typed)?.[0];
  return ids.find((id) => id === digits) ?? ids.find((id) => look(id).name?.toLowerCase() === name);
}
