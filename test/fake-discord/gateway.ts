import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import {
  GatewayCloseCodes,
  GatewayIntentBits,
  GatewayOpcodes,
  type GatewayReceivePayload,
  type GatewaySendPayload,
} from 'discord-api-types/v10';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Changes } from './changes.js';
import { snowflake } from './snowflake.js';

const PRIVILEGED =
  GatewayIntentBits.MessageContent |
  GatewayIntentBits.GuildMembers |
  GatewayIntentBits.GuildPresences;

export interface GatewaySettings {
  readonly token: string;
  /** Privileged intents that are enabled in the developer portal. */
  readonly privilegedIntents: number;
  readonly heartbeatMs: number;
  /** Closes the connection with this code in answer to the next identify. */
  closeOnIdentify?: number;
}

interface Dispatch {
  readonly t: string;
  readonly s: number;
  readonly d: unknown;
}

/** What survives a lost connection and can be resumed. */
interface Session {
  readonly id: string;
  readonly dispatched: Dispatch[];
  socket: WebSocket | undefined;
}

/** Discord's gateway for one shard: hello, identify, ready, heartbeat, dispatch, resume. */
export class FakeGateway {
  session: Session | undefined;
  /** Of the last identify. */
  intents = 0;
  identifies = 0;
  resumes = 0;
  heartbeats = 0;
  /** Stops answering heartbeats, as a connection that is half dead does. */
  silent = false;
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #sockets = new Set<WebSocket>();

  constructor(
    private readonly settings: GatewaySettings,
    private readonly changes: Changes,
    /** The data of READY, and what is dispatched right after it. */
    private readonly greeting: (sessionId: string) => {
      ready: unknown;
      after: readonly (readonly [string, unknown])[];
    },
  ) {}

  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#server.handleUpgrade(request, socket, head, (connection) => this.#welcome(connection));
  }

  get connected(): boolean {
    return this.session?.socket !== undefined;
  }

  /** Sends an event now, or after a resume when the bot is not connected. */
  dispatch(event: string, data: unknown): void {
    const { session } = this;
    if (session === undefined) throw new Error(`nobody has identified: ${event} has no receiver`);
    const dispatch = { t: event, s: session.dispatched.length + 1, d: data };
    session.dispatched.push(dispatch);
    if (session.socket !== undefined) this.#sendDispatch(session.socket, dispatch);
  }

  /** Closes the connection from this side; the session can be resumed unless `forget`. */
  drop(code: number, options: { forget?: boolean } = {}): void {
    const socket = this.session?.socket;
    if (this.session !== undefined) this.session.socket = undefined;
    if (options.forget) this.session = undefined;
    socket?.close(code);
    this.changes.notify();
  }

  /** Asks the bot to connect again, as Discord does before it restarts a gateway. */
  requestReconnect(): void {
    this.#send(this.session?.socket, { op: GatewayOpcodes.Reconnect, d: null });
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.terminate();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #welcome(socket: WebSocket): void {
    this.#sockets.add(socket);
    socket.on('close', () => {
      this.#sockets.delete(socket);
      if (this.session?.socket === socket) this.session.socket = undefined;
      this.changes.notify();
    });
    socket.on('message', (data) => {
      this.#receive(socket, JSON.parse(String(data)) as GatewaySendPayload);
      this.changes.notify();
    });
    this.#send(socket, {
      op: GatewayOpcodes.Hello,
      d: { heartbeat_interval: this.settings.heartbeatMs },
    });
  }

  #receive(socket: WebSocket, payload: GatewaySendPayload): void {
    switch (payload.op) {
      case GatewayOpcodes.Heartbeat:
        this.heartbeats += 1;
        if (!this.silent) this.#send(socket, { op: GatewayOpcodes.HeartbeatAck });
        return;
      case GatewayOpcodes.Identify:
        this.#identify(socket, payload.d.token, payload.d.intents);
        return;
      case GatewayOpcodes.Resume:
        this.#resume(socket, payload.d);
        return;
      default:
        return;
    }
  }

  #identify(socket: WebSocket, token: string, intents: number): void {
    this.identifies += 1;
    this.intents = intents;
    const { settings } = this;
    const { closeOnIdentify } = settings;
    delete settings.closeOnIdentify;
    if (closeOnIdentify !== undefined) {
      socket.close(closeOnIdentify);
    } else if (token !== settings.token) {
      socket.close(GatewayCloseCodes.AuthenticationFailed);
    } else if ((intents & PRIVILEGED & ~settings.privilegedIntents) !== 0) {
      socket.close(GatewayCloseCodes.DisallowedIntents);
    } else {
      this.session = { id: `session-${snowflake()}`, dispatched: [], socket };
      const { ready, after } = this.greeting(this.session.id);
      this.dispatch('READY', ready);
      for (const [event, data] of after) this.dispatch(event, data);
    }
  }

  #resume(socket: WebSocket, asked: { token: string; session_id: string; seq: number }): void {
    const { session } = this;
    if (session === undefined || session.id !== asked.session_id) {
      this.#send(socket, { op: GatewayOpcodes.InvalidSession, d: false });
      return;
    }
    this.resumes += 1;
    session.socket = socket;
    for (const missed of session.dispatched.slice(asked.seq)) this.#sendDispatch(socket, missed);
    this.dispatch('RESUMED', {});
  }

  #sendDispatch(socket: WebSocket, { t, s, d }: Dispatch): void {
    socket.send(JSON.stringify({ op: GatewayOpcodes.Dispatch, t, s, d }));
  }

  #send(
    socket: WebSocket | undefined,
    payload: Partial<Omit<GatewayReceivePayload, 'd'>> & { d?: unknown },
  ): void {
    socket?.send(JSON.stringify({ s: null, t: null, ...payload }));
  }
}
