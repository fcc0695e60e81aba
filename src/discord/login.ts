import { type Client, DiscordAPIError, Events, GatewayCloseCodes, HTTPError } from 'discord.js';
import { EXIT, messageOf, VerbatimError } from '../errors.js';
import { disconnect } from './client.js';

export interface LoginSettings {
  readonly token: string;
  readonly apiUrl: string;
}

/**
 * Logs in and waits until the client is ready: every shard of its, which Discord lets in a few at a
 * time.
 *
 * @param timeoutMs that Discord may stay silent, between two shards at most.
 * @throws VerbatimError `discord`: wrong token, intents not allowed, Discord not reachable. The
 *   client is destroyed then.
 */
export async function login(
  client: Client,
  settings: LoginSettings,
  timeoutMs: number,
): Promise<Client<true>> {
  let closeCode: number | undefined;
  client.once(Events.ShardDisconnect, ({ code }) => {
    closeCode = code;
  });
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(unreachable(settings, silence(timeoutMs))), timeoutMs);
  });
  const wait = () => timer?.refresh();
  client.on(Events.ShardReady, wait);
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  try {
    const connected = client.login(settings.token);
    return await Promise.race([connected.then(() => ready), timeout]);
  } catch (error) {
    await disconnect(client);
    if (error instanceof VerbatimError) throw error;
    throw closeCode === undefined ? explain(error, settings) : explainClose(closeCode);
  } finally {
    clearTimeout(timer);
    client.off(Events.ShardReady, wait);
  }
}

/** What a gateway close code that discord.js does not recover from means to the operator. */
export function explainClose(code: number): VerbatimError {
  switch (code) {
    case GatewayCloseCodes.AuthenticationFailed:
      return wrongToken();
    case GatewayCloseCodes.DisallowedIntents:
    case GatewayCloseCodes.InvalidIntents:
      return new VerbatimError(
        'discord',
        `Discord refused the intents that the bot asked for (close code ${code}).`,
        'ASK_CHANNEL_IDS needs the Message Content intent: in the developer portal, open your application, then Bot, and enable it under Privileged Gateway Intents; or leave ASK_CHANNEL_IDS empty.',
        { exitCode: EXIT.config },
      );
    case GatewayCloseCodes.InvalidShard:
      return new VerbatimError(
        'discord',
        'Discord does not know a shard that SHARDS names (close code 4010).',
        'Set SHARDS to auto, or to a range within the count that all processes of the bot share, such as 0-3/16.',
        { exitCode: EXIT.config },
      );
    case GatewayCloseCodes.ShardingRequired:
      return new VerbatimError(
        'discord',
        'The bot is in more servers than Discord serves over so few connections (close code 4011).',
        'Set SHARDS to auto; or, with several processes, give each a range of a larger count, such as 0-3/16.',
        { exitCode: EXIT.config },
      );
    default:
      return new VerbatimError(
        'discord',
        `Discord ended the connection for good (close code ${code}).`,
        'Look the code up in Discord’s documentation under “Gateway Close Event Codes”.',
      );
  }
}

function wrongToken(cause?: unknown): VerbatimError {
  return new VerbatimError(
    'discord',
    'Discord does not accept the token in DISCORD_TOKEN.',
    'In the developer portal, open your application, then Bot, choose Reset Token and put the new token into DISCORD_TOKEN.',
    { cause, exitCode: EXIT.config },
  );
}

function explain(error: unknown, settings: LoginSettings): VerbatimError {
  const { code } = error as { code?: unknown };
  if (code === 'TokenInvalid') return wrongToken(error);
  if (error instanceof DiscordAPIError) {
    return new VerbatimError(
      'discord',
      `${settings.apiUrl} refused the login with status ${error.status}.`,
      'If DISCORD_API_URL is set, check that it is the base of a Discord API, without the version.',
      { cause: error, exitCode: EXIT.unavailable },
    );
  }
  const reason =
    error instanceof HTTPError
      ? `it answers with status ${error.status}`
      : typeof code === 'string'
        ? code
        : messageOf(error);
  return unreachable(settings, reason, error);
}

function unreachable(settings: LoginSettings, reason: string, cause?: unknown): VerbatimError {
  return new VerbatimError(
    'discord',
    `Discord cannot be reached at ${settings.apiUrl}: ${reason}.`,
    'Check the network, a proxy or firewall in between, and DISCORD_API_URL if it is set; then start again.',
    { cause, exitCode: EXIT.unavailable },
  );
}

function silence(ms: number): string {
  return `no connection within ${Math.round(ms / 1000)} s`;
}
