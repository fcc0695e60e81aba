import { Client, GatewayIntentBits, type Interaction } from 'discord.js';
import { afterEach, expect } from 'vitest';
import { WebSocket } from 'ws';
import { FakeDiscord, type FakeDiscordOptions } from '../fake-discord.js';

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly code: number | undefined;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Loopbacks and bare clients of a test file, closed after each test. */
export interface Bench {
  discord(options?: FakeDiscordOptions): Promise<FakeDiscord>;
  /** A client of discord.js that is ready and knows nothing more than discord.js does. */
  client(discord: FakeDiscord, shards?: 'auto'): Promise<Client<true>>;
  /** A connection without a library: what it receives, and the code that it is closed with. */
  socket(url: string): Promise<Socket>;
}

export interface Socket {
  readonly received: Readonly<Record<string, unknown>>[];
  readonly closed: Promise<number>;
  send(op: number, d: unknown): void;
  /** Resolves with the first payload of the kind. */
  next(op: number): Promise<Readonly<Record<string, unknown>>>;
}

export function setBench(): Bench {
  const closing: (() => unknown)[] = [];
  const discords: FakeDiscord[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
    for (const { bodies } of discords.splice(0)) expect(bodies.faults).toEqual([]);
  });
  return {
    async discord(options) {
      const discord = await FakeDiscord.start(options);
      closing.push(() => discord.close());
      discords.push(discord);
      return discord;
    },
    async client(discord, shards) {
      const client = new Client({
        intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages],
        rest: { api: discord.apiUrl },
        ...(shards === undefined ? {} : { shards }),
      });
      closing.push(() => client.destroy());
      const ready = new Promise<Client<true>>((resolve) => client.once('clientReady', resolve));
      await client.login(discord.token);
      return ready;
    },
    async socket(url) {
      const socket = new WebSocket(url);
      closing.push(() => socket.terminate());
      const received: Readonly<Record<string, unknown>>[] = [];
      socket.on('message', (data) => received.push(JSON.parse(String(data))));
      const closed = new Promise<number>((resolve) => socket.on('close', resolve));
      await new Promise((resolve) => socket.once('open', resolve));
      const next = async (op: number) => {
        for (;;) {
          const found = received.find((payload) => payload.op === op);
          if (found !== undefined) return found;
          await new Promise((resolve) => socket.once('message', resolve));
        }
      };
      return { received, closed, next, send: (op, d) => socket.send(JSON.stringify({ op, d })) };
    },
  };
}

/** A request as a bot without a library sends it. */
export async function ask(
  { apiUrl, token }: FakeDiscord,
  method: string,
  path: string,
  body?: object,
): Promise<Reply> {
  const isForm = body instanceof FormData;
  const response = await fetch(`${apiUrl}/v10${path}`, {
    method,
    headers: {
      authorization: `Bot ${token}`,
      ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const parsed = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
  const { status, headers } = response;
  return { status, headers, code: parsed.code as number | undefined, body: parsed };
}

/** The next interaction that a client receives. */
export function received(client: Client): Promise<Interaction> {
  return new Promise((resolve) => client.once('interactionCreate', resolve));
}
