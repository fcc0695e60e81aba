import type { Message } from 'discord.js';
import { VerbatimError } from '../errors.js';
import { admit } from './admission.js';
import { answerQuestion } from './asking.js';
import type { BotContext } from './context.js';
import { conversationOf } from './conversations.js';
import { apiCode, isLackOfHistory, isLackOfPermission, logFault, newIncident } from './faults.js';
import { type IncomingMessage, readMessage } from './message-reading.js';
import { lackingPermissions } from './permissions.js';
import { renderAnswer } from './rendering/answer.js';
import {
  renderIncident,
  renderLacking,
  renderRemedy,
  renderShortHelp,
} from './rendering/notices.js';
import { type Reply, toPayload } from './rendering/reply.js';
import { settingsOf } from './settings.js';
import { threadFor } from './threads.js';

/** Answers a message where it was asked; never throws. */
export async function onMessage(message: Message, context: BotContext): Promise<void> {
  const bot = message.client.user;
  const reading = readMessage(incoming(message, context), bot.id);
  if (reading.kind === 'ignore') return;
  try {
    if (reading.kind === 'empty') await reply(message, renderShortHelp(bot.displayName));
    else await answer(message, reading.text, context);
  } catch (error) {
    await report(message, error, context);
  }
}

function incoming(message: Message, context: BotContext): IncomingMessage {
  const { client, mentions } = message;
  const repliedTo = mentions.repliedUser?.id;
  return {
    content: message.content,
    type: message.type,
    fromBot: message.author.bot || message.webhookId !== null,
    place: placeOf(message, context),
    mentionsBot: mentions.users.has(client.user.id),
    repliesToBot: repliedTo === client.user.id,
    addressesOthers:
      mentions.users.some(({ id }) => id !== client.user.id) ||
      mentions.roles.size > 0 ||
      mentions.everyone ||
      (repliedTo !== undefined && repliedTo !== client.user.id),
  };
}

function placeOf(message: Message, context: BotContext): IncomingMessage['place'] {
  const { channel, channelId, guildId, client } = message;
  if (guildId === null) return 'direct';
  if (channel.isThread() && channel.ownerId === client.user.id) return 'thread';
  const everywhere = context.config.askChannelIds;
  if (everywhere === undefined) return 'elsewhere';
  const chosen = [...everywhere, ...settingsOf(guildId, context).answerChannels];
  return chosen.includes(channelId) ? 'chosen' : 'elsewhere';
}

/** A reply goes on with the conversation of the answer that it replies to. */
async function answer(message: Message, text: string, context: BotContext): Promise<void> {
  const { replies } = context;
  const arrivedAt = performance.now();
  const { author, guildId, channelId, member } = message;
  const roleIds = member === null ? [] : [...member.roles.cache.keys()];
  const asker = {
    userId: author.id,
    roleIds,
    ...(member === null ? {} : { permissions: member.permissions.bitfield }),
  };
  const admission = await admit({ load: 'question', asker, guildId, channelId }, context);
  if (admission.kind === 'refused') {
    await reply(message, { content: admission.reason });
    return;
  }
  const conversation =
    replies.answeredBy(message.reference?.messageId) ?? conversationOf(message, author.id);
  const asked = { text, conversation, userId: author.id, guildId, channelId, arrivedAt };
  const work = () => answerQuestion(asked, context);
  const answered = await (admission.turn === undefined ? work() : admission.turn.take(work));
  const thread = await threadFor(message, text, context);
  const rendered = renderAnswer(answered.answer);
  const sent = await (thread === undefined
    ? reply(message, rendered)
    : thread.send(toPayload(rendered)));
  replies.sent(sent.id, conversation);
}

/** Without the permission to read the history the answer stands alone below the question. */
async function reply(message: Message, content: Reply): Promise<Message> {
  const payload = toPayload(content);
  try {
    return await message.reply(payload);
  } catch (error) {
    if (!isLackOfHistory(error) || !message.channel.isSendable()) throw error;
    return await message.channel.send(payload);
  }
}

async function report(
  message: Message,
  error: unknown,
  { log, statistics }: BotContext,
): Promise<void> {
  const incident = newIncident();
  const asked = error instanceof VerbatimError ? error : undefined;
  if (asked?.code !== 'invalid-question') {
    statistics.fault();
    logFault(log, 'answer to a message', error, incident);
  }
  try {
    if (asked) await reply(message, renderRemedy(asked));
    else if (isLackOfPermission(error))
      await reply(message, renderLacking(lackingPermissions(message), incident));
    else if (apiCode(error) === undefined)
      await reply(message, { content: renderIncident(incident) });
  } catch {
    log.debug({ incident }, 'nobody could be told');
  }
}
