import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** How the hub behaves towards the requests for a file. */
export type Behaviour =
  | 'whole'
  /** Whole, without saying how long it is. */
  | 'chunked'
  /** Half of the body, then the connection breaks; the length was given. */
  | 'broken'
  /** The same without a length. */
  | 'broken-chunked'
  /** Half of the body and a proper end, as if that were all. */
  | 'truncated'
  | 'not-found'
  | 'failing'
  /** A page of somebody else's, as hotels serve them. */
  | 'portal'
  /** Takes the request and never answers. */
  | 'silent'
  /** Answers, sends half of the body and then nothing. */
  | 'stalling'
  /** Whole, in pieces with `PAUSE_MS` before each. */
  | 'slow';

const PIECES = 6;
export const PAUSE_MS = 150;

/**
 * A model hub on 127.0.0.1 that serves the files of one folder at
 * `/owner/name/resolve/main/<file>`, well or badly.
 */
export class LoopbackHub {
  readonly url: string;
  /** Paths of the files that were asked for, in order. */
  readonly requests: string[] = [];
  readonly #server: Server;
  #behaviour: (file: string) => Behaviour = () => 'whole';

  private constructor(server: Server) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  static async start(folder: string, model: string): Promise<LoopbackHub> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const hub = new LoopbackHub(server);
    server.on('request', async (request, response) => {
      const prefix = `/${model}/resolve/main/`;
      const file = request.url?.startsWith(prefix) ? request.url.slice(prefix.length) : '';
      hub.requests.push(file);
      const bytes = await readFile(join(folder, file)).catch(() => undefined);
      answer(response, bytes === undefined ? 'not-found' : hub.#behaviour(file), bytes);
    });
    return hub;
  }

  /** @param file only this one; the others are served whole. */
  behave(behaviour: Behaviour, file?: string): void {
    this.#behaviour = (asked) => (file === undefined || asked === file ? behaviour : 'whole');
    this.requests.length = 0;
  }

  async stop(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }
}

function answer(
  response: ServerResponse,
  behaviour: Behaviour,
  bytes: Buffer = Buffer.alloc(0),
): void {
  const half = bytes.subarray(0, bytes.length / 2);
  const length = { 'content-length': bytes.length };
  switch (behaviour) {
    case 'whole':
      response.writeHead(200, length).end(bytes);
      return;
    case 'chunked':
      response.writeHead(200);
      response.write(half);
      response.end(bytes.subarray(half.length));
      return;
    case 'broken':
      response.writeHead(200, length).write(half, () => response.destroy());
      return;
    case 'broken-chunked':
      response.writeHead(200).write(half, () => response.destroy());
      return;
    case 'truncated':
      response.writeHead(200, { 'content-length': half.length }).end(half);
      return;
    case 'not-found':
      response.writeHead(404).end('Entry not found');
      return;
    case 'failing':
      response.writeHead(500).end('Internal error');
      return;
    case 'portal':
      response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome</h1>');
      return;
    case 'stalling':
      response.writeHead(200, length).write(half);
      return;
    case 'slow':
      response.writeHead(200, length);
      void sendSlowly(response, bytes);
      return;
    case 'silent':
      return;
  }
}

async function sendSlowly(response: ServerResponse, bytes: Buffer): Promise<void> {
  const size = Math.ceil(bytes.length / PIECES);
  for (let from = 0; from < bytes.length; from += size) {
    await setTimeout(PAUSE_MS);
    response.write(bytes.subarray(from, from + size));
  }
  response.end();
}
