import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeText } from '../../../src/discord/rendering/escape.js';
import { blockQuote } from '../../../src/discord/rendering/text.js';
import { activeIn, nastyText, shown } from '../support/markdown.js';

describe('escaping text for Discord', () => {
  it.each([
    ['a masked link', '[click](https://example.org)'],
    ['a heading', '# Big'],
    ['small print', '-# small'],
    ['a quote', '> said'],
    ['a quote to the end', '>>> said'],
    ['a bullet', '- one'],
    ['a bullet below a line', 'list:\n  - one'],
    ['a bullet behind white space of another kind', '\u000b- item'],
    ['a number', '1. one'],
    ['a number behind white space of another kind', '\u00a01. item'],
    ['a spoiler', '||secret||'],
    ['emphasis', '*a* **b** _c_ __d__ ~~e~~'],
    ['code', '`a` ```b```'],
    ['a mention of everyone', '@everyone and @here'],
    ['a mention of a member', '<@123456789012345678>'],
    ['a mention of a role', '<@&123456789012345678>'],
    ['a channel', '<#123456789012345678>'],
    ['a command', '</ask:123456789012345678>'],
    ['a timestamp', '<t:1700000000:R>'],
    ['an emoji of a server', '<a:party:123456789012345678>'],
    ['an emoji by name', ':tada:'],
    ['an address', 'see https://example.org/a_b?c=d'],
  ])('makes %s inert and shows the same characters', (_what, text) => {
    expect(activeIn(text), 'it would act unescaped').not.toEqual([]);
    expect(activeIn(escapeText(text))).toEqual([]);
    expect(shown(escapeText(text))).toBe(text);
  });

  it('shows a backslash that stands in the text, also before markup', () => {
    expect(escapeText('\\*not\\*')).toBe('\\\\\\*not\\\\\\*');
    expect(shown(escapeText('a\\b \\*not\\*'))).toBe('a\\b \\*not\\*');
  });

  it('leaves plain prose as it is', () => {
    const prose = 'It rose by 3.5 % (see p. 12) – “twice” as much, e.g. in Lviv; why? 50-50!';
    expect(escapeText(prose)).toBe(prose);
  });

  it('shows the reader exactly the characters of any text', () => {
    fc.assert(
      fc.property(nastyText(), (text) => {
        expect(shown(escapeText(text))).toBe(text);
      }),
    );
  });

  it('leaves nothing active in any text, also inside a block quote', () => {
    fc.assert(
      fc.property(nastyText(), (text) => {
        expect(activeIn(escapeText(text))).toEqual([]);
        const lines = blockQuote(escapeText(text)).split('\n');
        expect(lines.flatMap((line) => activeIn(line.slice(2)))).toEqual([]);
      }),
    );
  });
});
