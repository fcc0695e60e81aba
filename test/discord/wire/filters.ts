import { describe, expect, it } from 'vitest';
import { unmarked } from '../support/messages.js';
import type { Stage } from '../support/stage.js';

export function filters(stage: Stage): void {
  const question = 'Why is the eastern pier closed?';

  describe('the options of /ask', () => {
    it('suggest documents while somebody types', async () => {
      const discord = await stage.ready();
      const typing = discord.dispatchAutocomplete('ask', 'source', 'mariners', {
        values: { question },
      });
      expect(await typing.acknowledged()).toMatchObject({
        data: { choices: [{ value: 'harbour/notice.md' }] },
      });
    });

    it('look into one document only, and the answer says so', async () => {
      const discord = await stage.ready();
      const elsewhere = { question, source: 'expedition.txt' };
      const text = unmarked(await discord.dispatchCommand('ask', elsewhere).answer());
      expect(text).toContain('-# only in The Spitsbergen Expedition\n');
      expect(text).not.toContain('harbour/notice.md');
      const typed = { question, source: 'notice to mariners' };
      const found = unmarked(await discord.dispatchCommand('ask', typed).answer());
      expect(found).toContain('-# only in Notice to Mariners\n');
      expect(found).toContain('its timbers are rotten');
    });

    it('look into the documents of some days only, and the answer says so', async () => {
      const discord = await stage.ready();
      const within = { question, after: '2025-03-04', before: '2025-03-04' };
      const text = unmarked(await discord.dispatchCommand('ask', within).answer());
      expect(text).toContain('-# only from 2025-03-04, up to 2025-03-04\n');
      expect(text).toContain('its timbers are rotten');
      const later = { question, after: '2025-03-05' };
      expect(unmarked(await discord.dispatchCommand('ask', later).answer())).not.toContain(
        'rotten',
      );
    });

    it.each([
      [{ after: '23 Nov 2025' }, /“?"After" is no calendar date\. Write it as YYYY-MM-DD\./],
      [{ before: '2025-02-30' }, /"Before" is no calendar date\. Write it as YYYY-MM-DD\./],
      [{ after: '2025-05-01', before: '2025-04-01' }, /later than/],
      [{ source: '**atlantis**' }, /no document called “\*\*atlantis\*\*”.*\/sources/],
    ])('say what is wrong with %j to the asker alone', async (wrong, said) => {
      const discord = await stage.ready();
      const asked = discord.dispatchCommand('ask', { question, ...wrong });
      expect(unmarked(await asked.answer())).toMatch(new RegExp(said.source, 'i'));
      expect(asked.isEphemeral).toBe(true);
      expect(stage.warnings()).toEqual([]);
    });
  });

  describe('whether only the asker sees an answer', () => {
    it('is what the server is set to, unless the asker says otherwise', async () => {
      const discord = await stage.ready();
      stage.records.change(discord.world.guildId, { privateByDefault: true });
      const seen = async (values: object, where = {}) => {
        const asked = discord.dispatchCommand('ask', { question, ...values }, where);
        await asked.answer();
        return asked.isEphemeral ? 'the asker' : 'everybody';
      };
      expect(await seen({})).toBe('the asker');
      expect(await seen({ private: false })).toBe('everybody');
      stage.records.change(discord.world.guildId, { privateByDefault: false });
      expect(await seen({})).toBe('everybody');
      expect(await seen({ private: true })).toBe('the asker');
      expect(await seen({}, { in: discord.world.directMessages })).toBe('everybody');
    });
  });
}
