import { PermissionFlagsBits as May } from 'discord-api-types/v10';
import { expect, it } from 'vitest';
import { BOT_PERMISSIONS } from '../people.js';
import { ask, type Bench } from './bare.js';

export function messages(bench: Bench): void {
  const embeds = [{ description: 'a quote' }];

  it.each([
    ['may not see the channel', May.ViewChannel, {}, 50_001],
    ['may not send', May.SendMessages, {}, 50_013],
    ['may send no embeds', May.EmbedLinks, { embeds }, 50_013],
    ['may not read the history', May.ReadMessageHistory, { reply: true }, 160_002],
  ])(
    'refuses a message when the bot %s',
    async (_what, missing, {
      reply,
      ...parts
    }: {
      reply?: boolean;
      embeds?: object[];
    }, code) => {
      const discord = await bench.discord();
      const place = discord.world.addChannel({ botPermissions: BOT_PERMISSIONS & ~missing });
      const to = { message_reference: { message_id: discord.world.channel.id } };
      const body = { content: 'hello', ...parts, ...(reply ? to : {}) };
      expect((await ask(discord, 'POST', `/channels/${place.id}/messages`, body)).code).toBe(code);
      discord.permit(place, BOT_PERMISSIONS);
      delete (body as { message_reference?: object }).message_reference;
      expect((await ask(discord, 'POST', `/channels/${place.id}/messages`, body)).status).toBe(200);
    },
  );

  it('tells the permissions of a channel as discord.js counts them', async () => {
    const discord = await bench.discord();
    const { channel } = discord.world;
    const client = await bench.client(discord);
    const counted = () => {
      const known = client.channels.cache.get(channel.id);
      return known?.isTextBased() && !known.isDMBased()
        ? known.permissionsFor(client.user)?.bitfield
        : undefined;
    };
    expect(counted()).toBe(BOT_PERMISSIONS);
    const changed = new Promise((resolve) => client.once('channelUpdate', resolve));
    discord.permit(channel, May.ViewChannel | May.SendMessages);
    await changed;
    expect(counted()).toBe(May.ViewChannel | May.SendMessages);
  });

  it('lets the bot edit and delete its own messages, and only those', async () => {
    const discord = await bench.discord();
    await bench.client(discord);
    const { channel } = discord.world;
    const base = `/channels/${channel.id}/messages`;
    const theirs = `${base}/${discord.dispatchMessage('a question').id}`;
    const { body } = await ask(discord, 'POST', base, { content: 'an answer' });
    const own = `${base}/${body.id}`;
    expect((await ask(discord, 'PATCH', theirs, { content: 'forged' })).code).toBe(50_005);
    expect((await ask(discord, 'DELETE', theirs)).code).toBe(50_013);
    expect((await ask(discord, 'PATCH', own, { content: 'better' })).body.content).toBe('better');
    expect((await ask(discord, 'GET', own)).body.content).toBe('better');
    expect((await ask(discord, 'GET', theirs)).body.content).toBe('');
    expect((await ask(discord, 'DELETE', own)).status).toBe(204);
    expect((await ask(discord, 'GET', own)).code).toBe(10_008);
  });

  it('keeps the files of a message', async () => {
    const discord = await bench.discord();
    const { channel } = discord.world;
    const form = new FormData();
    const attachments = [{ id: '0', filename: 'ratings.csv', description: 'all ratings' }];
    form.append('payload_json', JSON.stringify({ content: 'here', attachments }));
    form.append('files[0]', new Blob(['a,b\n1,é\n'], { type: 'text/csv' }), 'ratings.csv');
    const base = `/channels/${channel.id}/messages`;
    expect((await ask(discord, 'POST', base, form)).status).toBe(200);
    const message = await discord.waitForMessage();
    expect(message.attachments).toMatchObject([{ filename: 'ratings.csv', size: 9 }]);
    expect(discord.sentFile(message, 'ratings.csv').toString()).toBe('a,b\n1,é\n');
    expect(() => discord.sentFile(message, 'other.csv')).toThrow('ratings.csv');
    const missing = { content: 'here', attachments };
    expect((await ask(discord, 'POST', base, missing)).code).toBe(50_146);
  });

  it('opens direct messages with a member once', async () => {
    const discord = await bench.discord();
    const { user } = discord.world.addMember({ name: 'Nora' });
    const open = () => ask(discord, 'POST', '/users/@me/channels', { recipient_id: user.id });
    const { body } = await open();
    expect(body).toMatchObject({ type: 1, recipients: [{ id: user.id }] });
    expect((await open()).body.id).toBe(body.id);
    await ask(discord, 'POST', `/channels/${body.id}/messages`, { content: 'hello' });
    const place = discord.world.directMessagesWith(user);
    expect(discord.messagesOfBot(place)).toHaveLength(1);
  });
}
