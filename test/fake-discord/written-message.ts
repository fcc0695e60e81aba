import { type APIMessage, type APIUser, MessageType } from 'discord-api-types/v10';
import type { Where } from './interaction-payload.js';
import type { Person } from './people.js';
import type { ChannelState } from './places.js';
import { storedMessage, withoutNotes } from './stored-message.js';

export interface MessageOptions extends Where {
  readonly replyTo?: APIMessage;
  /** Whether a reply notifies, as it does unless the writer turns it off. */
  readonly replyPing?: boolean;
  readonly change?: Partial<APIMessage>;
}

/** What somebody wrote. Whether it mentions the bot is read from the content, as Discord does. */
export function writtenMessage(
  bot: APIUser,
  place: ChannelState,
  { user }: Person,
  content: string,
  { replyTo, replyPing, change }: MessageOptions,
): APIMessage {
  const mentioned =
    new RegExp(`<@!?${bot.id}>`).test(content) ||
    (replyTo?.author.id === bot.id && replyPing !== false);
  return storedMessage(place, user, content, {
    mention_everyone: content.includes('@everyone'),
    mentions: mentioned ? [bot] : [],
    ...(replyTo === undefined
      ? {}
      : {
          type: MessageType.Reply,
          message_reference: { type: 0, message_id: replyTo.id, channel_id: place.id },
          referenced_message: withoutNotes(replyTo),
        }),
    ...change,
  });
}
