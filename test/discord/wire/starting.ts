import { GatewayCloseCodes } from 'discord-api-types/v10';
import { describe, expect, it, vi } from 'vitest';
import { COMMANDS, MESSAGE_COMMANDS } from '../../../src/discord/commands/all.js';
import { VerbatimError } from '../../../src/errors.js';
import { missingAccess } from '../../fake-discord/api-error.js';
import type { FakeDiscord } from '../../fake-discord/fake-discord.js';
import { readable } from '../support/messages.js';
import type { Stage } from '../support/stage.js';

export function starting(stage: Stage): void {
  const NAMES = [...COMMANDS, ...MESSAGE_COMMANDS].map(({ data }) => data.name).sort();
  const WRITES = /\/commands/;

  const namesOf = (commands: readonly { readonly name: string }[]) =>
    commands.map(({ name }) => name).sort();
  const writes = (discord: FakeDiscord) =>
    ['PUT', 'POST', 'PATCH', 'DELETE'].flatMap((method) => discord.requestsTo(method, WRITES));

  async function refusal(starting: Promise<unknown>): Promise<VerbatimError> {
    const error = await starting.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(VerbatimError);
    return error as VerbatimError;
  }

  describe('registering commands', () => {
    it('happens once: a second start with the same commands changes nothing', async () => {
      const discord = await stage.discord();
      const bot = await stage.bot(discord);
      expect(namesOf(discord.world.commands.global)).toEqual(NAMES);
      expect(writes(discord)).toHaveLength(1);
      await bot.close();
      await stage.bot(discord);
      expect(writes(discord)).toHaveLength(1);
    });

    it('happens again when Discord holds something else', async () => {
      const discord = await stage.discord();
      const bot = await stage.bot(discord);
      await bot.close();
      const [first] = discord.world.commands.global;
      if (first !== undefined) first.description = 'An older description';
      await stage.bot(discord);
      expect(writes(discord)).toHaveLength(2);
      expect(JSON.stringify(discord.world.commands.global)).not.toContain('older description');
    });

    it('is for the chosen server only when one is set, and removes global ones of the same names', async () => {
      const discord = await stage.discord();
      const everywhere = await stage.bot(discord);
      await everywhere.close();
      const foreign = { ...discord.world.commands.global[0], id: '42', name: 'of-another-program' };
      discord.world.commands.global.push(foreign as never);
      await stage.bot(discord, { config: { guildId: discord.world.guildId } });
      expect(namesOf(discord.world.commands.guild)).toEqual(NAMES);
      expect(namesOf(discord.world.commands.global)).toEqual(['of-another-program']);
    });

    it('removes those of the server when it is no longer set', async () => {
      const discord = await stage.discord();
      const config = { guildId: discord.world.guildId };
      const here = await stage.bot(discord, { config });
      await here.close();
      const again = await stage.bot(discord, { config });
      await again.close();
      expect(writes(discord)).toHaveLength(1);
      await stage.bot(discord);
      expect(discord.world.commands.guild).toEqual([]);
      expect(namesOf(discord.world.commands.global)).toEqual(NAMES);
    });

    it('explains a server that the bot was not invited to', async () => {
      const discord = await stage.discord();
      const guildId = '323456789012345678';
      const error = await refusal(stage.bot(discord, { config: { guildId } }));
      expect(error.message).toContain(guildId);
      expect(error.remedy).toContain('DISCORD_GUILD_ID');
      expect(discord.gateway.connected).toBe(false);
    });

    it('does not fail over old commands that it may not look for', async () => {
      const discord = await stage.discord();
      discord.intervene({
        method: 'GET',
        path: /\/guilds\/\d+\/commands$/,
        error: missingAccess(),
      });
      await stage.bot(discord);
      expect(stage.warnings()).toMatchObject([{ code: 50_001 }]);
    });
  });

  describe('starting', () => {
    it('explains a wrong token that the API refuses', async () => {
      const discord = await stage.discord();
      const error = await refusal(stage.bot(discord, { config: { token: 'a.wrong.token' } }));
      expect(error.code).toBe('discord');
      expect(error.message).toContain('DISCORD_TOKEN');
      expect(error.remedy).toContain('Reset Token');
      expect(`${error.message}${error.remedy}`).not.toContain('a.wrong.token');
    });

    it('explains a wrong token that the gateway refuses', async () => {
      const closeOnIdentify = GatewayCloseCodes.AuthenticationFailed;
      const discord = await stage.discord({ closeOnIdentify });
      expect((await refusal(stage.bot(discord))).message).toContain('DISCORD_TOKEN');
    });

    it('explains intents that are not allowed', async () => {
      const closeOnIdentify = GatewayCloseCodes.DisallowedIntents;
      const discord = await stage.discord({ closeOnIdentify });
      const error = await refusal(stage.bot(discord));
      expect(error.message).toContain('4014');
      expect(error.remedy).toContain('Privileged Gateway Intents');
    });

    it('explains a Discord that cannot be reached', async () => {
      const discord = await stage.discord();
      const { apiUrl } = discord;
      await discord.close();
      const error = await refusal(stage.bot(discord, { config: { apiUrl } }));
      expect(error.message).toMatch(
        /cannot be reached at http:\/\/127\.0\.0\.1:\d+\/api: ECONNREFUSED/,
      );
      expect(error.exitCode).toBe(69);
    });

    it('explains an address that is no Discord API', async () => {
      const discord = await stage.discord();
      const apiUrl = discord.apiUrl.replace('/api', '/elsewhere');
      const error = await refusal(stage.bot(discord, { config: { apiUrl } }));
      expect(error.message).toContain('404');
      expect(error.remedy).toContain('DISCORD_API_URL');
    });

    it('gives up on a Discord that is silent', async () => {
      const discord = await stage.discord();
      let release = () => {};
      const until = new Promise<void>((resolve) => {
        release = resolve;
      });
      discord.intervene({ method: 'GET', path: /^\/gateway\/bot$/, until });
      const error = await refusal(stage.bot(discord, { timing: { loginMs: 100 } }));
      release();
      expect(error.message).toContain('cannot be reached');
    });
  });

  describe('closing', () => {
    it('finishes what is being answered and disconnects', async () => {
      const { service } = stage.verbatim;
      let begun = false;
      let proceed = () => {};
      const held = new Promise<void>((resolve) => {
        proceed = resolve;
      });
      const slow = Object.assign(Object.create(service), {
        ask: async (question: { text: string }) => {
          begun = true;
          await held;
          return service.ask(question);
        },
      }) as typeof service;
      const discord = await stage.discord();
      const bot = await stage.bot(discord, { deps: { service: slow } });
      const asked = discord.dispatchCommand('ask', { question: 'Who led the expedition?' });
      await vi.waitFor(() => expect(begun).toBe(true));
      const closing = bot.close();
      const refused = discord.dispatchCommand('help');
      expect((await refused.answer()).content).toContain('being restarted');
      proceed();
      await closing;
      expect(readable(await asked.answer())).toContain('Lindqvist');
      await discord.changes.until('the disconnection', () =>
        discord.gateway.connected ? undefined : true,
      );
      await bot.close();
    });

    it('does not wait for ever', async () => {
      let begun = false;
      const service = Object.assign(Object.create(stage.verbatim.service), {
        ask() {
          begun = true;
          return new Promise(() => {});
        },
      });
      const discord = await stage.discord();
      const bot = await stage.bot(discord, { deps: { service }, timing: { closeMs: 50 } });
      discord.dispatchCommand('ask', { question: 'Who led the expedition?' });
      await vi.waitFor(() => expect(begun).toBe(true));
      await bot.close();
      expect(stage.warnings()).toMatchObject([
        { msg: 'closing before every request was answered' },
      ]);
    });
  });
}
