import {
  type APIMessage,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
  type RESTPatchAPIInteractionOriginalResponseJSONBody,
  type RESTPostAPIInteractionCallbackJSONBody,
  type RESTPostAPIInteractionFollowupJSONBody,
} from 'discord-api-types/v10';
import {
  alreadyAcknowledged,
  invalidForm,
  invalidWebhookToken,
  unknownInteraction,
  unknownMessage,
  unknownWebhook,
} from './api-error.js';
import type { Changes } from './changes.js';
import { checkChoices, checkMessage } from './limits.js';
import { pingsOf, type SentMessage } from './pings.js';
import { snowflake } from './snowflake.js';
import { type ChannelState, numbered, storedEmbed, type World } from './world.js';

/** Discord waits this long for the first answer to an interaction. */
const ACKNOWLEDGE_WITHIN_MS = 3_000;

type MessageBody = RESTPatchAPIInteractionOriginalResponseJSONBody & { flags?: MessageFlags };

/** One interaction from Discord's side: what the bot has answered, and how often it edited that. */
export class FakeInteraction {
  readonly id = snowflake();
  readonly token = `interaction-token-${snowflake()}`;
  readonly sentAt = Date.now();
  callback: RESTPostAPIInteractionCallbackJSONBody | undefined;
  /** The original response, or the message whose button was pressed. */
  message: SentMessage | undefined;
  readonly followups: SentMessage[] = [];
  /** Times of the edits of the original response, in milliseconds since 1970. */
  readonly edits: number[] = [];
  #expired = false;
  #tokenDead = false;

  constructor(
    readonly type: InteractionType,
    private readonly world: World,
    readonly place: ChannelState,
    private readonly changes: Changes,
    /** For buttons: the message that holds it. */
    private readonly source?: SentMessage,
  ) {}

  /** From now on Discord no longer knows it, as 3 s after it was sent. */
  expire(): void {
    this.#expired = true;
  }

  /** From now on its token is refused, as after 15 minutes. */
  expireToken(): void {
    this.#tokenDead = true;
  }

  get isEphemeral(): boolean {
    return ((this.message?.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
  }

  /** Resolves when the bot has acknowledged. */
  acknowledged(): Promise<RESTPostAPIInteractionCallbackJSONBody> {
    return this.changes.until('an acknowledgement', () => this.callback);
  }

  /** Resolves with the original response once it is more than a placeholder. */
  answer(): Promise<SentMessage> {
    return this.changes.until('the answer to an interaction', () =>
      this.message !== undefined &&
      this.callback !== undefined &&
      (this.callback.type !== InteractionResponseType.DeferredMessageUpdate ||
        this.edits.length > 0) &&
      ((this.message.flags ?? 0) & MessageFlags.Loading) === 0
        ? this.message
        : undefined,
    );
  }

  /** Resolves with the original response once it holds an embed, and no longer progress in words. */
  outcome(): Promise<SentMessage> {
    return this.changes.until('an embed in the answer', () =>
      this.message?.embeds.length ? this.message : undefined,
    );
  }

  followup(): Promise<SentMessage> {
    return this.changes.until('a follow-up', () => this.followups[0]);
  }

  respond(body: RESTPostAPIInteractionCallbackJSONBody): void {
    if (this.#expired || Date.now() - this.sentAt > ACKNOWLEDGE_WITHIN_MS) {
      throw unknownInteraction();
    }
    if (this.callback !== undefined) throw alreadyAcknowledged();
    this.#checkType(body.type);
    switch (body.type) {
      case InteractionResponseType.ChannelMessageWithSource:
        checkMessage(body.data as object, false);
        this.message = this.#store(body.data as MessageBody, body.data.flags ?? 0);
        break;
      case InteractionResponseType.DeferredChannelMessageWithSource:
        this.message = this.#store({}, (body.data?.flags ?? 0) | MessageFlags.Loading);
        break;
      case InteractionResponseType.UpdateMessage:
        checkMessage((body.data ?? {}) as object, true);
        this.message = this.source;
        this.#change((body.data ?? {}) as MessageBody);
        break;
      case InteractionResponseType.DeferredMessageUpdate:
        this.message = this.source;
        break;
      case InteractionResponseType.ApplicationCommandAutocompleteResult:
        checkChoices(body.data.choices ?? []);
        break;
      default:
        break;
    }
    this.callback = body;
  }

  edit(id: string, body: MessageBody): SentMessage {
    this.#checkToken();
    checkMessage(body as object, true);
    if (id !== '@original' && id !== this.message?.id) throw unknownMessage();
    if (this.message === undefined || !this.#exists(this.message)) throw unknownMessage();
    this.edits.push(Date.now());
    return this.#change(body);
  }

  follow(body: RESTPostAPIInteractionFollowupJSONBody): SentMessage {
    this.#checkToken();
    checkMessage(body, false);
    const message = this.#store(body as MessageBody, body.flags ?? 0);
    this.followups.push(message);
    return message;
  }

  remove(): void {
    this.#checkToken();
    if (this.message !== undefined) this.place.messages.delete(this.message.id);
  }

  #checkToken(): void {
    if (this.#tokenDead) throw invalidWebhookToken();
    if (this.callback === undefined) throw unknownWebhook();
  }

  #checkType(type: InteractionResponseType): void {
    const isChoices = type === InteractionResponseType.ApplicationCommandAutocompleteResult;
    const isUpdate =
      type === InteractionResponseType.UpdateMessage ||
      type === InteractionResponseType.DeferredMessageUpdate;
    if (
      isChoices !== (this.type === InteractionType.ApplicationCommandAutocomplete) ||
      (isUpdate && this.type !== InteractionType.MessageComponent)
    ) {
      throw invalidForm('type', 'INTERACTION_CALLBACK_TYPE_INVALID', 'Not for this interaction');
    }
  }

  /** Ephemeral messages cannot be deleted by others. */
  #exists(message: SentMessage): boolean {
    return this.isEphemeral || this.place.messages.has(message.id);
  }

  #store(body: MessageBody, flags: number): SentMessage {
    const fresh = this.world.message(this.place, this.world.bot, body.content ?? '', {
      embeds: (body.embeds ?? []) as APIMessage['embeds'],
      components: (body.components ?? []) as NonNullable<APIMessage['components']>,
      flags,
    });
    const message = { ...fresh, pings: pingsOf(fresh.content, body.allowed_mentions, false) };
    if ((flags & MessageFlags.Ephemeral) === 0) this.place.messages.set(message.id, message);
    return message;
  }

  #change(body: MessageBody): SentMessage {
    const current = this.message as SentMessage;
    const { content, embeds, components } = body;
    const changed: SentMessage = {
      ...current,
      ...(content === undefined ? {} : { content: content ?? '' }),
      ...(embeds === undefined
        ? {}
        : { embeds: ((embeds ?? []) as APIMessage['embeds']).map(storedEmbed) }),
      ...(components === undefined
        ? {}
        : { components: numbered((components ?? []) as NonNullable<APIMessage['components']>) }),
      flags: (current.flags ?? 0) & ~MessageFlags.Loading,
      pings: pingsOf(content ?? current.content, body.allowed_mentions, false),
    };
    this.message = changed;
    if (this.place.messages.has(changed.id)) this.place.messages.set(changed.id, changed);
    return changed;
  }
}
