import type { Client, RepliableInteraction } from 'discord.js';
import { ComponentType, MessageFlags } from 'discord-api-types/v10';
import { expect, it } from 'vitest';
import type { FakeDiscord } from '../fake-discord.js';
import { ask, type Bench, received } from './bare.js';

const BASIC = { description: 'x' };
const LIST = [
  { type: 1, name: 'ask', ...BASIC, options: [{ type: 3, name: 'question', ...BASIC }] },
  {
    type: 1,
    name: 'settings',
    ...BASIC,
    options: [
      {
        type: 1,
        name: 'channels',
        ...BASIC,
        options: [
          { type: 7, name: 'channel', ...BASIC },
          { type: 8, name: 'role', ...BASIC },
          { type: 6, name: 'user', ...BASIC },
          { type: 4, name: 'count', ...BASIC },
          { type: 10, name: 'share', ...BASIC },
          { type: 3, name: 'title', ...BASIC, autocomplete: true },
        ],
      },
    ],
  },
  { type: 3, name: 'Ask about this' },
];

export function interactions(bench: Bench): void {
  const ready = async (): Promise<[FakeDiscord, Client<true>]> => {
    const discord = await bench.discord();
    await ask(discord, 'PUT', `/applications/${discord.world.applicationId}/commands`, LIST);
    return [discord, await bench.client(discord)];
  };
  /** What the client got, with the reply that it gave. */
  const replied = async (client: Client, reply: object) => {
    const interaction = (await received(client)) as RepliableInteraction;
    await interaction.reply(reply);
    return interaction;
  };

  it('carry subcommands, options of every type, languages and permissions', async () => {
    const [discord, client] = await ready();
    const { channel, adminRole, guild, admin, directMessages } = discord.world;
    const role = guild.roles.find(({ id }) => id === adminRole);
    if (role === undefined) throw new Error('no role');
    const got = received(client);
    const values = { channel, role, user: admin, count: 3, share: 0.5, title: 'a' };
    const where = { sub: 'channels', locale: 'de', guildLocale: 'fr' } as const;
    discord.dispatchCommand('settings', values, where);
    const interaction = await got;
    if (!interaction.isChatInputCommand()) throw new Error('no command');
    const { options } = interaction;
    expect(options.getSubcommand()).toBe('channels');
    expect(options.getChannel('channel')?.id).toBe(channel.id);
    expect(options.getRole('role')?.name).toBe('librarian');
    expect(options.getUser('user')?.username).toBe('ada');
    expect([options.getInteger('count'), options.getNumber('share')]).toEqual([3, 0.5]);
    expect([interaction.locale, interaction.guildLocale, interaction.context]).toEqual([
      'de',
      'fr',
      0,
    ]);
    expect(interaction.appPermissions.bitfield).toBe(channel.botPermissions);
    const direct = received(client);
    discord.dispatchCommand('ask', { question: 'why?' }, { in: directMessages });
    expect((await direct).context).toBe(1);
    expect(() => discord.dispatchCommand('ask', { nothing: 1 })).toThrow('no option nothing');
  });

  it('carry what is typed into an option of a subcommand, and the options beside it', async () => {
    const [discord, client] = await ready();
    const got = received(client);
    const where = { sub: 'channels', values: { count: 3 } };
    const typing = discord.dispatchAutocomplete('settings', 'title', 'no', where);
    const interaction = await got;
    if (!interaction.isAutocomplete()) throw new Error('nobody types');
    expect(interaction.options.getFocused(true)).toMatchObject({ name: 'title', value: 'no' });
    expect(interaction.options.getInteger('count')).toBe(3);
    await interaction.respond([{ name: 'Notice', value: 'notice' }]);
    expect((await typing.acknowledged()).type).toBe(8);
  });

  it('of the menu of a message carry its text, which the bot may not read otherwise', async () => {
    const [discord, client] = await ready();
    const message = discord.dispatchMessage('not for the bot');
    const got = received(client);
    discord.dispatchMessageCommand('Ask about this', message);
    const interaction = await got;
    if (!interaction.isMessageContextMenuCommand()) throw new Error('no menu');
    expect(interaction.targetMessage.content).toBe('not for the bot');
    expect(interaction.targetId).toBe(message.id);
  });

  it('of buttons and menus of private messages carry the whole message', async () => {
    const [discord, client] = await ready();
    const asked = discord.dispatchCommand('ask');
    const menu = { type: ComponentType.ChannelSelect, custom_id: 'where' };
    const button = { type: ComponentType.Button, style: 2, custom_id: 'more', label: 'More' };
    await replied(client, {
      embeds: [{ description: 'a quote' }],
      flags: MessageFlags.Ephemeral,
      components: [button, menu].map((part) => ({ type: 1, components: [part] })),
    });
    const message = await asked.answer();
    const pressed = received(client);
    discord.dispatchButton(message, 'more');
    const press = await pressed;
    if (!press.isButton()) throw new Error('no button');
    expect(press.message.flags.has(MessageFlags.Ephemeral)).toBe(true);
    expect(press.message.embeds[0]?.description).toBe('a quote');
    const chosen = received(client);
    const selecting = discord.dispatchSelect(message, 'where', [discord.world.channel]);
    const choice = await chosen;
    if (!choice.isChannelSelectMenu()) throw new Error('no menu');
    expect(choice.channels.first()?.id).toBe(discord.world.channel.id);
    await choice.update({ content: 'thanks' });
    expect((await selecting.answer()).content).toBe('thanks');
  });

  it('of modals carry what was filled in', async () => {
    const [discord, client] = await ready();
    const asked = discord.dispatchCommand('ask');
    const interaction = await received(client);
    if (!interaction.isChatInputCommand()) throw new Error('no command');
    const field = { type: 4, custom_id: 'why', style: 2, label: 'Why?' } as const;
    const components = [{ type: 1 as const, components: [field] }];
    await interaction.showModal({ custom_id: 'm', title: 'Why?', components });
    await asked.acknowledged();
    const got = received(client);
    discord.dispatchModalSubmit(asked, { why: 'because' });
    const submitted = await got;
    if (!submitted.isModalSubmit()) throw new Error('no modal');
    expect(submitted.fields.getTextInputValue('why')).toBe('because');
  });

  it('have follow-ups that can be edited and deleted', async () => {
    const [discord, client] = await ready();
    const asked = discord.dispatchCommand('ask');
    const interaction = await replied(client, { content: 'first' });
    const more = await interaction.followUp({ content: 'more', flags: MessageFlags.Ephemeral });
    await interaction.editReply({ message: more, content: 'even more' });
    expect(asked.followups[0]).toMatchObject({ content: 'even more', flags: 64 });
    expect(asked.edits).toEqual([]);
    await interaction.deleteReply(more);
    const gone = ask(discord, 'GET', `/webhooks/1/${asked.token}/messages/${more.id}`);
    expect((await gone).code).toBe(10_008);
  });

  it('that were deferred are answered by the first follow-up, which may hold files', async () => {
    const [discord, client] = await ready();
    const asked = discord.dispatchCommand('ask');
    const interaction = (await received(client)) as RepliableInteraction;
    const { resource } = await interaction.deferReply({ withResponse: true });
    const files = [{ attachment: Buffer.from('a,b\n'), name: 'ratings.csv' }];
    await interaction.followUp({ content: 'here', files });
    const answer = await asked.answer();
    expect(answer.id).toBe(resource?.message?.id);
    expect(discord.sentFile(answer, 'ratings.csv').toString()).toBe('a,b\n');
    expect(asked.followups).toEqual([]);
  });

  it('are acknowledged two hundred at once, with the time that each took', async () => {
    const discord = await bench.discord({ validate: false });
    await ask(discord, 'PUT', `/applications/${discord.world.applicationId}/commands`, LIST);
    const client = await bench.client(discord);
    client.on('interactionCreate', (got) => got.isRepliable() && got.reply('hello'));
    const asked = Array.from({ length: 200 }, () => discord.dispatchCommand('ask'));
    await Promise.all(asked.map((each) => each.answer()));
    for (const { acknowledgedAfterMs } of asked) expect(acknowledgedAfterMs).toBeLessThan(3_000);
    expect(discord.bodies.skipped).toBeGreaterThan(200);
  });
}
