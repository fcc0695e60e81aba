import { GatewayCloseCodes, GatewayIntentBits } from 'discord-api-types/v10';
import type { Shard } from './gateway-session.js';

export interface GatewaySettings {
  readonly token: string;
  /** Privileged intents that are enabled in the developer portal. */
  readonly privilegedIntents: number;
  readonly heartbeatMs: number;
  /** Before the first word to a new connection. */
  readonly helloDelayMs: number;
  /** Closes the connection with this code in answer to the next identify. */
  closeOnIdentify?: number;
}

const PRIVILEGED =
  GatewayIntentBits.MessageContent |
  GatewayIntentBits.GuildMembers |
  GatewayIntentBits.GuildPresences;

/** The code that an identify is answered with by closing the connection, when it is not accepted. */
export function refusalOf(
  settings: GatewaySettings,
  asked: { readonly token: string; readonly intents: number; readonly shard: Shard },
): number | undefined {
  const [id, count] = asked.shard;
  const { closeOnIdentify } = settings;
  delete settings.closeOnIdentify;
  if (closeOnIdentify !== undefined) return closeOnIdentify;
  if (asked.token !== settings.token) return GatewayCloseCodes.AuthenticationFailed;
  if (![id, count].every(Number.isInteger) || id < 0 || id >= count) {
    return GatewayCloseCodes.InvalidShard;
  }
  return (asked.intents & PRIVILEGED & ~settings.privilegedIntents) === 0
    ? undefined
    : GatewayCloseCodes.DisallowedIntents;
}
