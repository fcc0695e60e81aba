import { Locale } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { readable, unmarked } from '../support/messages.js';
import type { Stage } from '../support/stage.js';

export function localisations(stage: Stage): void {
  describe('commands in the languages of members', () => {
    it('reach Discord with their options and choices, and a second start changes nothing', async () => {
      const discord = await stage.discord();
      const bot = await stage.bot(discord);
      const of = (name: string) =>
        discord.world.commands.global.find((command) => command.name === name);
      const shown = JSON.stringify(discord.world.commands.global);
      expect(of('search')).toMatchObject({
        name_localizations: { uk: 'пошук', de: 'suchen', fr: 'chercher', 'es-419': 'buscar' },
        description_localizations: { 'es-ES': expect.stringMatching(/^Encontrar pasajes/) },
        options: [{ name: 'terms', name_localizations: { de: 'wörter' } }, { name: 'page' }],
      });
      expect(of('Check quotes')).toMatchObject({ name_localizations: { uk: 'Перевірити цитати' } });
      expect(shown).toContain('"name_localizations":{"uk":"увімкнено"');
      await bot.close();
      await stage.bot(discord);
      expect(discord.requestsTo('PUT', /\/commands/)).toHaveLength(1);
    });

    it('are used under their English names, whatever the language', async () => {
      const discord = await stage.ready();
      const where = { locale: Locale.Ukrainian };
      const found = await discord.dispatchCommand('search', { terms: 'lacquer' }, where).answer();
      expect(readable(found)).toContain('these words');
      const question = 'Who led the expedition to the glacier?';
      const message = discord.dispatchMessage(question);
      const chosen = discord.dispatchMessageCommand('Find sources', message, where);
      expect(unmarked(await chosen.answer())).toContain('Professor Ada Lindqvist');
    });
  });
}
