import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LONGEST_PAGE } from '../../../src/answer/pages.js';
import { beginningOf, foldLine } from '../../../src/answer/plain-text.js';
import type { DocumentInfo } from '../../../src/corpus/document.js';
import { typedForId } from '../../../src/discord/custom-id.js';
import { findDocument, matching, suggestDocuments } from '../../../src/discord/documents.js';
import {
  DOCUMENTS_PER_PAGE,
  renderPage,
  renderSources,
  renderUnknownSource,
} from '../../../src/discord/rendering/documents.js';
import { anyDocument, brokenLimits, DOCUMENT, idsOf, textOf } from '../support/answers.js';
import { nastyText, shown } from '../support/markdown.js';

const document = (change: Partial<DocumentInfo>): DocumentInfo => ({ ...DOCUMENT, ...change });
const LIBRARY = [
  document({ source: 'a.txt', title: 'Tides of the Eastern Harbour' }),
  document({ source: 'b.txt', title: 'Harbour Dues', publisher: 'Customs' }),
  document({ source: 'çeşme.md', title: 'Wells', publisher: 'Água & Co' }),
];

describe('suggesting documents while somebody types', () => {
  it('finds words in titles, publishers and file names, whatever their case or accents', () => {
    const sources = (typed: string) => suggestDocuments(LIBRARY, typed).map(({ value }) => value);
    expect(sources('CUSTOMS dues')).toEqual(['b.txt']);
    expect(sources('agua')).toEqual(['çeşme.md']);
    expect(sources('cesme')).toEqual(['çeşme.md']);
    expect(sources('nothing like it')).toEqual([]);
  });

  it('finds dates, for a list by day, month or year', () => {
    const days = ['2024-05-01', '2024-06-02'].map((date) => document({ source: date, date }));
    expect(matching(days, '2024-06').map(({ source }) => source)).toEqual(['2024-06-02']);
  });

  it('puts titles that begin with what was typed first', () => {
    expect(suggestDocuments(LIBRARY, 'harbour').map(({ value }) => value)).toEqual([
      'b.txt',
      'a.txt',
      'çeşme.md',
    ]);
  });

  it('tells documents of the same title apart by their file names', () => {
    const twins = [document({ source: 'x.txt' }), document({ source: 'y.txt' })];
    const names = suggestDocuments(twins, '').map(({ name }) => name);
    expect(new Set(names).size).toBe(2);
    expect(names[0]).toContain('x.txt');
  });

  it('offers at most 25 choices of at most 100 characters, each of which is found again', () => {
    fc.assert(
      fc.property(fc.array(anyDocument, { maxLength: 40 }), nastyText(4), (some, typed) => {
        const documents = some.map((each, index) => ({
          ...each,
          source: `${index} ${each.source}`,
          sha256: index.toString(16).padStart(64, '0'),
        }));
        const choices = suggestDocuments(documents, typed);
        expect(choices.length).toBeLessThanOrEqual(25);
        for (const { name, value } of choices) {
          expect(name.length).toBeGreaterThan(0);
          expect(name.length).toBeLessThanOrEqual(100);
          expect(value.length).toBeLessThanOrEqual(100);
          expect(findDocument(documents, value)).toBeDefined();
        }
      }),
      { numRuns: 50 },
    );
  });

  it('takes a title or file name that was typed and not chosen', () => {
    expect(findDocument(LIBRARY, ' b.txt ')?.source).toBe('b.txt');
    expect(findDocument(LIBRARY, 'tides of the eastern')?.source).toBe('a.txt');
    expect(findDocument(LIBRARY, 'no such thing')).toBeUndefined();
    expect(findDocument(LIBRARY, '  ')).toBeUndefined();
  });

  it('takes a document by its hash from twelve digits on, and never by fewer', () => {
    const hashed = LIBRARY.map((each, index) => ({ ...each, sha256: `${index}`.repeat(64) }));
    expect(findDocument(hashed, `sha256:${'1'.repeat(12)}`)?.source).toBe('b.txt');
    for (const typed of ['sha256:', 'sha256:1', `sha256:${'1'.repeat(11)}`, 'sha256:zz']) {
      expect(findDocument(hashed, typed)).toBeUndefined();
    }
  });

  it('makes the text of a document comparable once, and not for every key that is typed', () => {
    let read = 0;
    const counted = Object.defineProperty(document({}), 'title', {
      get: () => {
        read += 1;
        return 'Tides of the Eastern Harbour';
      },
    });
    expect(matching([counted], 't')).toEqual([counted]);
    const atFirst = read;
    for (const typed of ['ti', 'tid', 'tide', 'harbour', 'nothing']) matching([counted], typed);
    expect(read).toBe(atFirst);
  });
});

