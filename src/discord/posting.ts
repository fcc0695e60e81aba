import type { AnyThreadChannel, Message } from 'discord.js';
import type { Answered } from './asking.js';
import type { BotContext } from './context.js';
import { harmlessFields, isLackOfHistory, isRefusal } from './faults.js';
import { insist, onceFor } from './insisting.js';
import { lackingToAnswer, maySpeak } from './permissions.js';
import { renderAnswer } from './rendering/answer.js';
import { renderLockedThread, renderUnableToPost } from './rendering/notices.js';
import { type Reply, toPayload } from './rendering/reply.js';
import { readsEverything, threadOn } from './threads.js';

/**
 * Without the permission to read the history the answer stands alone below the question. A question
 * has one reply, named after it: what a broken connection has swallowed is sent again, and Discord
 * takes no second one.
 */
export async function reply(message: Message, content: Reply): Promise<Message> {
  const payload = { ...toPayload(content), ...onceFor(message.id) };
  try {
    return await insist(() => message.reply(payload));
  } catch (error) {
    if (!isLackOfHistory(error) || !message.channel.isSendable()) throw error;
    const { channel } = message;
    return await insist<Message>(() => channel.send(payload));
  }
}

/**
 * Whether an answer to a message could be posted at all; says so where not, once a minute, in the
 * channel or else in the log. A request that Discord refuses costs more than it tells: it bans who
 * sends too many of them.
 */
export async function mayAnswer(
  message: Message,
  { cooldowns, log }: Pick<BotContext, 'cooldowns' | 'log'>,
): Promise<boolean> {
  const lacking = lackingToAnswer(message);
  if (lacking.length === 0) return true;
  const { channelId, author } = message;
  if (maySpeak(lacking)) {
    if (!(await cooldowns.isRepeated(`${author.id} lacking in ${channelId}`)))
      await reply(message, { content: renderUnableToPost(lacking) });
  } else if (!(await cooldowns.isRepeated(`lacking in ${channelId}`)))
    log.warn({ channel: channelId, lacking }, 'nothing can be answered in a channel');
  return false;
}

/**
 * In a thread on the question where that is wanted and possible, else as a reply to it. Where
 * nothing was found, or nothing asked, there is nothing to go on about in a thread.
 */
export async function postAnswer(
  question: Message,
  text: string,
  { answer, questionId }: Answered,
  context: BotContext,
): Promise<Message> {
  const options = questionId === undefined ? {} : { questionId };
  const thread = answer.kind === 'none' ? undefined : await threadOn(question, text, context);
  if (thread !== undefined) {
    const mentionToAskOn = !readsEverything(context);
    const content = toPayload(renderAnswer(answer, { ...options, mentionToAskOn }));
    const payload = { ...content, ...onceFor(question.id) };
    try {
      return await insist<Message>(() => thread.send(payload));
    } catch (error) {
      // Without a word of Discord's, the thread may well have it.
      if (!isRefusal(error)) throw error;
      const fields = { thread: thread.id, ...harmlessFields(error) };
      context.log.warn(fields, 'a thread does not take its answer; the channel is used');
    }
  }
  return reply(question, renderAnswer(answer, options));
}

/** Tells in the channel of a locked thread that it did not take its answer. */
export async function tellAbove(thread: AnyThreadChannel, incident: string): Promise<void> {
  const { parent, id } = thread;
  if (parent === null || !parent.isSendable()) return;
  const payload = toPayload(renderLockedThread(id, incident));
  try {
    // A thread has the id of the message that it was begun on, if it was.
    await parent.send({ ...payload, reply: { messageReference: id, failIfNotExists: false } });
  } catch (error) {
    if (!isLackOfHistory(error)) throw error;
    await parent.send(payload);
  }
}
