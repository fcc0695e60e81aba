import type { GuildSettings, Records } from '../records/records.js';
import { retried } from '../records/retried.js';
import type { BotContext } from './context.js';
import { harmlessFields } from './faults.js';

/** Servers whose settings are kept in mind; of those that are used least lately they are not. */
const REMEMBERED = 1_000;

export interface ServerSettings extends GuildSettings {
  /** Nothing could be read of them, and nothing is known from before: nobody may ask. */
  readonly unknown?: true;
}

const NONE: ServerSettings = {
  answerChannels: [],
  threads: null,
  privateByDefault: false,
  askRoles: [],
};
const UNKNOWN: ServerSettings = { ...NONE, privateByDefault: true, unknown: true };

const lastKnown = new WeakMap<Records, Map<string, GuildSettings>>();

/**
 * What a server has set; nothing in direct messages. When the records cannot be read, the bot goes
 * on with what it read last, and without that with what gives nothing away.
 */
export function settingsOf(
  guildId: string | null,
  { records, log }: Pick<BotContext, 'records' | 'log'>,
): ServerSettings {
  if (guildId === null) return NONE;
  try {
    return remembered(guildId, records.settings(guildId), records);
  } catch (error) {
    log.warn({ guild: guildId, ...harmlessFields(error) }, 'settings could not be read');
    return lastKnown.get(records)?.get(guildId) ?? UNKNOWN;
  }
}

/**
 * Sets the keys of `change`, and gives all.
 *
 * @throws VerbatimError `records`; then nothing is changed.
 */
export async function changeSettings(
  guildId: string,
  change: Partial<GuildSettings>,
  { records }: Pick<BotContext, 'records'>,
): Promise<GuildSettings> {
  return remembered(guildId, await retried(() => records.change(guildId, change)), records);
}

function remembered(guildId: string, settings: GuildSettings, records: Records): GuildSettings {
  const known = lastKnown.get(records) ?? new Map<string, GuildSettings>();
  lastKnown.set(records, known);
  known.delete(guildId);
  known.set(guildId, settings);
  const [oldest] = known.keys();
  if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest);
  return settings;
}
