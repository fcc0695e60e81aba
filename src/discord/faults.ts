import { randomBytes } from 'node:crypto';
import { DiscordAPIError, DiscordjsErrorCodes, HTTPError, RESTJSONErrorCodes } from 'discord.js';
import type { Logger } from 'pino';
import { VerbatimError } from '../errors.js';

/** Not in discord-api-types: the token of an interaction is older than 15 minutes. */
const INVALID_WEBHOOK_TOKEN = 50_027;

/** What happens in the life of every bot and is nobody's defect; logged as a warning. */
const EXPECTED: ReadonlyMap<number | string, string> = new Map<number | string, string>([
  [RESTJSONErrorCodes.UnknownInteraction, 'acknowledged too late, or not Discord’s'],
  [
    RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged,
    'acknowledged already; is another copy running with the same token?',
  ],
  [RESTJSONErrorCodes.UnknownMessage, 'the message was deleted'],
  [RESTJSONErrorCodes.UnknownChannel, 'the channel was deleted'],
  [RESTJSONErrorCodes.UnknownWebhook, 'the interaction is no longer known'],
  [INVALID_WEBHOOK_TOKEN, 'the interaction is older than 15 minutes'],
  [RESTJSONErrorCodes.MissingAccess, 'the bot cannot see the channel'],
  [
    RESTJSONErrorCodes.MissingPermissions,
    'the bot lacks a permission: View Channel, Send Messages (in Threads), Embed Links or Read Message History',
  ],
  [RESTJSONErrorCodes.InvalidActionOnArchivedThread, 'the thread was archived and locked'],
  [RESTJSONErrorCodes.CannotSendMessagesToThisUser, 'the member takes no direct messages'],
  [DiscordjsErrorCodes.ChannelNotCached, 'the channel or its server is gone'],
  [DiscordjsErrorCodes.GuildUncachedMe, 'the bot is no longer in the server'],
]);

/** Nothing more can be said where this was met with. */
const HOPELESS: ReadonlySet<number | string> = new Set([
  RESTJSONErrorCodes.UnknownChannel,
  RESTJSONErrorCodes.UnknownMessage,
  RESTJSONErrorCodes.MissingAccess,
  RESTJSONErrorCodes.CannotSendMessagesToThisUser,
  DiscordjsErrorCodes.ChannelNotCached,
  DiscordjsErrorCodes.GuildUncachedMe,
]);

const TOKEN_GONE: ReadonlySet<number | string> = new Set([
  RESTJSONErrorCodes.UnknownWebhook,
  INVALID_WEBHOOK_TOKEN,
]);

/** A short name that stands in the log and in what the member sees. */
export function newIncident(): string {
  return randomBytes(4).toString('hex');
}

/**
 * A fault whose words are for whoever met with it: about what they asked, or about the place. Those of
 * others name files and settings of the machine, and are for whoever runs the program.
 */
export function forMembers(error: unknown): VerbatimError | undefined {
  if (!(error instanceof VerbatimError)) return undefined;
  return error.code === 'invalid-question' || error.code === 'discord' ? error : undefined;
}

export function apiCode(error: unknown): number | string | undefined {
  return error instanceof DiscordAPIError ? error.code : undefined;
}

/** Discord has read what was asked, and does not do it. */
export function isRefusal(error: unknown): boolean {
  return error instanceof DiscordAPIError;
}

/** Of an error of Discord's, of discord.js's or of the connection. */
function codeOf(error: unknown): number | string | undefined {
  const { code } = (error ?? {}) as { readonly code?: unknown };
  return typeof code === 'string' || typeof code === 'number' ? code : undefined;
}

/**
 * The connection broke before the reply was read: whether Discord has done what was asked is not
 * known. The codes are those of Node's sockets and of undici.
 */
export function isBrokenConnection(error: unknown): boolean {
  return /^(?:UND_ERR_|ECONNRESET$|EPIPE$|ETIMEDOUT$)/.test(String(codeOf(error)));
}

export function isAcknowledgedAlready(error: unknown): boolean {
  return apiCode(error) === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged;
}

/** The interaction can no longer be answered through its token, but its channel may still be. */
export function isTokenGone(error: unknown): boolean {
  const code = apiCode(error);
  return code !== undefined && TOKEN_GONE.has(code);
}

/** Whether Discord would still take an answer to the interaction that met with this. */
export function canStillAnswer(error: unknown): boolean {
  const code = apiCode(error);
  return (
    code !== RESTJSONErrorCodes.UnknownInteraction &&
    code !== RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged
  );
}

/** Whether a member may still be told, where a message met with this. */
export function canStillTell(error: unknown): boolean {
  return !HOPELESS.has(codeOf(error) ?? '') && !isReplyToDeleted(error);
}

export function isLackOfPermission(error: unknown): boolean {
  return apiCode(error) === RESTJSONErrorCodes.MissingPermissions;
}

/** A message may be sent here, but not as a reply. */
export function isLackOfHistory(error: unknown): boolean {
  return apiCode(error) === RESTJSONErrorCodes.CannotReplyWithoutPermissionToReadMessageHistory;
}

/** A reply to a message that was deleted meanwhile is refused as an invalid form. */
function isReplyToDeleted(error: unknown): boolean {
  return (
    apiCode(error) === RESTJSONErrorCodes.InvalidFormBodyOrContentType &&
    /message_reference/.test((error as DiscordAPIError).message)
  );
}

function meaningOf(error: unknown): string | undefined {
  if (isReplyToDeleted(error)) return 'the message was deleted';
  if (isBrokenConnection(error)) return 'the connection to Discord broke';
  if (error instanceof HTTPError) return 'Discord has a fault of its own';
  return EXPECTED.get(codeOf(error) ?? '');
}

/**
 * One line for one fault. discord.js's errors carry the whole request, with its contents and the
 * interaction's token in its address, and an unforeseen error may repeat a question in its message:
 * so only fields known to be harmless are logged, and messages of defects only at level `debug`.
 */
export function logFault(log: Logger, what: string, error: unknown, incident: string): void {
  const meaning = meaningOf(error);
  const fields = { incident, ...harmlessFields(error, log.isLevelEnabled('debug')) };
  if (meaning === undefined) log.error(fields, `${what} failed`);
  else log.warn(fields, `${what} failed: ${meaning}`);
}

export function harmlessFields(error: unknown, withMessage = false): Record<string, unknown> {
  if (error instanceof DiscordAPIError) {
    // Behind "path[CODE]: " Discord may repeat what was sent.
    const reason = error.message.replace(/\]: .*$/gm, ']');
    return { code: error.code, status: error.status, method: error.method, reason };
  }
  if (error instanceof HTTPError) return { status: error.status, method: error.method };
  if (error instanceof VerbatimError && error.code !== 'invalid-question') {
    return { code: error.code, reason: error.message };
  }
  if (!(error instanceof Error)) return { type: typeof error };
  const { code } = error as NodeJS.ErrnoException;
  return {
    type: error.name,
    ...(code === undefined ? {} : { code }),
    ...(withMessage ? { reason: error.message } : {}),
    stack: error.stack?.split('\n').filter((line) => /^\s+at /.test(line)),
  };
}
