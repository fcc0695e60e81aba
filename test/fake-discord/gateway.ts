import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { GatewayIntentBits, GatewayOpcodes, type GatewaySendPayload } from 'discord-api-types/v10';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Changes } from './changes.js';
import { GatewaySession, type Shard, sendTo } from './gateway-session.js';
import { type GatewaySettings, refusalOf } from './identify.js';
import { shardOf } from './snowflake.js';

export interface Identified {
  readonly shard: Shard;
  readonly intents: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Discord's gateway: hello, identify, ready, heartbeat, dispatch, resume, for each shard. */
export class FakeGateway {
  /** By shard id. */
  readonly sessions = new Map<number, GatewaySession>();
  readonly identified: Identified[] = [];
  /** Paths of the addresses that connections were made to, e.g. to see which ones resumed. */
  readonly addresses: string[] = [];
  resumes = 0;
  heartbeats = 0;
  /** Stops answering heartbeats, as a connection that is half dead does; or only those shards. */
  silent: boolean | ReadonlySet<number> = false;
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #sockets = new Set<WebSocket>();

  constructor(
    private readonly settings: GatewaySettings,
    private readonly changes: Changes,
    /** The data of READY, and what is dispatched right after it. */
    private readonly greeting: (
      sessionId: string,
      shard: Shard,
    ) => { ready: unknown; after: readonly (readonly [string, unknown])[] },
  ) {}

  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.addresses.push((request.url ?? '/').replace(/\?.*/, ''));
    this.#server.handleUpgrade(request, socket, head, (connection) => this.#welcome(connection));
  }

  /** Of the last identify; 0 before. */
  get intents(): number {
    return this.identified.at(-1)?.intents ?? 0;
  }

  get readsContent(): boolean {
    return (this.intents & GatewayIntentBits.MessageContent) !== 0;
  }

  get identifies(): number {
    return this.identified.length;
  }

  get connected(): boolean {
    return this.isConnected(this.#first);
  }

  isConnected(shard: number): boolean {
    return this.sessions.get(shard)?.socket !== undefined;
  }

  /** Sends an event now, or after a resume when the shard is not connected. */
  dispatch(event: string, data: unknown, shard = this.#first): void {
    const session = this.sessions.get(shard);
    if (session === undefined) throw new Error(`nobody has identified: ${event} has no receiver`);
    session.dispatch(event, data);
  }

  /** Sends an event to the shard of the guild, or of direct messages without one. */
  dispatchIn(guildId: string | undefined, event: string, data: unknown): void {
    this.dispatch(event, data, this.#shardOf(guildId));
  }

  /** As `dispatchIn`, when anybody listens: a bot may use the API without a connection. */
  tell(guildId: string | undefined, event: string, data: unknown): void {
    this.sessions.get(this.#shardOf(guildId))?.dispatch(event, data);
  }

  /** Closes the connection from this side; the session can be resumed unless `forget`. */
  drop(code: number, options: { forget?: boolean; shard?: number } = {}): void {
    const { shard = this.#first } = options;
    const socket = this.sessions.get(shard)?.leave();
    if (options.forget) this.sessions.delete(shard);
    socket?.close(code);
    this.changes.notify();
  }

  /** Asks the bot to connect again, as Discord does before it restarts a gateway. */
  requestReconnect(shard = this.#first): void {
    sendTo(this.sessions.get(shard)?.socket, { op: GatewayOpcodes.Reconnect, d: null });
  }

  /** Tells the bot that its session is invalid; it may be resumed all the same when `resumable`. */
  invalidate(options: { resumable: boolean; shard?: number }): void {
    const { shard = this.#first, resumable } = options;
    const { socket } = this.sessions.get(shard) ?? {};
    if (!resumable) this.sessions.delete(shard);
    sendTo(socket, { op: GatewayOpcodes.InvalidSession, d: resumable });
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.terminate();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  get #first(): number {
    return this.sessions.size === 0 ? 0 : Math.min(...this.sessions.keys());
  }

  #shardOf(guildId: string | undefined): number {
    return shardOf(guildId, this.identified.at(-1)?.shard[1] ?? 1);
  }

  #welcome(socket: WebSocket): void {
    this.#sockets.add(socket);
    socket.on('close', () => {
      this.#sockets.delete(socket);
      this.#sessionOf(socket)?.leave();
      this.changes.notify();
    });
    socket.on('message', (data) => {
      this.#receive(socket, JSON.parse(String(data)) as GatewaySendPayload);
      this.changes.notify();
    });
    const d = { heartbeat_interval: this.settings.heartbeatMs };
    const hello = () => sendTo(socket, { op: GatewayOpcodes.Hello, d });
    if (this.settings.helloDelayMs === 0) hello();
    else setTimeout(hello, this.settings.helloDelayMs);
  }

  #sessionOf(socket: WebSocket): GatewaySession | undefined {
    return [...this.sessions.values()].find((session) => session.socket === socket);
  }

  #receive(socket: WebSocket, payload: GatewaySendPayload): void {
    if (payload.op === GatewayOpcodes.Heartbeat) this.#beat(socket);
    else if (payload.op === GatewayOpcodes.Identify) this.#identify(socket, payload.d);
    else if (payload.op === GatewayOpcodes.Resume) this.#resume(socket, payload.d);
  }

  #beat(socket: WebSocket): void {
    this.heartbeats += 1;
    const session = this.#sessionOf(socket);
    if (session !== undefined) session.heartbeats += 1;
    const { silent } = this;
    const isSilent =
      typeof silent === 'boolean' ? silent : session !== undefined && silent.has(session.shard[0]);
    if (!isSilent) sendTo(socket, { op: GatewayOpcodes.HeartbeatAck });
  }

  #identify(socket: WebSocket, asked: { token: string; intents: number; shard?: Shard }): void {
    const { intents, shard = [0, 1] } = asked;
    this.identified.push({ shard, intents, at: Date.now() });
    const refusal = refusalOf(this.settings, { ...asked, shard });
    if (refusal !== undefined) {
      socket.close(refusal);
      return;
    }
    const session = new GatewaySession(shard, socket);
    this.sessions.set(shard[0], session);
    const { ready, after } = this.greeting(session.id, shard);
    session.dispatch('READY', ready);
    for (const [event, data] of after) session.dispatch(event, data);
  }

  #resume(socket: WebSocket, asked: { session_id: string; seq: number }): void {
    const session = [...this.sessions.values()].find(({ id }) => id === asked.session_id);
    if (session === undefined) {
      sendTo(socket, { op: GatewayOpcodes.InvalidSession, d: false });
      return;
    }
    this.resumes += 1;
    session.resume(socket, asked.seq);
  }
}
