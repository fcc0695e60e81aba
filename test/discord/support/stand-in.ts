import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

const PREFIX = '/behind/a/proxy/v10';
const [BOT, GUILD, CHANNEL, MEMBER] = ['1001', '1002', '1003', '1004'].map((end) =>
  `9${end}`.padEnd(18, '0'),
);

export interface Sent {
  readonly method: string;
  /** Below the prefix. */
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/**
 * The least that a bot can work with: nothing of it is shared with the loopback Discord of the other
 * tests. It lies elsewhere, cannot list commands, and answers 404 to all that it does not know.
 */
export async function standIn() {
  const sent: Sent[] = [];
  const listeners = new Set<() => void>();
  let gateway: WebSocket | undefined;
  let sequence = 0;
  const send = (op: number, d: unknown, t: string | null = null) =>
    gateway?.send(JSON.stringify({ op, d, t, s: t === null ? null : ++sequence }));
  const dispatch = (t: string, d: unknown) => send(0, d, t);

  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const user = { id: BOT, username: 'Quoter', discriminator: '0', avatar: null, bot: true };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const { method = '', url = '' } = request;
    const path = url.replace(/\?.*/, '').slice(PREFIX.length);
    const isHere = url.startsWith(`${PREFIX}/`);
    const reply = isHere ? answerTo(`${method} ${decodeURIComponent(path)}`, text) : undefined;
    response.writeHead(reply === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(reply ?? { message: '404: Not Found', code: 0 }));
    if (reply === undefined || text === '') return;
    sent.push({ method, path, body: JSON.parse(text) });
    for (const listener of listeners) listener();
  }

  function answerTo(what: string, text: string): unknown {
    const limit = { total: 9, remaining: 9, reset_after: 0, max_concurrency: 1 };
    if (what === 'GET /gateway/bot')
      return { url: `ws://127.0.0.1:${port}`, shards: 1, session_start_limit: limit };
    if (/^PUT .*\/commands$/.test(what)) return JSON.parse(text);
    if (/^POST .*\/callback$/.test(what)) return {};
    if (/^(?:PATCH \/webhooks|POST \/channels)\/.*(?:@original|messages)$/.test(what)) return {};
    return undefined;
  }

  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket) => {
    gateway = socket;
    socket.on('message', (data) => {
      const { op } = JSON.parse(String(data)) as { op: number };
      if (op === 1) send(11, null);
      if (op !== 2) return;
      const guilds = [{ id: GUILD, unavailable: true }];
      dispatch('READY', {
        v: 10,
        user,
        guilds,
        session_id: 's',
        resume_gateway_url: `ws://127.0.0.1:${port}`,
        application: { id: BOT, flags: 0 },
      });
      const channels = [{ id: CHANNEL, type: 0, name: 'talk' }];
      dispatch('GUILD_CREATE', {
        id: GUILD,
        name: 'Hall',
        channels,
        roles: [],
        members: [],
        emojis: [],
        stickers: [],
      });
    });
    send(10, { heartbeat_interval: 40_000 });
  });

  return {
    apiUrl: `http://127.0.0.1:${port}${PREFIX.replace('/v10', '')}`,
    botId: BOT,
    dispatch,
    where: { guild_id: GUILD, channel_id: CHANNEL },
    author: { ...user, id: MEMBER, username: 'Mila', bot: false },
    /** Resolves with the first request whose method and path match. */
    async waitFor(what: RegExp): Promise<Sent> {
      for (;;) {
        const found = sent.find(({ method, path }) => what.test(`${method} ${path}`));
        if (found !== undefined) return found;
        await new Promise<void>((resolve) => listeners.add(resolve));
      }
    },
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
