import { PermissionFlagsBits as May } from 'discord-api-types/v10';
import { expect, it } from 'vitest';
import { BOT_PERMISSIONS } from '../people.js';
import { ask, type Bench } from './bare.js';

export function threads(bench: Bench): void {
  it('opens one thread at a message, with its id, and tells of it', async () => {
    const discord = await bench.discord();
    const client = await bench.client(discord);
    const told = new Promise<boolean>((resolve) =>
      client.once('threadCreate', (_thread, isNew) => resolve(isNew)),
    );
    const message = discord.dispatchMessage('a question');
    const path = `/channels/${message.channel_id}/messages/${message.id}/threads`;
    const { status, body } = await ask(discord, 'POST', path, { name: 'about the pier' });
    expect(status).toBe(201);
    expect(body).toMatchObject({ id: message.id, owner_id: discord.world.bot.id });
    expect(await told).toBe(true);
    expect((await ask(discord, 'POST', path, { name: 'again' })).code).toBe(160_004);
    expect((await ask(discord, 'GET', `/channels/${message.id}`)).body.name).toBe('about the pier');
    const thread = await discord.waitForThread(message);
    expect((await ask(discord, 'PUT', `/channels/${thread.id}/thread-members/@me`)).status).toBe(
      204,
    );
  });

  it('wakes an archived thread for a message, but not one that a moderator closed', async () => {
    const discord = await bench.discord();
    const client = await bench.client(discord);
    const thread = discord.dispatchThread();
    const send = () => ask(discord, 'POST', `/channels/${thread.id}/messages`, { content: 'hi' });
    const states: (boolean | null)[] = [];
    client.on('threadUpdate', (_before, { archived }) => states.push(archived));
    discord.archive(thread);
    expect((await send()).status).toBe(200);
    expect(thread.thread?.archived).toBe(false);
    const message = discord.messagesOfBot(thread)[0]?.id;
    discord.archive(thread, { locked: true });
    expect((await send()).code).toBe(50_083);
    const edit = { content: 'better' };
    const path = `/channels/${thread.id}/messages/${message}`;
    expect((await ask(discord, 'PATCH', path, edit)).code).toBe(50_083);
    discord.permit(discord.world.channel, BOT_PERMISSIONS | May.ManageThreads);
    expect((await send()).status).toBe(200);
    expect(states.slice(0, 3)).toEqual([true, false, true]);
  });

  it.each([
    ['opening', May.CreatePublicThreads, 'new'],
    ['writing in', May.SendMessagesInThreads, 'old'],
  ])('asks for a permission of its own for %s a thread', async (_what, missing, which) => {
    const discord = await bench.discord();
    await bench.client(discord);
    const { channel } = discord.world;
    const thread = discord.dispatchThread();
    const message = discord.dispatchMessage('a question');
    discord.permit(channel, BOT_PERMISSIONS & ~missing);
    const reply =
      which === 'old'
        ? await ask(discord, 'POST', `/channels/${thread.id}/messages`, { content: 'hi' })
        : await ask(discord, 'POST', `/channels/${channel.id}/messages/${message.id}/threads`, {
            name: 'about the pier',
          });
    expect(reply.code).toBe(50_013);
  });
}
