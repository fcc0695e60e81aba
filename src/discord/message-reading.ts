import { MessageType } from 'discord.js';
import { asksSomething } from '../answer/asks.js';
import { foldLine } from '../answer/plain-text.js';

/** The parts of a message that decide whether it is a question to the bot. */
export interface IncomingMessage {
  readonly content: string;
  readonly type: MessageType;
  readonly fromBot: boolean;
  /**
   * `direct` with the bot, in a `thread` that the bot began, in a channel `chosen` to be answered
   * without a mention, or `elsewhere`.
   */
  readonly place: 'direct' | 'thread' | 'chosen' | 'elsewhere';
  /** The bot itself is mentioned; not one of its roles, and not `@everyone`. */
  readonly mentionsBot: boolean;
  readonly repliesToBot: boolean;
  /** Somebody else is mentioned or replied to. */
  readonly addressesOthers: boolean;
}

export type Reading =
  | { readonly kind: 'ignore' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'question'; readonly text: string };

const IGNORE: Reading = { kind: 'ignore' };

/**
 * A mention of the bot, a reply to it and a direct message are questions; so is what is said in one
 * of its threads, and what asks something in a chosen channel, unless it is said to somebody else.
 * Without the privileged MessageContent intent Discord leaves the text of what does not mention the
 * bot away: there is nothing to answer then.
 */
export function readMessage(message: IncomingMessage, botId: string): Reading {
  const { place, mentionsBot } = message;
  const spoken = message.type === MessageType.Default || message.type === MessageType.Reply;
  if (message.fromBot || !spoken) return IGNORE;
  const text = foldLine(withoutMentionsOf(botId, message.content));
  const addressed = place === 'direct' || mentionsBot;
  if (text === '') return addressed ? { kind: 'empty' } : IGNORE;
  const question: Reading = { kind: 'question', text };
  if (addressed || message.repliesToBot) return question;
  if (message.addressesOthers) return IGNORE;
  if (place === 'thread') return question;
  return place === 'chosen' && asksSomething(text) ? question : IGNORE;
}

export function withoutMentionsOf(userId: string, content: string): string {
  return content.replace(new RegExp(`<@!?${userId}>`, 'g'), ' ');
}
