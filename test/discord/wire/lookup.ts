import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DocumentInfo } from '../../../src/corpus/document.js';
import type { SentMessage } from '../../fake-discord/pings.js';
import { DOCUMENT } from '../support/answers.js';
import { DOCUMENTS } from '../support/documents.js';
import { buttonCalled, buttonsOf, readable } from '../support/messages.js';
import type { Stage } from '../support/stage.js';

export function lookup(stage: Stage): void {
  interface Choices {
    readonly data: {
      readonly choices: readonly { readonly name: string; readonly value: string }[];
    };
  }

  describe('/source', () => {
    it('suggests documents while somebody types, and shows the one that is chosen', async () => {
      const discord = await stage.ready();
      const typing = discord.dispatchAutocomplete('source', 'document', 'mariners');
      const { data } = (await typing.acknowledged()) as Choices;
      expect(data.choices).toEqual([
        { name: 'Notice to Mariners — harbour.example, 2025-03-04', value: 'harbour/notice.md' },
      ]);
      const asked = discord.dispatchCommand('source', { document: 'harbour/notice.md' });
      const text = readable(await asked.answer());
      expect(asked.isEphemeral).toBe(true);
      expect(text).toContain('Publisher: harbour.example');
      expect(text).toContain('Date: 2025-03-04');
      expect(text).toContain('File: `harbour/notice.md`');
      expect(text).toContain('> The harbour office announced new rules on Tuesday.');
      expect(text).toContain('\n> Fishing boats may still land their catch at the western pier.');
      expect(text).not.toContain('source_url');
      expect(text).toContain(`Length: ${DOCUMENTS['harbour/notice.md']?.length} characters`);
      expect(text).toContain('page 1 of 1 · characters ');
    });

    it('offers every document before anything is typed', async () => {
      const discord = await stage.ready();
      const { data } = (await discord
        .dispatchAutocomplete('source', 'document', '')
        .acknowledged()) as Choices;
      expect(data.choices.map(({ value }) => value).sort()).toEqual([
        'expedition.txt',
        'graffiti.txt',
        'harbour/notice.md',
      ]);
    });

    it('says what to do when there is no such document', async () => {
      const discord = await stage.ready();
      const reply = await discord.dispatchCommand('source', { document: '**atlantis**' }).answer();
      expect(readable(reply)).toContain('I have no document called “**atlantis**”');
    });

    it('takes no document for a hash without its digits', async () => {
      const discord = await stage.ready();
      const reply = await discord.dispatchCommand('source', { document: 'sha256:' }).answer();
      expect(readable(reply)).toContain('I have no document called “sha256:”');
    });
  });

  describe('the pages of a document', () => {
    const name = 'almanac.txt';
    const lines = Array.from(
      { length: 60 },
      (_, n) => `On day ${n} the warden of the lock wrote that the water stood ${n} feet high.`,
    );
    const SEEN = 'The bargeman Oskar Brandt saw a white heron at the sluice.';
    const almanac = ['Almanac of the Lock', ...lines.with(30, SEEN)].join('\n\n');
    const twin = 'twin-of-almanac.txt';
    const write = async (text: string) => {
      await stage.folder.write(name, text);
      await stage.verbatim.reindex();
    };
    const numberOf = (message: SentMessage) => Number(/page (\d+) of/.exec(readable(message))?.[1]);

    beforeAll(async () => {
      await stage.folder.write(twin, almanac);
      await write(almanac);
    });
    afterAll(async () => {
      for (const each of [name, twin]) await stage.folder.remove(each);
      await stage.verbatim.reindex();
    });

    it('are turned in place, also after a restart', async () => {
      const discord = await stage.discord();
      const first = await stage.bot(discord);
      const shown = await discord.dispatchCommand('source', { document: name }).answer();
      expect(readable(shown)).toContain('On day 0 the warden');
      expect(readable(shown)).toContain('page 1 of 4');
      expect(buttonsOf(shown).map(({ label, disabled = false }) => [label, disabled])).toEqual([
        ['Previous', true],
        ['Next', false],
      ]);
      await first.close();
      await stage.bot(discord);
      const pressed = discord.dispatchButton(shown, buttonCalled('Next', shown));
      const second = await pressed.answer();
      expect(pressed.callback?.type).toBe(6);
      expect(readable(second)).toContain('page 2 of 4');
      expect(readable(second)).toContain(`File: \`${name}\``);
      const back = discord.dispatchButton(second, buttonCalled('Previous', second));
      expect(numberOf(await back.answer())).toBe(1);
    });

    it('are those of the document that was opened, also when another holds the same bytes', async () => {
      const discord = await stage.ready();
      for (const document of [name, twin]) {
        const shown = await discord.dispatchCommand('source', { document }).answer();
        const next = discord.dispatchButton(shown, buttonCalled('Next', shown));
        expect(readable(await next.answer())).toContain(`File: \`${document}\``);
      }
    });

    it('are opened at a page or at a position of a citation; what lies beyond gives the nearest', async () => {
      const discord = await stage.ready();
      const open = (values: object) =>
        discord.dispatchCommand('source', { document: name, ...values }).answer();
      expect(numberOf(await open({ page: 3 }))).toBe(3);
      expect(numberOf(await open({ page: 99 }))).toBe(4);
      const position = almanac.indexOf('On day 45');
      const at = await open({ position, page: 1 });
      expect(readable(at)).toContain('On day 45 the warden');
      expect(numberOf(await open({ position: 9_999_999 }))).toBe(4);
      expect(numberOf(await open({ position: 0 }))).toBe(1);
    });

    it('are where Earlier and Later lead from the context of a quote', async () => {
      const discord = await stage.ready();
      const press = (label: string, message: SentMessage) =>
        discord.dispatchButton(message, buttonCalled(label, message)).answer();
      const question = 'What did the bargeman Oskar Brandt see at the sluice?';
      const asked = await discord.dispatchCommand('ask', { question, source: name }).answer();
      const context = await press('Context 1', asked);
      const days = [...readable(context).matchAll(/On day (\d+)/g)].map(([, day]) => Number(day));
      expect(readable(await press('Later', context))).toContain(
        `On day ${Math.max(...days) + 1} the`,
      );
      expect(readable(await press('Earlier', context))).toContain(
        `On day ${Math.min(...days) - 1} the`,
      );
    });

    it('say kindly that the document has changed since, and that a button is of another version', async () => {
      const discord = await stage.ready();
      const shown = await discord.dispatchCommand('source', { document: name }).answer();
      await write(`${almanac}\n\nThe warden retired.`);
      const gone = await discord.dispatchButton(shown, buttonCalled('Next', shown)).answer();
      expect(gone.content).toContain('This document has changed since');
      expect(gone.embeds).toEqual([]);
      const odd = await discord.dispatchButton(shown, '1:page:nonsense:1').answer();
      expect(odd.content).toContain('older version');
    });
  });

  describe('/sources', () => {
    const documents = Array.from(
      { length: 23 },
      (_, n): DocumentInfo => ({ ...DOCUMENT, source: `${n}.txt`, title: `Title ${n}` }),
    );
    const withMany = () => {
      const { service } = stage.verbatim;
      const many = { documents: () => documents };
      return { deps: { service: Object.assign(Object.create(service), many) as typeof service } };
    };

    it('lists the documents', async () => {
      const discord = await stage.ready();
      const reply = await discord.dispatchCommand('sources').answer();
      expect(readable(reply)).toContain('3 documents');
      expect(readable(reply)).toContain('Notice to Mariners');
      expect(buttonsOf(reply)).toEqual([]);
    });

    it('turns pages in place, also after a restart', async () => {
      const discord = await stage.discord();
      const first = await stage.bot(discord, withMany());
      const listed = await discord.dispatchCommand('sources').answer();
      expect(readable(listed)).toContain('page 1 of 3');
      const next = discord.dispatchButton(listed, buttonCalled('Next', listed));
      const second = await next.answer();
      expect(next.callback?.type).toBe(6);
      expect(readable(second)).toContain('page 2 of 3');
      await first.close();
      await stage.bot(discord, withMany());
      const again = await discord.dispatchButton(second, buttonCalled('Next', second)).answer();
      expect(readable(again)).toContain('page 3 of 3');
      expect(readable(again)).toContain('Title 22');
      const back = await discord.dispatchButton(again, buttonCalled('Previous', again)).answer();
      expect(readable(back)).toContain('page 2 of 3');
    });

    it('opens at a page; a number beyond the last gives the last', async () => {
      const discord = await stage.ready(withMany());
      const open = async (page: number) =>
        readable(await discord.dispatchCommand('sources', { page }).answer());
      expect(await open(2)).toContain('page 2 of 3');
      expect(await open(77)).toContain('page 3 of 3');
    });

    it('narrows the list by title, publisher, file name or date, on every page', async () => {
      const discord = await stage.discord();
      const first = await stage.bot(discord, withMany());
      const filter = 'TITLE 1 : 2025-03';
      expect(readable(await discord.dispatchCommand('sources', { filter }).answer())).toContain(
        'No document has “TITLE 1 : 2025-03”',
      );
      const listed = await discord.dispatchCommand('sources', { filter: 'title 1 2025' }).answer();
      expect(readable(listed)).toContain('**12 documents** with “title 1 2025”');
      await first.close();
      await stage.bot(discord, withMany());
      const next = await discord.dispatchButton(listed, buttonCalled('Next', listed)).answer();
      expect(readable(next)).toContain('**12 documents** with “title 1 2025”');
      expect(readable(next)).toContain('page 2 of 2');
      for (const [filter, documents] of [
        ['HARBOUR office', '23 documents'],
        ['22.txt', '1 document'],
      ] as const) {
        const reply = await discord.dispatchCommand('sources', { filter }).answer();
        expect(readable(reply)).toContain(`**${documents}** with “${filter}”`);
      }
    });
  });
}