describe('listing documents', () => {
  const many = Array.from({ length: 23 }, (_, n) =>
    document({ source: `${n}.txt`, title: `T${n}` }),
  );

  it('shows ten a page with buttons whose ids hold the page they lead to', () => {
    const middle = renderSources(many, 1);
    expect(DOCUMENTS_PER_PAGE).toBe(10);
    expect(textOf(middle)).toContain('**23 documents** · page 2 of 3');
    expect(textOf(middle)).toContain('11\\. ');
    expect(idsOf(middle)).toEqual(['1:sources:0:back', '1:sources:2:on']);
  });

  it('disables the button that leads nowhere', () => {
    const disabled = (page: number) => JSON.stringify(renderSources(many, page).components);
    expect(disabled(0)).toMatch(/"label":"Previous","custom_id":"[^"]+","disabled":true/);
    expect(disabled(2)).toMatch(/"label":"Next","custom_id":"[^"]+","disabled":true/);
  });

  it('shows the last page when documents have gone since', () => {
    expect(textOf(renderSources(many.slice(0, 5), 2))).toContain('page 1 of 1');
  });

  it('keeps a filter in its buttons, says what it is, and tells when nothing has it', () => {
    const filtered = renderSources(many, 1, 'a: b');
    expect(idsOf(filtered)).toEqual(['1:sources:0:back:a: b', '1:sources:2:on:a: b']);
    expect(textOf(filtered)).toContain('with “a: b” in their title');
    expect(textOf(renderSources([], 0, 'a *b*'))).toContain('No document has “a \\*b\\*” in its');
    expect(textOf(renderSources([], 0))).toContain('**0 documents** · page 1 of 1');
  });

  it('has room for ten long entries with links, and for a long filter', () => {
    for (let length = 20; length < 220; length += 1) {
      const url = `https://a.example/${'x'.repeat(length)}`;
      const long = document({ title: 'T'.repeat(120), source: 's'.repeat(90), url });
      const listed = renderSources(Array<DocumentInfo>(99).fill(long), 4, '*'.repeat(70));
      expect(brokenLimits(listed)).toEqual([]);
    }
  });

  it('stays within every limit for any documents and any filter', () => {
    fc.assert(
      fc.property(
        ...([fc.array(anyDocument, { maxLength: 25 }), fc.nat(3), nastyText(30)] as const),
        (documents, page, typed) => {
          expect(brokenLimits(renderSources(documents, page, typedForId(typed)))).toEqual([]);
        },
      ),
    );
  });
});

