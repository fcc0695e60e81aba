import {
  type APIMessage,
  InteractionType,
  MessageFlags,
  MessageType,
  type RESTPatchAPIInteractionOriginalResponseJSONBody,
} from 'discord-api-types/v10';
import { pingsOf, type SentMessage } from './pings.js';
import type { ChannelState } from './places.js';
import { deleteMessage } from './posting.js';
import type { RestState } from './rest.js';
import { numbered, storedEmbed, storedMessage, withoutNotes } from './stored-message.js';
import { attachmentsOf, type UploadedFile } from './uploads.js';

type MessageBody = RESTPatchAPIInteractionOriginalResponseJSONBody & { flags?: MessageFlags };
type Embeds = APIMessage['embeds'];
type Components = NonNullable<APIMessage['components']>;

/** No edit turns a message into an ephemeral one. */
const CHANGEABLE = ~MessageFlags.Ephemeral;

/** The messages of one interaction. Ephemeral ones stand in no channel. */
export class InteractionMessages {
  readonly #removed = new Set<string>();

  constructor(
    private readonly state: Pick<RestState, 'world' | 'tell'>,
    private readonly place: ChannelState,
  ) {}

  /** @param type Of the interaction that the message answers; absent for follow-ups. */
  store(
    type: InteractionType | undefined,
    body: MessageBody,
    files: readonly UploadedFile[],
  ): SentMessage {
    const { world, tell } = this.state;
    const flags = (body.flags ?? 0) as MessageFlags;
    const fresh = storedMessage(this.place, world.bot, body.content ?? '', {
      embeds: (body.embeds ?? []) as Embeds,
      components: (body.components ?? []) as Components,
      attachments: attachmentsOf(world, body as object, files),
      flags,
      application_id: world.applicationId,
      webhook_id: world.applicationId,
      type:
        type === InteractionType.ApplicationCommand
          ? MessageType.ChatInputCommand
          : MessageType.Default,
    });
    const message = { ...fresh, pings: pingsOf(fresh.content, body.allowed_mentions, false) };
    if ((flags & MessageFlags.Ephemeral) === 0) {
      this.place.messages.set(message.id, message);
      tell(this.place.guildId, 'MESSAGE_CREATE', {
        ...fresh,
        channel_type: this.place.type,
        ...(this.place.guildId === undefined ? {} : { guild_id: this.place.guildId }),
      });
    }
    return message;
  }

  change(current: SentMessage, body: MessageBody, files: readonly UploadedFile[]): SentMessage {
    const { content, embeds, components } = body;
    const { guildId } = this.place;
    const changed: SentMessage = {
      ...current,
      ...(content === undefined ? {} : { content: content ?? '' }),
      ...(embeds === undefined ? {} : { embeds: ((embeds ?? []) as Embeds).map(storedEmbed) }),
      ...(components === undefined
        ? {}
        : { components: numbered((components ?? []) as Components) }),
      attachments: attachmentsOf(this.state.world, body as object, files, current.attachments),
      flags: ((current.flags ?? 0) | ((body.flags ?? 0) & CHANGEABLE)) & ~MessageFlags.Loading,
      pings: pingsOf(content ?? current.content, body.allowed_mentions, false),
    };
    if (this.place.messages.has(changed.id)) {
      this.place.messages.set(changed.id, changed);
      this.state.tell(guildId, 'MESSAGE_UPDATE', {
        ...withoutNotes(changed),
        ...(guildId === undefined ? {} : { guild_id: guildId }),
      });
    }
    return changed;
  }

  /** Ephemeral messages cannot be deleted by others. */
  exists(message: SentMessage): boolean {
    const isEphemeral = ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
    return isEphemeral ? !this.#removed.has(message.id) : this.place.messages.has(message.id);
  }

  remove(message: SentMessage): void {
    this.#removed.add(message.id);
    if (this.place.messages.has(message.id)) deleteMessage(this.state, this.place, message.id);
  }
}
