import { describe, expect, it } from 'vitest';
import { bidiClosing } from '../../../src/answer/bidi.js';
import { suggestDocuments } from '../../../src/discord/documents.js';
import { renderAnswer } from '../../../src/discord/rendering/answer.js';
import { renderContext } from '../../../src/discord/rendering/context.js';
import { renderPage, renderSources } from '../../../src/discord/rendering/documents.js';
import { renderFurther } from '../../../src/discord/rendering/further.js';
import { renderQuotations } from '../../../src/discord/rendering/quotations.js';
import type { Reply } from '../../../src/discord/rendering/reply.js';
import { renderFound } from '../../../src/discord/rendering/search.js';
import { answer, citation, DOCUMENT, textOf } from '../support/answers.js';

const ANY = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const turned = (text: string) => `\u202e${text}\u2067\u200f`;
const document = {
  ...DOCUMENT,
  title: turned('Notice'),
  publisher: turned('Office'),
  source: `${turned('notice')}.md`,
  authors: [turned('Holm')],
};
const text = `The ferry ${turned('is late')}`;
const quote = { start: 0, end: text.length, text };
const passage = quote;
const place = { document, passage, quotes: [quote] };
const page = { document, length: 90, page: 1, pages: 2, start: 0, end: 90, paragraphs: [quote] };
const found = { total: 1, capped: false, partial: false };
const changes = (['same', 'only-asked', 'only-document'] as const).map((kind) => ({ kind, text }));

const QUOTING: readonly (readonly [string, () => Reply])[] = [
  ['an answer', () => renderAnswer(answer({ citations: [citation({ document, quote })] }))],
  ['a context', () => renderContext({ document, before: [quote], passage, after: [quote] })],
  ['a page', () => renderPage(page)],
  ['further passages', () => renderFurther([{ document, passage }])],
  [
    'what was found',
    () => renderFound({ ...found, hits: [{ document, passage, matches: [] }] }, 0, turned('ferry')),
  ],
  [
    'an exact quotation',
    () =>
      renderQuotations({
        checked: [{ kind: 'exact', asked: text, places: [place], more: 0 }],
        left: 0,
      }),
  ],
  [
    'a near quotation',
    () =>
      renderQuotations({
        checked: [{ kind: 'near', asked: text, place, changes, likeness: 0.8 }],
        left: 0,
      }),
  ],
];

describe('the controls of the order of writing', () => {
  it.each(QUOTING)('stay in the quote and end with it in %s', (_, render) => {
    const shown = textOf(render());
    expect(shown).toContain(text);
    expect(bidiClosing(shown)).toBe('');
    expect(shown.replaceAll(text, '').replace(/[\u2069\u202c]+/g, '')).not.toMatch(ANY);
  });

  it('are in no title, publisher, file or filter', () => {
    expect(textOf(renderSources([document], 0, turned('a')))).not.toMatch(ANY);
    expect(suggestDocuments([document], 'notice')[0]?.name).not.toMatch(ANY);
    const asked = answer({ question: turned('When?'), resolved: turned('When is it?') });
    expect(textOf(renderAnswer(asked))).not.toMatch(ANY);
  });
});
