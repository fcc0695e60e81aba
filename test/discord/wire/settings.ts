import {
  ChannelType,
  GatewayIntentBits,
  InteractionContextType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { NOT_ADMIN, NOT_IN_DIRECT_MESSAGES } from '../../../src/discord/rendering/notices.js';
import { openRecords } from '../../../src/records/sqlite.js';
import type { FakeDiscord } from '../../fake-discord/fake-discord.js';
import type { CommandWhere } from '../../fake-discord/member-events.js';
import type { OptionValues } from '../../fake-discord/option-values.js';
import { pingsNobody } from '../../fake-discord/pings.js';
import { temporaryFolder } from '../../temporary-folder.js';
import { readable } from '../support/messages.js';
import type { Stage } from '../support/stage.js';

const READS = GatewayIntentBits.MessageContent;

interface Choices {
  readonly data: { readonly choices: readonly { readonly name: string; readonly value: string }[] };
}

export function settings(stage: Stage): void {
  const set = async (
    discord: FakeDiscord,
    path: string,
    values: OptionValues = {},
    where: Omit<CommandWhere, 'sub'> = {},
  ) => {
    const { admin } = discord.world;
    const asked = discord.dispatchCommand('settings', values, {
      by: admin,
      ...where,
      sub: path.split(' '),
    });
    const answer = await asked.answer();
    expect(asked.isEphemeral).toBe(true);
    expect(pingsNobody(answer.pings)).toBe(true);
    return readable(answer);
  };
  const choicesFor = async (discord: FakeDiscord, path: string, option: string, typed = '') => {
    const where = { by: discord.world.admin, sub: path.split(' ') };
    const typing = discord.dispatchAutocomplete('settings', option, typed, where);
    return ((await typing.acknowledged()) as Choices).data.choices;
  };
  const used = () => stage.log.filter(({ used }) => used !== undefined);

  describe('/settings', () => {
    it('is for servers only, and registered for those who may manage one', async () => {
      const discord = await stage.ready();
      const command = discord.world.commands.global.find(({ name }) => name === 'settings');
      expect(command?.default_member_permissions).toBe(PermissionFlagsBits.ManageGuild.toString());
      expect(command?.contexts).toEqual([InteractionContextType.Guild]);
    });

    it('is refused to others, and in direct messages', async () => {
      const discord = await stage.discord();
      const { member, directMessages } = discord.world;
      await stage.bot(discord);
      expect(await set(discord, 'show', {}, { by: member })).toContain(NOT_ADMIN);
      const { channel } = discord.world;
      expect(await set(discord, 'channels add', { channel }, { by: member })).toContain(NOT_ADMIN);
      expect(stage.records.settings(discord.world.guildId).answerChannels).toEqual([]);
      const elsewhere = await stage.discord();
      await stage.bot(elsewhere, { config: { adminUserIds: [elsewhere.world.member.user.id] } });
      const where = { by: elsewhere.world.member, in: elsewhere.world.directMessages };
      expect(await set(elsewhere, 'show', {}, where)).toContain(NOT_IN_DIRECT_MESSAGES);
      expect(directMessages.messages.size).toBe(0);
    });

    it('shows how the bot is set on a server that has set nothing', async () => {
      const discord = await stage.ready();
      const text = await set(discord, 'show');
      expect(text).toContain('**Answered without a mention**\nno channel');
      expect(text).toContain('answered below them (as whoever runs me has set it)');
      expect(text).toContain('everyone in the channel sees them');
      expect(text).toContain('**Who may ask**\neverybody');
      expect(text).not.toContain('Message Content');
    });

    it('offers text and announcement channels, and roles', async () => {
      const discord = await stage.ready();
      const command = discord.world.commands.global.find(({ name }) => name === 'settings');
      const json = JSON.stringify(command?.options);
      expect(json).toContain(
        `"channel_types":[${ChannelType.GuildText},${ChannelType.GuildAnnouncement}]`,
      );
    });

    it('answers what is asked in a chosen channel without a mention, until it is removed', async () => {
      const discord = await stage.discord({ privilegedIntents: READS });
      await stage.bot(discord, { config: { askChannelIds: [] } });
      const { channel } = discord.world;
      const question = 'Who led the expedition to the glacier?';
      const text = await set(discord, 'channels add', { channel });
      expect(text).toContain(`From now on I answer every question in <#${channel.id}>.`);
      expect(text).not.toContain('Message Content');
      discord.dispatchMessage(question);
      expect(readable(await discord.waitForMessage())).toContain('Lindqvist');
      expect(await set(discord, 'channels add', { channel })).toContain('chosen already');
      expect(await choicesFor(discord, 'channels remove', 'channel')).toEqual([
        { name: '#questions', value: channel.id },
      ]);
      expect(await set(discord, 'channels remove', { channel: '#questions' })).toContain(
        '**Answered without a mention**\nno channel',
      );
      discord.dispatchMessage(question);
      // What must not come cannot be awaited; by then an answer would have.
      await set(discord, 'show');
      await set(discord, 'show');
      expect(discord.messagesOfBot().filter(({ flags }) => !flags)).toHaveLength(1);
    });

    it('keeps chosen channels and says what must be set and enabled when messages cannot be read', async () => {
      const discord = await stage.ready();
      const { channel, guildId } = discord.world;
      const text = await set(discord, 'channels add', { channel });
      expect(stage.records.settings(guildId).answerChannels).toEqual([channel.id]);
      expect(text).toContain('I do not see those messages yet');
      expect(text).toContain('`ASK_CHANNEL_IDS=settings`');
      expect(text).toContain('Message Content Intent');
      expect(await set(discord, 'show')).toContain('`ASK_CHANNEL_IDS=settings`');
    });

    it('shows channels and roles that were deleted as such, and removes them', async () => {
      const discord = await stage.discord({ privilegedIntents: READS });
      const { world } = discord;
      const old = world.addChannel({ name: 'old' });
      const role = world.addRole({ name: 'reader' });
      await stage.bot(discord, { config: { askChannelIds: [] } });
      await set(discord, 'channels add', { channel: old });
      await set(discord, 'who-may-ask add', { role });
      discord.dispatchChannelDelete(old);
      discord.dispatchRaw('GUILD_ROLE_DELETE', { guild_id: world.guildId, role_id: role.id });
      const text = await set(discord, 'show');
      expect(text).toContain(`\`${old.id}\` (deleted, or hidden from me; can be removed)`);
      expect(text).toContain(`\`${role.id}\` (deleted; can be removed)`);
      const [channelChoice] = await choicesFor(discord, 'channels remove', 'channel', 'gone');
      expect(channelChoice).toEqual({ name: `gone (${old.id})`, value: old.id });
      await set(discord, 'channels remove', { channel: channelChoice?.value ?? '' });
      const [roleChoice] = await choicesFor(discord, 'who-may-ask remove', 'role');
      const after = await set(discord, 'who-may-ask remove', { role: roleChoice?.value ?? '' });
      expect(after).toContain('It was the last such role, so everybody may ask.');
      expect(stage.records.settings(world.guildId)).toMatchObject({
        answerChannels: [],
        askRoles: [],
      });
    });

    it('sets threads on, off, and back to what the program says', async () => {
      const discord = await stage.ready();
      const { guildId } = discord.world;
      expect(await set(discord, 'threads', { mode: 'on' })).toContain('in a thread of their own');
      expect(stage.records.settings(guildId).threads).toBe(true);
      expect(await set(discord, 'threads', { mode: 'off' })).toContain('channels below them.');
      expect(stage.records.settings(guildId).threads).toBe(false);
      const text = await set(discord, 'threads', { mode: 'default' });
      expect(text).toContain('(as whoever runs me has set it)');
      expect(stage.records.settings(guildId).threads).toBeNull();
    });

    it('sets whether answers are private by default', async () => {
      const discord = await stage.ready();
      const text = await set(discord, 'private-by-default', { on: true });
      expect(text).toContain('only the asker sees them, by default');
      expect(stage.records.settings(discord.world.guildId).privateByDefault).toBe(true);
      const back = await set(discord, 'private-by-default', { on: false });
      expect(back).toContain('everyone in the channel sees them, by default');
    });

    it('lets only members with a chosen role ask, and everybody again', async () => {
      const discord = await stage.discord();
      const { world } = discord;
      const role = world.addRole({ name: 'reader' });
      const reader = world.addMember({ roles: [role.id] });
      await stage.bot(discord);
      const text = await set(discord, 'who-may-ask add', { role });
      expect(text).toContain(`**Who may ask**\n<@&${role.id}>\nand admins`);
      const question = { question: 'Who led the expedition to the glacier?' };
      const refused = discord.dispatchCommand('ask', question);
      expect(readable(await refused.answer())).toContain('only members with certain roles');
      const allowed = discord.dispatchCommand('ask', question, { by: reader });
      expect(readable(await allowed.answer())).toContain('Lindqvist');
      expect(await set(discord, 'who-may-ask everyone')).toContain(
        'From now on everybody may ask.',
      );
      expect(readable(await discord.dispatchCommand('ask', question).answer())).toContain(
        'Lindqvist',
      );
    });

    it('takes the role that everybody has for everybody', async () => {
      const discord = await stage.ready();
      const everyone = discord.world.guild.roles[0];
      if (everyone === undefined) throw new Error('a server has @everyone');
      await set(discord, 'who-may-ask add', { role: everyone });
      expect(stage.records.settings(discord.world.guildId).askRoles).toEqual([]);
    });

    it('says so when what is to be removed is not chosen', async () => {
      const discord = await stage.ready();
      const text = await set(discord, 'channels remove', { channel: 'nowhere' });
      expect(text).toContain('none of those that are chosen');
    });

    it('offers those who are no admins nothing of what is set', async () => {
      const discord = await stage.ready();
      await set(discord, 'channels add', { channel: discord.world.channel });
      const where = { sub: ['channels', 'remove'] };
      const typing = discord.dispatchAutocomplete('settings', 'channel', '', where);
      expect(((await typing.acknowledged()) as Choices).data.choices).toEqual([]);
    });

    it('stays set after a restart, on its server alone', async () => {
      const folder = await temporaryFolder();
      const open = () => openRecords({ folder, storeQuestions: true, retentionDays: 90 });
      const discord = await stage.discord();
      const other = discord.world.addGuild();
      const there = discord.world.addChannel({ guild: other });
      let records = open();
      const first = await stage.bot(discord, { deps: { records } });
      await set(discord, 'threads', { mode: 'on' });
      await first.close();
      records.close();
      records = open();
      const second = await stage.bot(discord, { deps: { records } });
      expect(await set(discord, 'show')).toContain('answered in a thread of their own');
      expect(await set(discord, 'show', {}, { in: there })).toContain('answered below them');
      await second.close();
      records.close();
    });

    it('logs who used it and what changed', async () => {
      const discord = await stage.ready();
      const { admin, guildId } = discord.world;
      await set(discord, 'show');
      await set(discord, 'threads', { mode: 'on' });
      expect(used()).toMatchObject([
        { user: admin.user.id, guild: guildId, used: 'show', msg: 'settings looked at' },
        { user: admin.user.id, guild: guildId, used: 'threads', change: { threads: true } },
      ]);
    });
  });
}
