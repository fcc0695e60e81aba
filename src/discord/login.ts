import { type Client, DiscordAPIError, Events, GatewayCloseCodes, HTTPError } from 'discord.js';
import { EXIT, messageOf, VerbatimError } from '../errors.js';
import { disconnect } from './client.js';

export interface LoginSettings {
  readonly token: string;
  readonly apiUrl: string;
}

/**
 * Logs in and waits until the client is ready.
 *
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
