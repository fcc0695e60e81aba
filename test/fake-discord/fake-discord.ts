import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { APIMessage } from 'discord-api-types/v10';
import { ApiServer, type Intervention, type RecordedRequest } from './api-server.js';
import { Changes } from './changes.js';
import { FakeGateway } from './gateway.js';
import { MemberEvents } from './member-events.js';
import type { BodyValidator } from './openapi.js';
import type { SentMessage } from './pings.js';
import type { ChannelState } from './places.js';
import { type RouteLimit, USUAL_LIMITS } from './rate-limits.js';
import { snowflake } from './snowflake.js';
import { sentFile } from './uploads.js';

const HOST = '127.0.0.1';

export interface FakeDiscordOptions {
  readonly token?: string;
  readonly privilegedIntents?: number;
  readonly heartbeatMs?: number;
  /** Closes the connection with this code in answer to the first identify. */
  readonly closeOnIdentify?: number;
  /** How many shards it recommends; 1 by default. */
  readonly shards?: number;
  /** How many shards may identify at once; 1 by default. It is told, not enforced. */
  readonly maxConcurrency?: number;
  readonly helloDelayMs?: number;
  /** Refuses what is too much in a time: as Discord about does, or by these limits. */
  readonly enforceRateLimits?: boolean | readonly RouteLimit[];
  /** Against Discord's API description; true by default, when there is one. */
  readonly validate?: boolean;
}

/**
 * A Discord on the loopback interface: its gateway and the part of its REST API that a bot of this
 * kind uses, with Discord's refusals. It knows nothing about the program under test.
 */
export class FakeDiscord extends MemberEvents {
  readonly changes = new Changes();
  readonly token: string;
  readonly gateway: FakeGateway;
  readonly #api: ApiServer;
  readonly #server: Server;
  #port = 0;

  static async start(options: FakeDiscordOptions = {}): Promise<FakeDiscord> {
    const fake = new FakeDiscord(options);
    await new Promise<void>((resolve) => fake.#server.listen(0, HOST, resolve));
    fake.#port = (fake.#server.address() as AddressInfo).port;
    return fake;
  }

  private constructor(options: FakeDiscordOptions) {
    super();
    this.token = options.token ?? `loopback.token.${snowflake()}`;
    const { closeOnIdentify } = options;
    this.gateway = new FakeGateway(
      {
        token: this.token,
        privilegedIntents: options.privilegedIntents ?? 0,
        heartbeatMs: options.heartbeatMs ?? 41_250,
        helloDelayMs: options.helloDelayMs ?? 0,
        ...(closeOnIdentify === undefined ? {} : { closeOnIdentify }),
      },
      this.changes,
      (session, shard) => ({
        ready: this.world.ready(session, `${this.#gatewayUrl}/resume`, shard),
        after: this.world
          .guildsOf(...shard)
          .filter(({ available }) => available)
          .map((guild) => ['GUILD_CREATE', this.world.guildCreate(guild)] as const),
      }),
    );
    this.#api = this.#createApi(options);
    this.#server = createServer((request, response) => {
      this.#api
        .serve(request, response)
        .catch((error: unknown) => response.destroy(error as Error));
    });
    this.#server.on('upgrade', (request, socket, head) =>
      this.gateway.accept(request, socket, head),
    );
  }

  /** What DISCORD_API_URL is set to. */
  get apiUrl(): string {
    return `http://${HOST}:${this.#port}/api`;
  }

  get requests(): RecordedRequest[] {
    return this.#api.requests;
  }

  /** Method and path of requests that the loopback does not know. Tests may expect none. */
  get unknownRoutes(): string[] {
    return this.#api.unknownRoutes;
  }

  get bodies(): BodyValidator {
    return this.#api.bodies;
  }

  /** Idempotent. */
  async close(): Promise<void> {
    if (!this.#server.listening) return;
    await this.gateway.close();
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  intervene(intervention: Intervention): void {
    this.#api.intervene(intervention);
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

  /** Resolves with the thread that was opened at a message, whoever opened it. */
  waitForThread(message: APIMessage): Promise<ChannelState> {
    return this.changes.until('a thread', () => this.world.channels.get(message.id));
  }

  /** The bytes of a file that the bot sent with a message. */
  sentFile(message: APIMessage, name: string): Buffer {
    return sentFile(this.world, message, name);
  }

  get #gatewayUrl(): string {
    return `ws://${HOST}:${this.#port}`;
  }

  #createApi(options: FakeDiscordOptions): ApiServer {
    const { enforceRateLimits = false, shards = 1, maxConcurrency = 1, validate = true } = options;
    const url = () => this.#gatewayUrl;
    const state = {
      ...this.teller,
      token: this.token,
      gateway: {
        shards,
        max_concurrency: maxConcurrency,
        get url() {
          return url();
        },
      },
      interactions: this.interactions,
      readsContent: () => this.gateway.readsContent,
    };
    const usual = enforceRateLimits === true ? USUAL_LIMITS : [];
    const limits = typeof enforceRateLimits === 'boolean' ? usual : enforceRateLimits;
    return new ApiServer(state, this.changes, { validate, limits });
  }
}
