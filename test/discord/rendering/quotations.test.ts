import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WordChange } from '../../../src/answer/quotation-check.js';
import type { Checked } from '../../../src/discord/quotations.js';
import { difference, differenceLength } from '../../../src/discord/rendering/difference.js';
import { renderQuotations } from '../../../src/discord/rendering/quotations.js';
import { anyDocument, brokenLimits, DOCUMENT, idsOf, textOf } from '../support/answers.js';
import { hasLoneSurrogate, nastyText, shown } from '../support/markdown.js';

const change = (kind: WordChange['kind'], text: string): WordChange => ({ kind, text });
const CHANGES = [
  change('same', 'The pier is '),
  change('only-asked', 'open '),
  change('only-document', 'closed '),
  change('same', 'until May.'),
];

/** Marks without their contents; what is escaped is content. */
const marksIn = (markdown: string) =>
  markdown.replace(/\\[\s\S]/g, '').match(/\*\*|~~|\*|~/g) ?? [];

const anyChanges = fc
  .array(fc.tuple(nastyText(40), nastyText(40), nastyText(10)), { minLength: 1, maxLength: 8 })
  .map((runs) =>
    runs.flatMap(([same, asked, document]) => [
      change('same', `a${same} `),
      change('only-asked', `b${asked} `),
      change('only-document', `c${document}`),
    ]),
  );

describe('the difference between a quotation and a document', () => {
  it('strikes through what only the quotation has, and has what only the document has in bold', () => {
    expect(difference(CHANGES, 1_000)).toBe('The pier is ~~open~~ **closed** until May.');
    expect(differenceLength(CHANGES)).toBe(difference(CHANGES, 1_000).length);
  });

  it('is inert', () => {
    const nasty = [change('same', '[a](http://b.c) '), change('only-document', '~~@everyone~~')];
    expect(difference(nasty, 1_000)).toBe('\\[a\\](http\\://b.c) **\\~\\~\\@everyone\\~\\~**');
  });

  it('is cut with a sign and with no mark left open', () => {
    expect(difference(CHANGES, 30)).toBe('The pier is ~~open~~ …');
    expect(difference(CHANGES, 35)).toBe('The pier is ~~open~~ **closed** …');
    expect(difference(CHANGES, 0)).toBe('');
  });

  it('keeps to any limit, and its marks come in pairs', () => {
    fc.assert(
      fc.property(anyChanges, fc.nat(400), (changes, limit) => {
        const text = difference(changes, limit);
        expect(text.length).toBeLessThanOrEqual(limit);
        expect(hasLoneSurrogate(text)).toBe(false);
        const marks = marksIn(text);
        expect(marks.length % 2).toBe(0);
        for (let i = 0; i < marks.length; i += 2) expect(marks[i]).toBe(marks[i + 1]);
        const isWhole = shown(text) === shown(difference(changes, 100_000));
        expect(text.endsWith('…') || /…(?:\*\*|~~)$/.test(text)).toBe(!isWhole && limit > 0);
      }),
    );
  });
});

describe('checked quotations', () => {
  const text = 'The eastern pier is closed\nuntil May.';
  const place = (source = DOCUMENT.source) => ({
    document: { ...DOCUMENT, source },
    passage: { start: 100, end: 300 },
    quotes: [{ start: 120, end: 120 + text.length, text }],
  });
  const exact: Checked = { kind: 'exact', asked: text, places: [place()], more: 0 };
  const near: Checked = {
    ...{ kind: 'near', asked: text, place: place() },
    ...{ changes: CHANGES, likeness: 0.8 },
  };
  const absent: Checked = { kind: 'absent', asked: 'Nobody *said* this.' };

  it('are shown in the words of the document, with where they stand and a way to the context', () => {
    const reply = renderQuotations({ checked: [exact], left: 0 });
    expect(reply.content).toBe('');
    expect(textOf(reply)).toContain('**Word for word** in the documents');
    expect(textOf(reply)).toContain('> The eastern pier is closed until May.\n-# [Notice');
    expect(textOf(reply)).toContain('`harbour/notice.md` · characters 120–157');
    expect(idsOf(reply)).toEqual(['1:context:1:0123456789abcdef.f12f0119:100:300']);
  });

  it('name other places, and count those that are not named', () => {
    const places = [place(), place('b.txt'), place('c.txt')];
    const more = textOf(renderQuotations({ checked: [{ ...exact, places, more: 4 }], left: 0 }));
    expect(more).toContain('also in `b.txt` (characters 120–157), `c.txt` (characters 120–157)');
    expect(more).toContain(') and 4 more');
  });

  it('are counted by what became of them, and those that were left are, too', () => {
    const reply = renderQuotations({ checked: [exact, near, absent], left: 2 });
    expect(reply.content).toBe(
      '**3 quotations** looked up: 1 word for word, 1 nearly, 1 not found. 2 more not looked up: I take 3 at a time.',
    );
    expect(textOf(reply)).toContain('3\\. **Not found**');
    expect(textOf(reply)).toContain('> Nobody \\*said\\* this.');
    expect(idsOf(reply)).toHaveLength(2);
  });

  it('have one legend for all differences', () => {
    const text = textOf(renderQuotations({ checked: [near, near], left: 0 }));
    expect(text.match(/only in the quotation/g)).toHaveLength(1);
    expect(text.match(/> The pier is ~~open~~ \*\*closed\*\* until May\./g)).toHaveLength(2);
    expect(textOf(renderQuotations({ checked: [exact], left: 0 }))).not.toContain('only in the');
  });

  it('have their parts shown apart', () => {
    const [first] = place().quotes;
    const parted = { ...place(), quotes: [first, { start: 400, end: 404, text: 'Ends' }] };
    const places = [parted] as Extract<Checked, { kind: 'exact' }>['places'];
    const reply = textOf(renderQuotations({ checked: [{ ...exact, places }], left: 0 }));
    expect(reply).toContain('until May. \\[…\\] Ends\n');
    expect(reply).toContain('characters 120–404');
  });

  it('stay within every limit for any documents and words', () => {
    const any = fc.tuple(anyDocument, nastyText(200), anyChanges, fc.nat(3));
    fc.assert(
      fc.property(fc.array(any, { minLength: 1, maxLength: 10 }), (list) => {
        const checked = list.map(([document, asked, changes, kind]): Checked => {
          const quotes = [{ start: 0, end: asked.length, text: asked }];
          const at = { document, passage: { start: 1_000_000, end: 9_000_000 }, quotes };
          if (kind === 0) return { kind: 'absent', asked };
          if (kind === 1) return { kind: 'near', asked, place: at, changes, likeness: 0.7 };
          return { kind: 'exact', asked, places: [at, at, at], more: 61 };
        });
        const reply = renderQuotations({ checked, left: 20 });
        expect(brokenLimits(reply)).toEqual([]);
        expect(hasLoneSurrogate(textOf(reply))).toBe(false);
      }),
    );
  });
});
