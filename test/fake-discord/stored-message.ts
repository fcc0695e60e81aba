import {
  type APIEmbed,
  type APIMessage,
  type APIUser,
  type MessageFlags,
  MessageType,
} from 'discord-api-types/v10';
import type { Pings } from './pings.js';
import type { ChannelState } from './places.js';
import { snowflake } from './snowflake.js';

/** A message as Discord stores it. */
export function storedMessage(
  place: ChannelState,
  author: APIUser,
  content: string,
  more: Partial<APIMessage> = {},
): APIMessage {
  return {
    id: snowflake(),
    channel_id: place.id,
    author,
    content,
    timestamp: new Date().toISOString(),
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: [],
    pinned: false,
    type: MessageType.Default,
    flags: 0 as MessageFlags,
    ...more,
    embeds: (more.embeds ?? []).map(storedEmbed),
    components: numbered(more.components ?? []),
  };
}

/** Discord adds what was left out. */
export function storedEmbed(embed: APIEmbed): APIEmbed {
  const { fields } = embed;
  return {
    ...embed,
    type: 'rich' as NonNullable<APIEmbed['type']>,
    ...(fields === undefined ? {} : { fields: fields.map((f) => ({ inline: false, ...f })) }),
  };
}

type Components = NonNullable<APIMessage['components']>;

/** Discord gives every component a number within its message. */
export function numbered(rows: Components): Components {
  let id = 0;
  const number = <T extends object>(component: T): T => {
    id += 1;
    return { id, ...component };
  };
  return rows.map((row) =>
    'components' in row
      ? ({ ...number(row), components: row.components.map(number) } as typeof row)
      : number(row),
  );
}

/** As others see it: without what the loopback notes beside it. */
export function withoutNotes(message: APIMessage & { readonly pings?: Pings }): APIMessage {
  const { pings: _, ...rest } = message;
  return rest;
}
