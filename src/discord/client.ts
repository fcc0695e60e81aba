import {
  type CacheWithLimitsOptions,
  Client,
  Events,
  GatewayIntentBits,
  Options,
  Partials,
  Status,
} from 'discord.js';
import type { Logger } from 'pino';
import type { Shards } from '../config-values.js';
import { harmlessFields } from './faults.js';
import type { Timing } from './limits.js';

/** Servers in an outage must not hold up the start for the others. */
const WAIT_FOR_SERVERS_MS = 5_000;

/** Members and users, each in one place, who have written or asked last. */
const LAST_SEEN = 100;
const itself = ({ id, client }: { readonly id: string; readonly client: Client }) =>
  id === client.user?.id;

/**
 * What discord.js keeps, which would grow for as long as the process runs. What members write is
 * not kept; who they are is, until their message has been read. Roles, channels and the bot's own
 * membership stay: permissions are computed from them.
 */
const KEPT: CacheWithLimitsOptions = {
  AutoModerationRuleManager: 0,
  GuildBanManager: 0,
  GuildEmojiManager: 0,
  GuildInviteManager: 0,
  GuildMemberManager: { maxSize: LAST_SEEN, keepOverLimit: itself },
  GuildScheduledEventManager: 0,
  GuildStickerManager: 0,
  MessageManager: 0,
  PresenceManager: 0,
  ReactionManager: 0,
  ReactionUserManager: 0,
  StageInstanceManager: 0,
  ThreadMemberManager: { maxSize: 0, keepOverLimit: itself },
  UserManager: { maxSize: LAST_SEEN, keepOverLimit: itself },
  VoiceStateManager: 0,
};

export interface ClientSettings {
  readonly apiUrl: string;
  /** Set when messages that do not mention the bot are to be read. */
  readonly askChannelIds?: readonly string[];
  readonly shards: Shards;
}

/**
 * A client that is not connected yet. It asks for a privileged intent only when a setting needs it:
 * Discord gives bots the text of messages that mention them, and of direct messages, without one.
 */
export function createClient(
  { apiUrl, askChannelIds, shards }: ClientSettings,
  { threadMs }: Pick<Timing, 'threadMs'>,
): Client {
  return new Client({
    ...(shards === 'auto' ? { shards } : { shards: shards.ids, shardCount: shards.count }),
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
      ...(askChannelIds === undefined ? [] : [GatewayIntentBits.MessageContent]),
    ],
    // A direct message may come from a channel that this process has never seen.
    partials: [Partials.Channel],
    // Nothing that the bot shows may ping; given here, it covers every request.
    allowedMentions: { parse: [], repliedUser: false },
    makeCache: Options.cacheWithLimits(KEPT),
    waitGuildTimeout: WAIT_FOR_SERVERS_MS,
    rest: {
      api: apiUrl,
      // Discord lets few threads be begun, and then none for minutes: nothing is to queue for one.
      rejectOnRateLimit: ({ method, route, timeToReset }) =>
        method === 'POST' && route.endsWith('/threads') && timeToReset > threadMs,
    },
  });
}

/** Ends the connection from this side, which is no loss that the log should report. */
export async function disconnect(client: Client): Promise<void> {
  client.removeAllListeners(Events.ShardReconnecting);
  client.removeAllListeners(Events.ShardDisconnect);
  await client.destroy();
}

/** Every request that has to wait is told by discord.js; the log needs one line for each wait. */
function logWaiting({ rest }: Client, log: Logger): void {
  let told = 0;
  rest.on('rateLimited', ({ method, route, timeToReset, global }) => {
    const now = Date.now();
    if (now < told) return;
    told = now + timeToReset;
    log.warn({ method, route, timeToReset, global }, 'Discord asks to wait');
  });
}

/**
 * discord.js handles an event within a promise that nobody awaits: one that it cannot make sense of
 * would end the process, and with it every other question. What is returned takes this back.
 */
export function surviveRejections(log: Logger): () => void {
  const onRejection = (reason: unknown) =>
    log.error(harmlessFields(reason), 'an event of Discord’s could not be handled');
  process.on('unhandledRejection', onRejection);
  return () => process.off('unhandledRejection', onRejection);
}

/** Connection events in the log. Without a listener, an `error` event would end the process. */
export function logConnection(client: Client, log: Logger): void {
  client.on(Events.Error, (error) =>
    log.error(harmlessFields(error), 'discord.js reports an error'),
  );
  client.on(Events.ShardError, (error, shard) => {
    // What has ended for good was told already, with its code.
    if (client.ws.shards.get(shard)?.status === Status.Disconnected) return;
    log.warn({ shard, ...harmlessFields(error, true) }, 'the connection to Discord has an error');
  });
  client.on(Events.ShardReconnecting, (shard) =>
    log.warn({ shard }, 'the connection to Discord was lost; connecting again'),
  );
  client.on(Events.ShardResume, (shard, replayed) =>
    log.info({ shard, replayed }, 'the connection to Discord is back'),
  );
  client.on(Events.ShardDisconnect, ({ code }, shard) =>
    log.error({ shard, code }, 'Discord has ended the connection for good'),
  );
  logWaiting(client, log);
}
