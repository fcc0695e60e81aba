import { REST } from 'discord.js';
import { expect, it } from 'vitest';
import { globallyRateLimited, rateLimited, serverError } from '../api-error.js';
import type { FakeDiscord } from '../fake-discord.js';
import { ask, type Bench } from './bare.js';

export function troubles(bench: Bench): void {
  const LIMIT = { method: 'POST', path: /^\/channels\/(\d+)\/messages$/, limit: 2, perMs: 150 };
  const path = (discord: FakeDiscord) => `/channels/${discord.world.channel.id}/messages` as const;
  const libraryOf = ({ apiUrl, token }: FakeDiscord) => new REST({ api: apiUrl }).setToken(token);
  const body = { content: 'hello' };

  it('a burst is refused from where Discord refuses it, each channel for itself', async () => {
    const discord = await bench.discord({ enforceRateLimits: true });
    const replies = [];
    for (let n = 0; n < 6; n += 1) replies.push(await ask(discord, 'POST', path(discord), body));
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429]);
    expect(replies.map(({ headers }) => headers.get('x-ratelimit-remaining'))).toEqual([
      '4',
      '3',
      '2',
      '1',
      '0',
      '0',
    ]);
    expect(replies[5]?.body).toMatchObject({ global: false, retry_after: expect.any(Number) });
    const elsewhere = `/channels/${discord.world.addChannel().id}/messages`;
    expect((await ask(discord, 'POST', elsewhere, body)).status).toBe(200);
  });

  it('a client that heeds the headers is never refused, and waits', async () => {
    const discord = await bench.discord({ enforceRateLimits: [LIMIT] });
    const rest = libraryOf(discord);
    const began = performance.now();
    await Promise.all(Array.from({ length: 5 }, () => rest.post(path(discord), { body })));
    expect(performance.now() - began).toBeGreaterThan(2 * LIMIT.perMs - 20);
    expect(new Set(discord.requests.map(({ status }) => status))).toEqual(new Set([200]));
  });

  it.each([
    ['a limit of a route', rateLimited(0.03)],
    ['the limit of everything', globallyRateLimited(0.03)],
    ['500', serverError(500)],
    ['503', serverError(503)],
  ])('%s is told as Discord tells it, and a client tries again', async (_what, error) => {
    const discord = await bench.discord();
    discord.intervene({ method: 'POST', path: /messages$/, error });
    await libraryOf(discord).post(path(discord), { body });
    expect(discord.requests.map(({ status }) => status)).toEqual([error.status, 200]);
    discord.intervene({ method: 'POST', path: /messages$/, error });
    const { status, headers } = await ask(discord, 'POST', path(discord), body);
    expect(status).toBe(error.status);
    expect(Object.fromEntries(headers)).toMatchObject(error.headers);
  });

  it('an answer comes late, or breaks off after the work was done', async () => {
    const discord = await bench.discord();
    discord.intervene({ method: 'POST', path: /messages$/, delayMs: 60 });
    const began = performance.now();
    await ask(discord, 'POST', path(discord), body);
    expect(performance.now() - began).toBeGreaterThan(55);
    discord.intervene({ method: 'POST', path: /messages$/, cut: true });
    const once = { ...body, nonce: '7', enforce_nonce: true };
    await expect(ask(discord, 'POST', path(discord), once)).rejects.toThrow();
    expect(discord.messagesOfBot()).toHaveLength(2);
    const again = await ask(discord, 'POST', path(discord), once);
    expect(again.body.id).toBe(discord.messagesOfBot()[1]?.id);
    expect(discord.messagesOfBot()).toHaveLength(2);
  });

  it('what it does not know is answered with 404 and noted', async () => {
    const discord = await bench.discord();
    await ask(discord, 'GET', '/gateway/bot');
    expect(discord.unknownRoutes).toEqual([]);
    expect((await ask(discord, 'GET', '/soundboard-default-sounds')).status).toBe(404);
    expect(discord.unknownRoutes).toEqual(['GET /soundboard-default-sounds']);
  });

  it('what is no JSON, or not as Discord describes it, is noted or refused', async () => {
    const discord = await bench.discord();
    const url = `${discord.apiUrl}/v10${path(discord)}`;
    const headers = { authorization: `Bot ${discord.token}` };
    const response = await fetch(url, { method: 'POST', headers, body: '{' });
    expect(await response.json()).toMatchObject({ code: 50_109 });
    await ask(discord, 'POST', path(discord), { ...body, tts: 'loud' });
    expect(discord.bodies.faults.splice(0).join()).toMatch(
      process.env.DISCORD_OPENAPI ? /\/tts must be/ : /^$/,
    );
  });
}
