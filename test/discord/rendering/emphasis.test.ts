import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldLine } from '../../../src/answer/plain-text.js';
import { emphasised, emphasisedLength } from '../../../src/discord/rendering/emphasis.js';
import { anySpans } from '../support/answers.js';
import { activeIn, boldParts, hasLoneSurrogate, nastyText, shown } from '../support/markdown.js';

const quoteOf = (text: string, start = 1_000) => ({ start, end: start + text.length, text });

/** Where `words` stand in the quote. */
const spansOf = (quote: { start: number; text: string }, ...words: string[]) =>
  words.map((word) => {
    const start = quote.start + quote.text.indexOf(word);
    return { start, end: start + word.length };
  });

describe('the words that answer', () => {
  it('are in bold', () => {
    const quote = quoteOf('The eastern pier is closed until the end of May.');
    expect(emphasised(quote, spansOf(quote, 'eastern pier', 'the end of May'), 200)).toBe(
      'The **eastern pier** is closed until **the end of May**.',
    );
  });

  it('stay so when lines are joined, also where the line ends within them', () => {
    const quote = quoteOf('\n The  eastern\r\n\tpier is   closed. ');
    expect(emphasised(quote, spansOf(quote, 'eastern\r\n\tpier ', 'closed'), 200)).toBe(
      'The **eastern pier** is **closed**.',
    );
  });

  it('stay so beside what a document wrote in asterisks, which is shown as it is', () => {
    const quote = quoteOf('It was *very* **red** lacquer_.');
    const sent = emphasised(quote, spansOf(quote, '*very*', '**red** lacquer'), 200);
    expect(sent).toBe('It was **\\*very\\*** **\\*\\*red\\*\\* lacquer**\\_.');
  });

  it('become one where they touch', () => {
    const quote = quoteOf('forty crowns');
    expect(emphasised(quote, spansOf(quote, 'forty ', 'crowns'), 200)).toBe('**forty** **crowns**');
    expect(emphasised(quote, spansOf(quote, 'for', 'ty'), 200)).toBe('**forty** crowns');
  });

  it('are in bold up to a cut and no further', () => {
    const quote = quoteOf(`The pier and ${'the very long jetty '.repeat(20)}are closed.`);
    const spans = [{ start: quote.start + 4, end: quote.end - 8 }];
    const sent = emphasised(quote, spans, 60);
    expect(sent).toMatch(/^The \*\*pier and the very .*\S\*\* …$/);
    expect(sent.length).toBeLessThanOrEqual(60);
  });

  it('are left out behind a cut', () => {
    const quote = quoteOf('The pier is closed for now. Boats may still land elsewhere, they say.');
    expect(emphasised(quote, spansOf(quote, 'elsewhere'), 40)).toBe(
      'The pier is closed for now. …',
    );
  });

  const anyQuoted = fc
    .tuple(nastyText(), fc.integer({ min: 1, max: 8 }), fc.nat(600))
    .map(([text, times, limit]) => ({ quote: quoteOf(text.repeat(times)), limit }))
    .chain(({ quote, limit }) => anySpans(quote).map((spans) => ({ quote, spans, limit })));

  it('never take a quote over its limit, unbalance their marks or change what is read', () => {
    fc.assert(
      fc.property(anyQuoted, ({ quote, spans, limit }) => {
        const sent = emphasised(quote, spans, limit);
        expect(sent.length).toBeLessThanOrEqual(limit);
        expect(hasLoneSurrogate(sent)).toBe(false);
        const split = boldParts(sent);
        expect(split.length % 2).toBe(1);
        const bold = split.filter((_, index) => index % 2 === 1);
        for (const part of bold) expect(part).toBe(part.trim());
        expect(bold).not.toContain('');
        const plain = split.join('');
        expect(activeIn(plain)).toEqual([]);
        const whole = foldLine(quote.text);
        // Behind the quote stands what closes the controls that it leaves open.
        const read = shown(plain).replace(/[\u2069\u202c]+$/, '');
        expect(whole.startsWith(read.replace(/ ?…$/, ''))).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('are exactly the words that were said to be, where nothing is cut', () => {
    fc.assert(
      fc.property(anyQuoted, ({ quote, spans }) => {
        const split = boldParts(emphasised(quote, spans, 1_000_000));
        const bold = split.filter((_, index) => index % 2 === 1).map(shown);
        const bare = (text: string) => text.replace(/\s+/g, '');
        const wanted = spans.map(({ start, end }) =>
          bare(quote.text.slice(start - quote.start, end - quote.start)),
        );
        if (wanted.some((text) => hasLoneSurrogate(text))) return;
        expect(bold.map(bare).join('')).toBe(wanted.join(''));
      }),
    );
  });

  it('are counted in the length that a quote takes', () => {
    fc.assert(
      fc.property(anyQuoted, ({ quote, spans }) => {
        const whole = emphasised(quote, spans, 1_000_000);
        expect(emphasisedLength(quote, spans, 1_000_000)).toBe(whole.length);
      }),
    );
  });
});
