import { afterAll, describe, expect, it } from 'vitest';
import type { FakeDiscord } from '../../fake-discord/fake-discord.js';
import type { SentMessage } from '../../fake-discord/pings.js';
import { DOCUMENTS } from '../support/documents.js';
import { buttonCalled, readable, unmarked } from '../support/messages.js';
import type { Stage } from '../support/stage.js';

export function context(stage: Stage): void {
  const WHO = { question: 'Who led the expedition to the glacier?' };

  const press = (discord: FakeDiscord, message: SentMessage) =>
    discord.dispatchButton(message, buttonCalled('Context 1', message));

  describe('the Context button', () => {
    it('shows the passage in its surroundings, to the presser only', async () => {
      const discord = await stage.ready();
      const answer = await discord.dispatchCommand('ask', WHO).answer();
      const pressed = press(discord, answer);
      const text = readable(await pressed.answer());
      expect(pressed.isEphemeral).toBe(true);
      expect(text).toContain('Professor Ada Lindqvist led the expedition to the glacier.');
      expect(text).toContain('The cook, a former baker, kept the only diary that survived.');
      expect(text).toContain('`expedition.txt` · characters');
    });

    it('works after a restart', async () => {
      const discord = await stage.discord();
      const before = await stage.bot(discord);
      const answer = await discord.dispatchCommand('ask', WHO).answer();
      await before.close();
      await stage.bot(discord);
      expect(readable(await press(discord, answer).answer())).toContain('Lindqvist');
    });

    it('asks kindly to ask again when it is from another version', async () => {
      const discord = await stage.ready();
      const answer = await discord.dispatchCommand('ask', WHO).answer();
      for (const id of ['0:context:old', 'context_3', '1:vanished:3', '1:context:1:zz:1:2']) {
        const pressed = discord.dispatchButton(answer, id);
        expect(readable(await pressed.answer())).toContain('older version');
        expect(pressed.isEphemeral).toBe(true);
      }
      expect(stage.warnings()).toEqual([]);
    });
  });

  describe('when the documents have changed since', () => {
    const NEW = 'Rules of the Lighthouse\n\nThe keeper lights the lamp at dusk in every season.\n';
    const old = DOCUMENTS['expedition.txt'] as string;
    afterAll(async () => {
      await stage.folder.write('expedition.txt', old);
    });

    it('answers from the new ones after /reindex, and old buttons say so kindly', async () => {
      const discord = await stage.ready();
      const { admin } = discord.world;
      const answer = await discord.dispatchCommand('ask', WHO).answer();
      await stage.folder.write('expedition.txt', `${old}\nIt returned in autumn.\n`);
      await stage.folder.write('lighthouse.txt', NEW);

      const report = await discord.dispatchCommand('reindex', {}, { by: admin }).outcome();
      expect(readable(report)).toContain('The index is up to date again');
      expect(readable(report)).toContain('Added (1): lighthouse.txt');
      expect(readable(report)).toContain('Updated (1): expedition.txt');

      const gone = await press(discord, answer).answer();
      expect(readable(gone)).toContain('The documents have changed since this answer');
      const lamp = { question: 'When does the keeper light the lamp?' };
      const lit = await discord.dispatchCommand('ask', lamp).answer();
      expect(unmarked(lit)).toContain('The keeper lights the lamp at dusk in every season.');

      await stage.folder.remove('lighthouse.txt');
      const again = await discord.dispatchCommand('reindex', {}, { by: admin }).outcome();
      expect(readable(again)).toContain('Removed (1): lighthouse.txt');
      const nothing = await discord.dispatchCommand('reindex', {}, { by: admin }).outcome();
      expect(readable(nothing)).toContain('Nothing had changed');
    });
  });
}
