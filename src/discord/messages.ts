import { type Message, MessageType } from 'discord.js';
import { foldLine } from '../answer/plain-text.js';
import { VerbatimError } from '../errors.js';
import type { BotContext } from './context.js';
import { conversationOf } from './conversations.js';
import { apiCode, isLackOfHistory, isLackOfPermission, logFault, newIncident } from './faults.js';
import { renderAnswer } from './rendering/answer.js';
import { renderIncident, renderRemedy, renderShortHelp, SHOW_EMBEDS } from './rendering/notices.js';
import { type Reply, toPayload } from './rendering/reply.js';

/** The parts of a message that decide whether it is a question to the bot. */
export interface IncomingMessage {
  readonly content: string;
  readonly type: MessageType;
  readonly fromBot: boolean;
  readonly direct: boolean;
  /** The bot itself is mentioned; not one of its roles, and not `@everyone`. */
  readonly mentionsBot: boolean;
  readonly repliesToBot: boolean;
}

export type Reading =
  | { readonly kind: 'ignore' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'question'; readonly text: string };

/**
 * A mention of the bot, a reply to it and a direct message are questions. Without the privileged
 * MessageContent intent Discord leaves the text of a reply away whose mention was turned off: there
 * is nothing to answer then.
 */
export function readMessage(message: IncomingMessage, botId: string): Reading {
  const spoken = message.type === MessageType.Default || message.type === MessageType.Reply;
  if (message.fromBot || !spoken) return { kind: 'ignore' };
  if (!message.direct && !message.mentionsBot && !message.repliesToBot) return { kind: 'ignore' };
  const text = foldLine(message.content.replace(new RegExp(`<@!?${botId}>`, 'g'), ' '));
  if (text !== '') return { kind: 'question', text };
  return message.direct || message.mentionsBot ? { kind: 'empty' } : { kind: 'ignore' };
}

/** Answers a message where it was asked; never throws. */
export async function onMessage(message: Message, context: BotContext): Promise<void> {
  const bot = message.client.user;
  const reading = readMessage(
    {
      content: message.content,
      type: message.type,
      fromBot: message.author.bot || message.webhookId !== null,
      direct: message.guildId === null,
      mentionsBot: message.mentions.users.has(bot.id),
      repliesToBot: message.mentions.repliedUser?.id === bot.id,
    },
    bot.id,
  );
  if (reading.kind === 'ignore') return;
  try {
    if (reading.kind === 'empty') await reply(message, renderShortHelp(bot.displayName));
    else await answer(message, reading.text, context);
  } catch (error) {
    await report(message, error, context);
  }
}

/** A reply goes on with the conversation of the answer that it replies to. */
async function answer(message: Message, text: string, context: BotContext): Promise<void> {
  const { service, replies } = context;
  const conversation =
    replies.answeredBy(message.reference?.messageId) ?? conversationOf(message, message.author.id);
  const sent = await reply(message, renderAnswer(await service.ask({ text, conversation })));
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

async function report(message: Message, error: unknown, { log }: BotContext): Promise<void> {
  const incident = newIncident();
  const asked = error instanceof VerbatimError ? error : undefined;
  if (asked?.code !== 'invalid-question') logFault(log, 'answer to a message', error, incident);
  try {
    if (asked) await reply(message, renderRemedy(asked));
    else if (isLackOfPermission(error)) await reply(message, { content: SHOW_EMBEDS });
    else if (apiCode(error) === undefined)
      await reply(message, { content: renderIncident(incident) });
  } catch {
    log.debug({ incident }, 'nobody could be told');
  }
}
