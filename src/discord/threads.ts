import type { AnyThreadChannel, Message } from 'discord.js';
import type { BotContext } from './context.js';
import { harmlessFields } from './faults.js';
import { lackingPermissions } from './permissions.js';
import { fittedPlain } from './rendering/text.js';
import { settingsOf } from './settings.js';

/** Of a thread's name, in UTF-16 code units. */
const LONGEST_NAME = 100;

/**
 * The thread that the answer to a message goes into, begun now; `undefined` where answers stand
 * below their question: as the server or the program is set, within threads and direct messages,
 * and where no thread can be begun, which the log says.
 */
export async function threadFor(
  message: Message,
  question: string,
  context: BotContext,
): Promise<AnyThreadChannel | undefined> {
  if (!message.inGuild() || message.channel.isThread()) return undefined;
  const { threads } = settingsOf(message.guildId, context);
  if (!(threads ?? context.config.answerInThread)) return undefined;
  try {
    return await message.startThread({ name: fittedPlain(question, LONGEST_NAME) });
  } catch (error) {
    const lacking = lackingPermissions(message, true);
    const fields = { channel: message.channelId, lacking, ...harmlessFields(error) };
    context.log.warn(fields, 'no thread could be begun; the answer goes into the channel');
    return undefined;
  }
}
