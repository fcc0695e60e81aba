import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SentMessage } from '../../fake-discord/pings.js';
import { buttonCalled, readable } from '../support/messages.js';
import type { Stage } from '../support/stage.js';

export function search(stage: Stage): void {
  describe('/search', () => {
    const name = 'orchard.txt';
    const trees = Array.from(
      { length: 12 },
      (_, n) => `Tree number ${n} is a quince. ${'It was grafted in spring by hand. '.repeat(9)}`,
    );

    beforeAll(async () => {
      await stage.folder.write(name, ['The Orchard', ...trees].join('\n\n'));
      await stage.verbatim.reindex();
    });
    afterAll(async () => {
      await stage.folder.remove(name);
      await stage.verbatim.reindex();
    });

    it('shows passages with the words in bold, to the asker only, and claims no answer', async () => {
      const discord = await stage.ready();
      const asked = discord.dispatchCommand('search', { terms: 'lacquer chapel' });
      const found = await asked.answer();
      expect(asked.isEphemeral).toBe(true);
      const text = readable(found);
      expect(text).toContain('**1 passage** that holds these words: “lacquer chapel”');
      expect(text).toContain('on the **chapel** wall with **red** **lacquer**.');
      expect(text).toContain('nobody claims that they answer anything');
      expect(text).toContain('`graffiti.txt` · characters');
      expect(found.pings.everyone).toBe(false);
      const context = discord.dispatchButton(found, buttonCalled('Context 1', found));
      expect(readable(await context.answer())).toContain('a bucket of turpentine');
    });

    it('turns pages in place, whatever the words are, also after a restart', async () => {
      const discord = await stage.discord();
      const first = await stage.bot(discord);
      const terms = '"quince: \u{1f34b}" quinces grafted';
      const numbers = (message: SentMessage) =>
        [...readable(message).matchAll(/Tree number (\d+)/g)].map(([, n]) => Number(n));
      const shown = await discord.dispatchCommand('search', { terms }).answer();
      const onFirst = numbers(shown);
      const pages = Number(/page 1 of (\d+)/.exec(readable(shown))?.[1]);
      expect(pages).toBeGreaterThan(1);
      await first.close();
      await stage.bot(discord);
      const pressed = discord.dispatchButton(shown, buttonCalled('Next', shown));
      const second = await pressed.answer();
      expect(pressed.callback?.type).toBe(6);
      expect(readable(second)).toContain(`page 2 of ${pages}`);
      expect(readable(second)).toContain(`“${terms}”`);
      expect(numbers(second).some((n) => onFirst.includes(n))).toBe(false);
      const back = await discord.dispatchButton(second, buttonCalled('Previous', second)).answer();
      expect(numbers(back)).toEqual(onFirst);
      const beyond = await discord.dispatchCommand('search', { terms, page: 99 }).answer();
      expect(readable(beyond)).toContain(`page ${pages} of ${pages}`);
      expect(numbers(beyond).length).toBeGreaterThan(0);
    });

    it('says when no passage holds all of the words, or none of them', async () => {
      const discord = await stage.ready();
      const search = async (terms: string) =>
        readable(await discord.dispatchCommand('search', { terms }).answer());
      expect(await search('lacquer quince')).toContain('No passage holds all of these words');
      expect(await search('zzyzx')).toContain('No passage holds these words: “zzyzx”');
    });

    it('says what to do when there is no word to search for', async () => {
      const discord = await stage.ready();
      const reply = await discord.dispatchCommand('search', { terms: '?!' }).answer();
      expect(readable(reply)).toContain('There is no word to search for.');
      expect(stage.warnings()).toEqual([]);
    });
  });
}
