import type { AnyThreadChannel, BaseInteraction, Channel, Message } from 'discord.js';

/** Messages whose conversation is remembered. */
const REMEMBERED = 2_000;

/** Which conversation each of the bot's last messages belongs to: a reply to one goes on with it. */
export class Replies {
  readonly #conversations = new Map<string, string>();

  /** @param messageId of the bot's message. */
  sent(messageId: string, conversation: string): void {
    this.#conversations.set(messageId, conversation);
    const [oldest] = this.#conversations.keys();
    if (this.#conversations.size > REMEMBERED && oldest !== undefined)
      this.#conversations.delete(oldest);
  }

  /** `undefined` for a message that is not the bot's, too old, or of before a restart. */
  answeredBy(messageId: string | undefined): string | undefined {
    return messageId === undefined ? undefined : this.#conversations.get(messageId);
  }
}

/**
 * The conversation of a message or command that replies to nothing: in direct messages there is
 * one a person, elsewhere it begins its own.
 */
export function conversationOf(
  asked: { readonly id: string; readonly guildId: string | null; readonly channelId: string },
  userId: string,
): string {
  return asked.guildId === null ? `direct ${asked.channelId} ${userId}` : asked.id;
}

/**
 * The conversation that the use of a command goes on with, or begins: what it answers in a thread
 * of the bot's belongs to that one. A private answer does not, as later ones for everybody would
 * tell of it.
 */
export function conversationAt(
  { id, guildId, channelId, channel, user }: BaseInteraction,
  isPrivate: boolean,
  replies: Replies,
): string {
  if (channel !== null && isOwnThread(channel) && !isPrivate)
    return conversationIn(channel, replies);
  return conversationOf({ id, guildId, channelId: channelId ?? '' }, user.id);
}

function conversationIn(thread: AnyThreadChannel, replies: Replies): string {
  return replies.answeredBy(thread.id) ?? thread.id;
}

/**
 * The conversation that a message goes on with, or begins. A thread of the bot's is one with the
 * message that it was begun on, whose id it has; a reply goes on with that of the answer, whose id
 * stands for it after a restart.
 */
export function conversationFor(message: Message, replies: Replies): string {
  const { author, channel, guildId } = message;
  if (isOwnThread(channel)) return conversationIn(channel, replies);
  const answer = guildId === null ? undefined : repliedTo(message);
  return replies.answeredBy(answer) ?? answer ?? conversationOf(message, author.id);
}

/** The id of the bot's message that a message replies to. */
export function repliedTo({ client, mentions, reference }: Message): string | undefined {
  return mentions.repliedUser?.id === client.user.id ? reference?.messageId : undefined;
}

/** Whether the bot has begun it. */
export function isOwnThread(channel: Channel): channel is AnyThreadChannel {
  return channel.isThread() && channel.ownerId === channel.client.user?.id;
}
