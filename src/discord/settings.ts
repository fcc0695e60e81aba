import type { GuildSettings } from '../records/records.js';
import type { BotContext } from './context.js';
import { harmlessFields } from './faults.js';

const NONE: GuildSettings = {
  answerChannels: [],
  threads: null,
  privateByDefault: false,
  askRoles: [],
};

/**
 * What a server has set; nothing in direct messages. When the records cannot be read, the bot goes
 * on as if nothing were set.
 */
export function settingsOf(guildId: string | null, { records, log }: BotContext): GuildSettings {
  if (guildId === null) return NONE;
  try {
    return records.settings(guildId);
  } catch (error) {
    log.warn({ guild: guildId, ...harmlessFields(error) }, 'settings could not be read');
    return NONE;
  }
}