describe('showing a document', () => {
  const opened = (document: DocumentInfo, texts: readonly string[], [page, pages] = [1, 1]) =>
    renderPage({
      ...{ document, length: 12_345, page, pages, start: 20, end: 1_520 },
      paragraphs: texts.map((text) => ({ start: 20, end: 20 + text.length, text })),
    });

  it('shows its metadata and a page of its text', () => {
    const text = textOf(opened(DOCUMENT, ['A heading', 'The first line\nof it.'], [2, 4]));
    expect(text).toContain('Publisher: Harbour Office');
    expect(text).toContain('Date: 2025-03-04');
    expect(text).toMatch(/SHA-256: [0-9a-f]{16}…/);
    expect(text).toContain('Address: https://harbour.example/notices/12');
    expect(text).toContain('Length: 12345 characters');
    expect(text).toContain(
      '> A heading\n> The first line of it.\n\npage 2 of 4 · characters 20–1520',
    );
  });

  it('names what it leaves out, and nothing where that is white space', () => {
    const at = (start: number, end: number) => ({ start, end, text: 't'.repeat(end - start) });
    const page = { document: DOCUMENT, length: 900, page: 1, pages: 1, start: 0, end: 500 };
    const paragraphs = [at(0, 100), at(102, 200), at(400, 500)];
    expect(textOf(renderPage({ ...page, paragraphs }))).toContain(
      '-# Left out: characters 200–400, 500–900. Front matter, link lists',
    );
    const whole = { ...page, length: 501, paragraphs: [at(0, 250), at(252, 500)] };
    expect(textOf(renderPage(whole))).not.toContain('Left out');
  });

  it('says when the page or the position that was asked for is not there', () => {
    const paragraphs = [{ start: 20, end: 40, text: 't'.repeat(20) }];
    const page = { document: DOCUMENT, length: 60, page: 2, pages: 2, start: 20, end: 40 };
    const said = (asked: object) => textOf(renderPage({ ...page, paragraphs }, asked));
    expect(said({ page: 9 })).toContain('There is no page 9; this is the nearest');
    expect(said({ position: 41 })).toContain('Character 41 is not in what I quote');
    for (const asked of [{}, { page: 2 }, { position: 20 }, { position: 39 }])
      expect(said(asked)).not.toMatch(/nearest/);
  });

  it('says once that the publisher is unknown', () => {
    const bare = { source: 'a.txt', sha256: DOCUMENT.sha256, title: 'A' };
    expect(textOf(opened(bare, ['Text.']))).toContain('Publisher: unknown\n');
  });

  it('leads to the pages before and behind, where there are some', () => {
    const of = (page: number, pages: number) =>
      JSON.stringify(opened(DOCUMENT, ['Text.'], [page, pages]).components);
    expect(idsOf(opened(DOCUMENT, ['Text.'], [2, 3]))).toEqual([
      '1:page:0123456789abcdef.f12f0119:1',
      '1:page:0123456789abcdef.f12f0119:3',
    ]);
    expect(of(1, 3)).toMatch(/"label":"Previous","custom_id":"[^"]+","disabled":true/);
    expect(of(3, 3)).toMatch(/"label":"Next","custom_id":"[^"]+","disabled":true/);
    expect(of(2, 3)).not.toContain('disabled');
    expect(of(1, 1)).toBe('[]');
  });

  it('shows no empty quote of a document with nothing to quote', () => {
    expect(opened(DOCUMENT, []).embeds?.[0]?.description).toBe(
      '[**Notice to Mariners**](https://harbour.example/notices/12)',
    );
  });

  it('shows whole pages, whatever is in them, within every limit', () => {
    const cut = (text: string) => beginningOf(text, LONGEST_PAGE - 2);
    const any = fc.tuple(nastyText(300), fc.integer({ min: 1, max: 50 }));
    fc.assert(
      fc.property(anyDocument, any, (document, [piece, times]) => {
        const text = cut(piece.repeat(times));
        const reply = opened(document, [text], [2, 3]);
        expect(brokenLimits(reply)).toEqual([]);
        expect(brokenLimits(renderUnknownSource(text))).toEqual([]);
        expect(shown(reply.embeds?.[0]?.description ?? '')).toContain(
          foldLine(text).split(' ').at(-1),
        );
      }),
    );
    const short = Array<string>(LONGEST_PAGE / 3).fill('*');
    expect(textOf(opened(DOCUMENT, short)).match(/^> \\\*$/gm)).toHaveLength(short.length);
  });
});
