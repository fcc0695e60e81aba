import type {
  APIMessage,
  RESTPatchAPIChannelMessageJSONBody,
  RESTPostAPIChannelMessageJSONBody,
} from 'discord-api-types/v10';
import { invalidForm, notOwnMessage } from './api-error.js';
import { checkMessage } from './limits.js';
import { checkMay, checkMaySend, checkNotArchived } from './permissions.js';
import { pingsOf, type SentMessage } from './pings.js';
import type { ChannelState } from './places.js';
import type { RestState } from './rest.js';
import { numbered, storedEmbed, storedMessage, withoutNotes } from './stored-message.js';
import { reopen } from './threads.js';
import { attachmentsOf, type UploadedFile } from './uploads.js';

type Embeds = APIMessage['embeds'];
type Components = NonNullable<APIMessage['components']>;

export function postMessage(
  state: RestState,
  place: ChannelState,
  body: RESTPostAPIChannelMessageJSONBody,
  files: readonly UploadedFile[],
): SentMessage {
  const { world } = state;
  const refusal = place.refusal?.(body as { embeds?: unknown[] });
  if (refusal !== undefined) throw refusal;
  checkMaySend(world, place, {
    embeds: (body.embeds ?? []).length > 0,
    files: files.length > 0,
    reference: body.message_reference !== undefined,
  });
  checkMessage(body, files.length > 0);
  const before = sentBefore(place, body);
  if (before !== undefined) return before;
  const repliedTo = referenced(place, body);
  const message = storedMessage(place, world.bot, body.content ?? '', {
    embeds: (body.embeds ?? []) as Embeds,
    components: (body.components ?? []) as Components,
    attachments: attachmentsOf(world, body as object, files),
    ...(body.nonce === undefined ? {} : { nonce: body.nonce }),
    ...(body.flags === undefined ? {} : { flags: body.flags }),
    ...(repliedTo === undefined
      ? {}
      : {
          type: 19,
          message_reference: { type: 0, message_id: repliedTo.id, channel_id: place.id },
          referenced_message: repliedTo,
        }),
  });
  const pings = pingsOf(message.content, body.allowed_mentions, repliedTo !== undefined);
  const sent = { ...message, pings };
  reopen(state, place);
  place.messages.set(sent.id, sent);
  state.tell(place.guildId, 'MESSAGE_CREATE', {
    ...message,
    channel_type: place.type,
    ...(place.guildId === undefined ? {} : { guild_id: place.guildId }),
  });
  return sent;
}

/** Who sends again with the same nonce, since no answer came, sends nothing twice. */
function sentBefore(place: ChannelState, body: RESTPostAPIChannelMessageJSONBody) {
  if (body.nonce === undefined || body.enforce_nonce !== true) return undefined;
  return [...place.messages.values()].find(({ nonce }) => nonce === body.nonce);
}

function referenced(place: ChannelState, body: RESTPostAPIChannelMessageJSONBody) {
  const reference = body.message_reference;
  const repliedTo = place.messages.get(reference?.message_id ?? '');
  if (reference === undefined || repliedTo !== undefined) return repliedTo;
  if (reference.fail_if_not_exists === false) return undefined;
  throw invalidForm('message_reference', 'MESSAGE_REFERENCE_UNKNOWN_MESSAGE', 'Unknown message');
}

/** Only what the body names changes. Throws error 50005 for messages of others. */
export function patchMessage(
  { world, tell }: RestState,
  place: ChannelState,
  current: SentMessage,
  body: RESTPatchAPIChannelMessageJSONBody,
  files: readonly UploadedFile[],
): SentMessage {
  checkMay(world, place);
  if (current.author.id !== world.bot.id) throw notOwnMessage();
  checkNotArchived(place);
  checkMessage(body, true);
  const { content, embeds, components, flags } = body;
  const changed: SentMessage = {
    ...current,
    ...(content === undefined ? {} : { content: content ?? '' }),
    ...(embeds === undefined ? {} : { embeds: ((embeds ?? []) as Embeds).map(storedEmbed) }),
    ...(components === undefined ? {} : { components: numbered((components ?? []) as Components) }),
    ...(flags == null ? {} : { flags }),
    attachments: attachmentsOf(world, body as object, files, current.attachments),
    edited_timestamp: new Date().toISOString(),
    pings: pingsOf(content ?? current.content, body.allowed_mentions, false),
  };
  place.messages.set(changed.id, changed);
  tell(place.guildId, 'MESSAGE_UPDATE', {
    ...withoutNotes(changed),
    ...(place.guildId === undefined ? {} : { guild_id: place.guildId }),
  });
  return changed;
}

export function deleteMessage(
  { tell }: Pick<RestState, 'tell'>,
  place: ChannelState,
  id: string,
): void {
  place.messages.delete(id);
  tell(place.guildId, 'MESSAGE_DELETE', {
    id,
    channel_id: place.id,
    ...(place.guildId === undefined ? {} : { guild_id: place.guildId }),
  });
}
