import {
  InteractionResponseType,
  type InteractionType,
  MessageFlags,
  type RESTPatchAPIInteractionOriginalResponseJSONBody,
  type RESTPostAPIInteractionCallbackJSONBody,
  type RESTPostAPIInteractionFollowupJSONBody,
} from 'discord-api-types/v10';
import {
  alreadyAcknowledged,
  invalidWebhookToken,
  threadArchived,
  unknownInteraction,
  unknownMessage,
  unknownWebhook,
} from './api-error.js';
import { checkCallback } from './callback-limits.js';
import type { Changes } from './changes.js';
import { InteractionMessages } from './interaction-messages.js';
import { checkMessage } from './limits.js';
import type { SentMessage } from './pings.js';
import type { ChannelState } from './places.js';
import type { RestState } from './rest.js';
import { snowflake } from './snowflake.js';
import type { UploadedFile } from './uploads.js';

/** Discord waits this long for the first answer to an interaction. */
const ACKNOWLEDGE_WITHIN_MS = 3_000;

type MessageBody = RESTPatchAPIInteractionOriginalResponseJSONBody & { flags?: MessageFlags };
type Files = readonly UploadedFile[];

/** One interaction from Discord's side: what the bot has answered, and how often it edited that. */
export class FakeInteraction {
  readonly id = snowflake();
  readonly token = `interaction-token-${snowflake()}`;
  readonly sentAt = Date.now();
  callback: RESTPostAPIInteractionCallbackJSONBody | undefined;
  /** From the dispatch to the request that acknowledged it. */
  acknowledgedAfterMs: number | undefined;
  /** The original response, or the message whose button was pressed. */
  message: SentMessage | undefined;
  readonly followups: SentMessage[] = [];
  /** Times of the edits of the original response, in milliseconds since 1970. */
  readonly edits: number[] = [];
  readonly #messages: InteractionMessages;
  readonly #began = performance.now();
  #expired = false;
  #tokenDead = false;

  constructor(
    readonly type: InteractionType,
    state: Pick<RestState, 'world' | 'tell'>,
    readonly place: ChannelState,
    private readonly changes: Changes,
    /** For components: the message that holds it. */
    readonly source?: SentMessage,
  ) {
    this.#messages = new InteractionMessages(state, place);
  }

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

  /** Resolves with the `nth` follow-up, counted from 1. */
  followup(nth = 1): Promise<SentMessage> {
    return this.changes.until('a follow-up', () => this.followups[nth - 1]);
  }

  respond(body: RESTPostAPIInteractionCallbackJSONBody, files: Files = []): void {
    if (this.#expired || Date.now() - this.sentAt > ACKNOWLEDGE_WITHIN_MS) {
      throw unknownInteraction();
    }
    if (this.callback !== undefined) throw alreadyAcknowledged();
    if (this.place.thread?.locked && this.place.thread.archived) throw threadArchived();
    checkCallback(body, this.type, files.length > 0);
    switch (body.type) {
      case InteractionResponseType.ChannelMessageWithSource:
        this.message = this.#messages.store(this.type, body.data as MessageBody, files);
        break;
      case InteractionResponseType.DeferredChannelMessageWithSource: {
        const flags = (body.data?.flags ?? 0) | MessageFlags.Loading;
        this.message = this.#messages.store(this.type, { flags }, []);
        break;
      }
      case InteractionResponseType.UpdateMessage:
        if (this.source === undefined) throw unknownMessage();
        this.message = this.#messages.change(this.source, (body.data ?? {}) as MessageBody, files);
        break;
      case InteractionResponseType.DeferredMessageUpdate:
        this.message = this.source;
        break;
      default:
        break;
    }
    this.acknowledgedAfterMs = performance.now() - this.#began;
    this.callback = body;
  }

  read(id: string): SentMessage {
    this.#checkToken();
    const isOriginal = id === '@original' || id === this.message?.id;
    const found = isOriginal ? this.message : this.followups.find((sent) => sent.id === id);
    if (found === undefined || !this.#messages.exists(found)) throw unknownMessage();
    return found;
  }

  edit(id: string, body: MessageBody, files: Files = []): SentMessage {
    const current = this.read(id);
    checkMessage(body as object, true);
    const changed = this.#messages.change(current, body, files);
    const index = this.followups.findIndex((sent) => sent.id === current.id);
    if (index < 0) {
      this.edits.push(Date.now());
      this.message = changed;
    } else this.followups[index] = changed;
    return changed;
  }

  follow(body: RESTPostAPIInteractionFollowupJSONBody, files: Files = []): SentMessage {
    this.#checkToken();
    checkMessage(body, files.length > 0);
    // The first follow-up to a deferred answer becomes that answer.
    const isLoading = ((this.message?.flags ?? 0) & MessageFlags.Loading) !== 0;
    if (isLoading) return this.edit('@original', body as MessageBody, files);
    const message = this.#messages.store(undefined, body as MessageBody, files);
    this.followups.push(message);
    return message;
  }

  remove(id: string): void {
    this.#messages.remove(this.read(id));
  }

  #checkToken(): void {
    if (this.#tokenDead) throw invalidWebhookToken();
    if (this.callback === undefined) throw unknownWebhook();
  }
}
