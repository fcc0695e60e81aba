import type { Message } from 'discord.js';
import { foldLine } from '../answer/plain-text.js';
import type { BotContext } from './context.js';
import { isOwnThread, repliedTo } from './conversations.js';
import { harmlessFields } from './faults.js';
import { withoutMentionsOf } from './message-reading.js';
import { questionIn } from './rendering/heading.js';
import { within } from './within.js';

/**
 * What a message asks on from, when the program has forgotten it: the earlier question, read from
 * Discord. `undefined` where there is none, or Discord does not show it in time: the message stands
 * alone then. It is read before the member's turn, as nobody else should wait for that.
 */
export async function questionBefore(
  message: Message,
  conversation: string,
  { service, log, timing }: BotContext,
): Promise<string | undefined> {
  try {
    if (service.remembers(conversation)) return undefined;
    return (await within(earlierQuestion(message), timing.recallMs)) || undefined;
  } catch (error) {
    log.debug(harmlessFields(error), 'the question before could not be read');
    return undefined;
  }
}

/** Looks an earlier question up once more, as the conversation's first turn, if that is forgotten. */
export async function bringToMind(
  text: string,
  conversation: string,
  { service, log }: BotContext,
): Promise<void> {
  try {
    if (!service.remembers(conversation)) await service.ask({ text, conversation });
  } catch (error) {
    log.debug(harmlessFields(error), 'the question before could not be brought to mind');
  }
}

async function earlierQuestion(message: Message): Promise<string | undefined> {
  const { channel } = message;
  if (repliedTo(message) !== undefined) {
    const asked = await questionBehind(await message.fetchReference());
    if (asked !== undefined) return asked;
  }
  if (!isOwnThread(channel)) return undefined;
  const starter = await channel.fetchStarterMessage();
  return starter === null ? undefined : (shownIn(starter) ?? askedIn(starter));
}

/** What an answer answers: it shows that, or replies to it. */
async function questionBehind(answer: Message): Promise<string | undefined> {
  const shown = shownIn(answer);
  if (shown !== undefined || answer.reference === null) return shown;
  return askedIn(await answer.fetchReference());
}

/** Only the bot's own words are taken for a heading. */
function shownIn({ author, client, embeds }: Message): string | undefined {
  return author.id === client.user.id ? questionIn(embeds[0]?.description ?? '') : undefined;
}

function askedIn({ author, client, content }: Message): string | undefined {
  if (author.id === client.user.id) return undefined;
  return foldLine(withoutMentionsOf(client.user.id, content));
}
