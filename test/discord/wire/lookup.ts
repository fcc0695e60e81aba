import { describe, expect, it } from 'vitest';
import type { DocumentInfo } from '../../../src/corpus/document.js';
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
  });
}
