import type { APIMessage } from 'discord-api-types/v10';
import type { ChannelState } from './places.js';
import type { RestState } from './rest.js';

/**
 * Without the MessageContent intent, bots see the text only of what they wrote, of what is
 * addressed to them, and of direct messages.
 */
export function visibleTo<M extends APIMessage>(
  { world, readsContent }: Pick<RestState, 'world' | 'readsContent'>,
  message: M,
  place: ChannelState,
): M {
  const { bot } = world;
  const concerns =
    place.guildId === undefined ||
    message.author.id === bot.id ||
    message.mentions.some(({ id }) => id === bot.id);
  return concerns || readsContent()
    ? message
    : { ...message, content: '', embeds: [], attachments: [], components: [] };
}
