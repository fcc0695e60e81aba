import type { AnyThreadChannel, Message } from 'discord.js';
import { RESTJSONErrorCodes } from 'discord.js';
import type { BotContext } from './context.js';
import { apiCode, harmlessFields } from './faults.js';
import { lackingPermissions } from './permissions.js';
import { THREAD_IS_OPEN } from './rendering/notices.js';
import { fittedPlain } from './rendering/text.js';
import { settingsOf } from './settings.js';
import { within } from './within.js';

/** Of a thread's name, in UTF-16 code units. */
const LONGEST_NAME = 100;

/**
 * A thread on a question or on an answer, begun now; `undefined` where answers stand in their
 * channel: as the server or the program is set, within threads and direct messages, and where no
 * thread can be begun in time, which the log says. One that is begun too late stays empty.
 */
export async function threadOn(
  message: Message,
  question: string,
  context: BotContext,
): Promise<AnyThreadChannel | undefined> {
  if (!message.inGuild() || !wantsThreads(message.guildId, context)) return undefined;
  if (message.channel === null || !('threads' in message.channel)) return undefined;
  try {
    const lacking = lackingPermissions(message, true);
    if (lacking.length > 0) {
      noThread(message, context, { lacking });
      return undefined;
    }
    const { threadMs } = context.timing;
    const begun = message.startThread({ name: fittedPlain(question, LONGEST_NAME) });
    const thread = await within(begun, threadMs);
    if (thread === undefined) noThread(message, context, { waitedMs: threadMs });
    return thread;
  } catch (error) {
    noThread(message, context, harmlessFields(error));
  }
  return undefined;
}

function noThread({ channelId }: Message, { log }: BotContext, fields: object): void {
  log.warn({ channel: channelId, ...fields }, 'no thread could be begun; the channel is used');
}

function wantsThreads(guildId: string, context: BotContext): boolean {
  return settingsOf(guildId, context).threads ?? context.config.answerInThread;
}

/** Begins a thread on an answer for what is asked on; the answer itself stays where it is. */
export async function threadForMore(
  answer: Message,
  question: string,
  context: BotContext,
): Promise<void> {
  const thread = await threadOn(answer, question, context);
  if (thread === undefined || readsEverything(context)) return;
  await thread
    .send({ content: THREAD_IS_OPEN })
    .catch((error: unknown) => context.log.debug(harmlessFields(error), 'an empty thread remains'));
}

/** Without the MessageContent intent only messages that mention the bot have a text. */
export function readsEverything({ config }: BotContext): boolean {
  return config.askChannelIds !== undefined;
}

/** An archived thread opens again for a message, unless it is locked. */
export function isThreadLocked(error: unknown): boolean {
  return apiCode(error) === RESTJSONErrorCodes.InvalidActionOnArchivedThread;
}
