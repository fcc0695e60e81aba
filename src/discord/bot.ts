import { type Client, DiscordAPIError, Events } from 'discord.js';
import { EXIT, messageOf, VerbatimError } from '../errors.js';
import { Backlog } from './backlog.js';
import { BUTTONS } from './buttons/all.js';
import { createClient, disconnect, logConnection } from './client.js';
import { COMMANDS, MESSAGE_COMMANDS } from './commands/all.js';
import type { BotContext, BotDeps } from './context.js';
import { Replies } from './conversations.js';
import { Cooldowns } from './cooldowns.js';
import { onInteraction } from './interactions.js';
import { DEFAULT_TIMING, type Timing } from './limits.js';
import { explainClose, login } from './login.js';
import { onMessage } from './messages.js';
import { registerCommands } from './registration.js';
import { Running } from './running.js';
import { Statistics } from './statistics.js';
import { sweepRegularly } from './sweeping.js';
import { Turns } from './turns.js';

/** Of several processes of one bot, the one with this shard registers the commands. */
const REGISTERING_SHARD = 0;

export interface Bot {
  /**
   * Resolves with the reason when Discord ends the connection of a shard for good, e.g. because the token was
   * reset; never while the bot works or after `close`.
   */
  readonly lost: Promise<VerbatimError>;
  /**
   * Begins no new work: who waits or asks is told that the bot is being restarted. Waits a bounded
   * time for what is running, and disconnects. Idempotent.
   */
  close(): Promise<void>;
}

/**
 * Connects to Discord. Resolves when the bot is ready and its commands are registered.
 *
 * @throws VerbatimError `discord` with a remedy: wrong token, refused intents, Discord not
 *   reachable, commands refused.
 */
export async function startBot(deps: BotDeps, timing: Partial<Timing> = {}): Promise<Bot> {
  const closer = new AbortController();
  const context: BotContext = {
    ...deps,
    timing: { ...DEFAULT_TIMING, ...timing },
    replies: new Replies(),
    turns: new Turns(deps.config.queueLimit),
    backlog: new Backlog(),
    closing: closer.signal,
    cooldowns: new Cooldowns(deps.config),
    statistics: new Statistics(),
    commands: COMMANDS,
    messageCommands: MESSAGE_COMMANDS,
    buttons: BUTTONS,
  };
  const { config, log } = deps;
  const client = createClient(config, context.timing);
  const running = new Running();
  logConnection(client, log);
  client.on(Events.InteractionCreate, (interaction) =>
    running.add(() => onInteraction(interaction, context)),
  );
  client.on(Events.MessageCreate, (message) => running.add(() => onMessage(message, context)));

  const ready = await login(client, config, context.timing.loginMs);
  const lost = new Promise<VerbatimError>((resolve) =>
    client.once(Events.ShardDisconnect, ({ code }) => resolve(explainClose(code))),
  );
  await register(ready, context);
  log.info({ user: ready.user.id, servers: ready.guilds.cache.size }, 'ready on Discord');

  const stopSweeping = sweepRegularly(deps.records, log, context.timing.sweepMs);
  let closing: Promise<void> | undefined;
  const close = async () => {
    stopSweeping();
    closer.abort();
    // Who was promised an answer gets it while there is time, and is told so when there is not.
    const { closeMs } = context.timing;
    await running.settle(closeMs / 2);
    context.turns.close();
    const finished = await running.finish(closeMs / 2);
    if (!finished) log.warn('closing before every request was answered');
    await disconnect(client);
  };
  return {
    lost,
    close() {
      closing ??= close();
      return closing;
    },
  };
}

async function register(
  client: Client<true>,
  { config, commands, messageCommands, log }: BotContext,
) {
  if (!client.ws.shards.has(REGISTERING_SHARD)) {
    log.info('the commands are left to the process that serves shard 0');
    return;
  }
  const place = {
    applicationId: client.application.id,
    ...(config.guildId === undefined ? {} : { guildId: config.guildId }),
    joinedGuildIds: [...client.guilds.cache.keys()],
  };
  try {
    const data = [...commands, ...messageCommands].map((command) => command.data);
    const outcome = await registerCommands(client.rest, data, place, log);
    log.info({ commands: data.length, guild: config.guildId }, `commands ${outcome}`);
  } catch (error) {
    await disconnect(client);
    const where = config.guildId === undefined ? '' : ` for the server ${config.guildId}`;
    const reason = error instanceof DiscordAPIError ? `error ${error.code}` : messageOf(error);
    throw new VerbatimError(
      'discord',
      `Discord did not take the bot's commands${where}: ${reason}.`,
      config.guildId === undefined
        ? 'Try again in a minute.'
        : 'Check DISCORD_GUILD_ID, and invite the bot to that server with the scope applications.commands.',
      { cause: error, exitCode: EXIT.unavailable },
    );
  }
}
