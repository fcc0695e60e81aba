import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type APIMessage,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ChannelType,
  ComponentType,
  GatewayIntentBits,
  InteractionType,
  MessageType,
} from 'discord-api-types/v10';
import { ApiError } from './api-error.js';
import { Changes } from './changes.js';
import { FakeGateway } from './gateway.js';
import { FakeInteraction } from './interactions.js';
import { BodyValidator } from './openapi.js';
import type { SentMessage } from './pings.js';
import { handle, type Request } from './rest.js';
import { snowflake } from './snowflake.js';
import { type ChannelState, channel, memberOf, type Person, World } from './world.js';

const HOST = '127.0.0.1';
const BASE = /^\/api\/v10(\/[^?]*)/;

export interface FakeDiscordOptions {
  readonly token?: string;
  readonly privilegedIntents?: number;
  readonly heartbeatMs?: number;
  /** Closes the connection with this code in answer to the first identify. */
  readonly closeOnIdentify?: number;
}

export interface RecordedRequest extends Request {
  /** Of the response. */
  readonly status: number;
}

/** The next requests that match are answered with this, or held until `until` resolves. */
export interface Intervention {
  readonly method: string;
  readonly path: RegExp;
  readonly error?: ApiError;
  readonly until?: Promise<unknown>;
  /** How many requests; 1 by default. */
  times?: number;
}

interface Where {
  readonly by?: Person;
  readonly in?: ChannelState;
}

/**
 * A Discord on the loopback interface: its gateway and the part of its REST API that a bot of this
 * kind uses, with Discord's refusals. It knows nothing about the program under test.
 */
export class FakeDiscord {
  readonly world = new World();
  readonly requests: RecordedRequest[] = [];
  readonly changes = new Changes();
  readonly bodies = new BodyValidator();
  readonly token: string;
  readonly #interactions = new Map<string, FakeInteraction>();
  readonly #interventions: Intervention[] = [];
  readonly #server: Server;
  #port = 0;
  readonly #gateway: FakeGateway;

