import type { Message } from 'discord.js';

/** What its writer said, or passed on from elsewhere. */
export function writtenIn({ content, messageSnapshots }: Message): string {
  const forwarded = messageSnapshots.map((snapshot) => snapshot.content ?? '');
  return [content, ...forwarded].filter((text) => text !== '').join('\n\n');
}

/**
 * The Markdown in which a message quotes: all that it shows, embeds included. Of the bot's own, the
 * block quotes alone: titles and questions beside them may have quotation marks, too.
 */
export function quotingIn(message: Message): string {
  const embedded = message.embeds.flatMap(({ title, description, fields }) => [
    title ?? '',
    description ?? '',
    ...fields.map(({ value }) => value),
  ]);
  if (message.author.id === message.client.user.id) return embedded.map(blockQuotes).join('\n\n');
  return [writtenIn(message), ...embedded].filter((text) => text !== '').join('\n\n');
}

function blockQuotes(text: string): string {
  const lines = text.split('\n');
  return lines.filter((line) => line.startsWith('> ')).join('\n');
}
