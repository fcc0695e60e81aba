import { GatewayOpcodes, type GatewayReceivePayload } from 'discord-api-types/v10';
import type { WebSocket } from 'ws';
import { snowflake } from './snowflake.js';

/** Id and number of shards. */
export type Shard = readonly [id: number, count: number];

interface Dispatch {
  readonly t: string;
  readonly s: number;
  readonly d: unknown;
}

/** One shard's session: what survives a lost connection and can be resumed. */
export class GatewaySession {
  readonly id = `session-${snowflake()}`;
  heartbeats = 0;
  /** The numbers in a session go up by one, from 1. */
  readonly #dispatched: Dispatch[] = [];
  #socket: WebSocket | undefined;

  constructor(
    readonly shard: Shard,
    socket: WebSocket,
  ) {
    this.#socket = socket;
  }

  get socket(): WebSocket | undefined {
    return this.#socket;
  }

  dispatch(event: string, data: unknown): void {
    const dispatch = { t: event, s: this.#dispatched.length + 1, d: data };
    this.#dispatched.push(dispatch);
    this.#send(dispatch);
  }

  /** Sends what came after `seq`. */
  resume(socket: WebSocket, seq: number): void {
    this.#socket = socket;
    for (const missed of this.#dispatched.slice(seq)) this.#send(missed);
    this.dispatch('RESUMED', {});
  }

  /** Returns the connection that it had. */
  leave(): WebSocket | undefined {
    const socket = this.#socket;
    this.#socket = undefined;
    return socket;
  }

  #send({ t, s, d }: Dispatch): void {
    sendTo(this.#socket, { op: GatewayOpcodes.Dispatch, t, s, d } as Payload);
  }
}

type Payload = Partial<Omit<GatewayReceivePayload, 'd'>> & { d?: unknown };

export function sendTo(socket: WebSocket | undefined, payload: Payload): void {
  socket?.send(JSON.stringify({ s: null, t: null, ...payload }));
}