  static async start(options: FakeDiscordOptions = {}): Promise<FakeDiscord> {
    const fake = new FakeDiscord(options);
    await new Promise<void>((resolve) => fake.#server.listen(0, HOST, resolve));
    fake.#port = (fake.#server.address() as AddressInfo).port;
    return fake;
  }

  private constructor(options: FakeDiscordOptions) {
    this.token = options.token ?? `loopback.token.${snowflake()}`;
    this.#gateway = new FakeGateway(
      {
        token: this.token,
        privilegedIntents: options.privilegedIntents ?? 0,
        heartbeatMs: options.heartbeatMs ?? 41_250,
        ...(options.closeOnIdentify === undefined
          ? {}
          : { closeOnIdentify: options.closeOnIdentify }),
      },
      this.changes,
      (session) => ({
        ready: this.world.ready(session, this.#gatewayUrl),
        after: [['GUILD_CREATE', this.world.guildCreate()]],
      }),
    );
    this.#server = createServer((request, response) => {
      this.#serve(request, response).catch((error: unknown) => response.destroy(error as Error));
    });
    this.#server.on('upgrade', (request, socket, head) =>
      this.#gateway.accept(request, socket, head),
    );
  }

  /** What DISCORD_API_URL is set to. */
  get apiUrl(): string {
    return `http://${HOST}:${this.#port}/api`;
  }

  get gateway(): FakeGateway {
    return this.#gateway;
  }

  /** Idempotent. */
  async close(): Promise<void> {
    if (!this.#server.listening) return;
    await this.#gateway.close();
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  intervene(intervention: Intervention): void {
    this.#interventions.push(intervention);
  }

  requestsTo(method: string, path: RegExp): RecordedRequest[] {
    return this.requests.filter((seen) => seen.method === method && path.test(seen.path));
  }

  /** Resolves with the first request that was answered and matches. */
  waitForRequest(method: string, path: RegExp): Promise<RecordedRequest> {
    return this.changes.until(`${method} ${path.source}`, () => this.requestsTo(method, path)[0]);
  }

  /** Resolves with the bot's `nth` message in a channel, counted from 1. */
  waitForMessage(place: ChannelState = this.world.channel, nth = 1): Promise<SentMessage> {
    return this.changes.until(
      `message ${nth} of the bot`,
      () => this.messagesOfBot(place)[nth - 1],
    );
  }

  messagesOfBot(place: ChannelState = this.world.channel): SentMessage[] {
    return [...place.messages.values()].filter(({ author }) => author.id === this.world.bot.id);
  }

  /** Somebody opens a thread in the channel. */
  dispatchThread(): ChannelState {
    const { world } = this;
    const thread = channel(ChannelType.PublicThread, world.guildId);
    world.channels.set(thread.id, thread);
    this.#gateway.dispatch('THREAD_CREATE', {
      id: thread.id,
      type: thread.type,
      guild_id: world.guildId,
      parent_id: world.channel.id,
      owner_id: world.member.user.id,
      name: 'about the pier',
      newly_created: true,
      thread_metadata: {
        archived: false,
        locked: false,
        auto_archive_duration: 1_440,
        archive_timestamp: new Date().toISOString(),
      },
    });
    return thread;
  }

  /** Somebody writes. Mentions are read from the content, as Discord does. */
  dispatchMessage(
    content: string,
    options: Where & {
      readonly replyTo?: APIMessage;
      /** Whether a reply notifies, as it does unless the writer turns it off. */
      readonly replyPing?: boolean;
      readonly change?: Partial<APIMessage>;
    } = {},
  ): APIMessage {
    const { world } = this;
    const place = options.in ?? world.channel;
    const author = (options.by ?? world.member).user;
    const { replyTo } = options;
    const mentioned =
      new RegExp(`<@!?${world.bot.id}>`).test(content) ||
      (replyTo?.author.id === world.bot.id && options.replyPing !== false);
    const message = world.message(place, author, content, {
      mention_everyone: content.includes('@everyone'),
      mentions: mentioned ? [world.bot] : [],
      ...(replyTo === undefined
        ? {}
        : {
            type: MessageType.Reply,
            message_reference: { type: 0, message_id: replyTo.id, channel_id: place.id },
            referenced_message: replyTo,
          }),
      ...options.change,
    });
    place.messages.set(message.id, { ...message, pings: NO_PINGS });
    this.#gateway.dispatch('MESSAGE_CREATE', {
      ...this.#visible(message, mentioned, place),
      channel_type: place.type,
      ...(place.guildId === undefined
        ? {}
        : { guild_id: place.guildId, member: memberOf(options.by ?? world.member) }),
    });
    return message;
  }

  /** Somebody uses a slash command, which must be registered. */
  dispatchCommand(
    name: string,
    values: Readonly<Record<string, string | boolean>> = {},
    where: Where & { readonly late?: boolean } = {},
  ): FakeInteraction {
    return this.#interact(InteractionType.ApplicationCommand, where, {
      ...this.#commandData(name),
      options: Object.entries(values).map(([option, value]) => optionData(option, value)),
    });
  }

  /** Somebody types into an option of a slash command. */
  dispatchAutocomplete(name: string, option: string, typed: string): FakeInteraction {
    return this.#interact(
      InteractionType.ApplicationCommandAutocomplete,
      {},
      { ...this.#commandData(name), options: [{ ...optionData(option, typed), focused: true }] },
    );
  }

  /** Somebody presses a button of a message. */
  dispatchButton(message: SentMessage, customId: string, where: Where = {}): FakeInteraction {
    return this.#interact(
      InteractionType.MessageComponent,
      where,
      { custom_id: customId, component_type: ComponentType.Button },
      message,
    );
  }

  get #gatewayUrl(): string {
    return `ws://${HOST}:${this.#port}`;
  }

  #commandData(name: string) {
    const { global, guild } = this.world.commands;
    const command = [...guild, ...global].find((known) => known.name === name);
    if (command === undefined) throw new Error(`/${name} is not registered`);
    return { id: command.id, name, type: ApplicationCommandType.ChatInput };
  }

  #interact(
    type: InteractionType,
    where: Where & { readonly late?: boolean },
    data: object,
    message?: SentMessage,
  ): FakeInteraction {
    const { world } = this;
    const place = where.in ?? world.channel;
    const person = where.by ?? world.member;
    const interaction = new FakeInteraction(type, world, place, this.changes, message);
    if (where.late) interaction.expire();
    this.#interactions.set(interaction.token, interaction);
    const inGuild = place.guildId !== undefined;
    this.#gateway.dispatch('INTERACTION_CREATE', {
      id: interaction.id,
      application_id: world.applicationId,
      token: interaction.token,
      type,
      version: 1,
      data,
      channel_id: place.id,
      channel: inGuild
        ? { id: place.id, type: place.type, guild_id: place.guildId, name: 'questions' }
        : { id: place.id, type: place.type },
      ...(inGuild
        ? {
            guild_id: place.guildId,
            guild: { id: place.guildId, locale: 'en-US', features: [] },
            member: { ...memberOf(person), permissions: person.permissions.toString() },
          }
        : { user: person.user }),
      ...(message === undefined ? {} : { message }),
      app_permissions: '0',
      locale: 'en-US',
      entitlements: [],
      authorizing_integration_owners: {},
      context: inGuild ? 0 : 1,
      attachment_size_limit: 10_485_760,
    });
    return interaction;
  }

  /** Without the MessageContent intent, bots see the text only of what is addressed to them. */
  #visible(message: APIMessage, mentioned: boolean, place: ChannelState): APIMessage {
    const mayRead = (this.#gateway.intents & GatewayIntentBits.MessageContent) !== 0;
    return mayRead || mentioned || place.guildId === undefined
      ? message
      : { ...message, content: '', embeds: [], attachments: [], components: [] };
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    const seen: Request = {
      method: request.method ?? '',
      path: decodeURIComponent(BASE.exec(request.url ?? '')?.[1] ?? ''),
      authorization: request.headers.authorization,
      body: text === '' ? undefined : JSON.parse(text),
    };
    if (seen.body !== undefined) this.bodies.checkRequest(seen.method, seen.path, seen.body);
    const { status, body, headers = {} } = await this.#answer(seen);
    this.bodies.checkReply(seen.method, seen.path, status, body);
    this.requests.push({ ...seen, status });
    if (body === undefined) response.writeHead(status).end();
    else response.writeHead(status, { ...JSON_TYPE, ...headers }).end(JSON.stringify(body));
    this.changes.notify();
  }

  async #answer(
    seen: Request,
  ): Promise<{ status: number; body: unknown; headers?: Readonly<Record<string, string>> }> {
    try {
      await this.#applyIntervention(seen);
      const state = {
        world: this.world,
        token: this.token,
        gatewayUrl: this.#gatewayUrl,
        interactions: this.#interactions,
      };
      const body = handle(state, seen);
      return { status: body === undefined ? 204 : 200, body };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return { status: error.status, body: error.body, headers: error.headers };
    }
  }

  async #applyIntervention({ method, path }: Request): Promise<void> {
    const index = this.#interventions.findIndex(
      (next) => next.method === method && next.path.test(path),
    );
    const next = this.#interventions[index];
    if (next === undefined) return;
    next.times = (next.times ?? 1) - 1;
    if (next.times <= 0) this.#interventions.splice(index, 1);
    await next.until;
    if (next.error !== undefined) throw next.error;
  }
}

const JSON_TYPE = { 'content-type': 'application/json' };
const NO_PINGS = { everyone: false, roles: [], users: [], repliedUser: false };

function optionData(name: string, value: string | boolean) {
  return typeof value === 'string'
    ? { name, value, type: ApplicationCommandOptionType.String }
    : { name, value, type: ApplicationCommandOptionType.Boolean };
}
