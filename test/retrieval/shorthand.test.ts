import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wordsOf } from '../../src/index/words.js';
import { expandShorthand } from '../../src/retrieval/shorthand.js';
import { CHAT, OFFICES } from '../../src/retrieval/shorthand-words.js';
import { STOP_WORDS } from '../../src/retrieval/stop-words.js';

const nothing = () => false;
const expand = (text: string, isKnown: (word: string) => boolean = nothing) =>
  expandShorthand(wordsOf(text), isKnown)
    .map(({ word }) => word)
    .join(' ');

describe('shorthand', () => {
  test.each([
    ['what do ppl want 2day', 'what do people want today'],
    ['did potus call the uk pm', 'did president of the united states call the uk prime minister'],
    ['the govt w8s 4 its mtg', 'the government w8s 4 its meeting'],
    ['sec of state vs sec def', 'secretary of state versus secretary of defense'],
    ['b4 2morrow', 'before tomorrow'],
    ['the sec general, tl;dr', 'the secretary general summary'],
    ['a 12pt list for 800k ppl', 'a 12 point list for 800000 people'],
    ['over 1.5bn or 300mn', 'over 1.5 billion or 300 million'],
  ])('becomes what it stands for: %s', (written, plain) => {
    expect(expand(written)).toBe(plain);
  });

  test.each([
    ['whats that', 'what is that'],
    ['they didnt, we shouldnt', 'they did not we should not'],
    ['theyre here and youll see', 'they are here and you will see'],
    ['cant, wont, aint', 'can not will not is not'],
  ])('takes contractions apart: %s', (written, plain) => {
    expect(expand(written)).toBe(plain);
  });

  test('leaves words alone that only look contracted', () => {
    const text = 'well were ill hell shell wed its lets news hers cats';
    expect(expand(text)).toBe(text);
  });

  test('leaves a word alone that the corpus holds', () => {
    expect(expand('the mil budget, in mins', (word) => word === 'mil')).toBe(
      'the mil budget in minutes',
    );
    expect(expand('didnt 28pt', () => true)).toBe('didnt 28pt');
  });

  test('leaves a word alone that is short for several things, except straight behind a number', () => {
    expect(expand('how many min did the sec wait')).toBe('how many min did the sec wait');
    expect(expand('a 5min wait')).toBe('a 5 minutes wait');
  });

  test('stands for no word that says nothing anyhow', () => {
    const shorts = [CHAT, OFFICES].flatMap((each) => each.split(',').map((s) => s.split(':')[0]));
    expect(shorts.filter((short = '') => STOP_WORDS.has(short.trim()))).toEqual([]);
  });

  test('says an office beside its letters when the corpus holds those', () => {
    expect(expand('who is the pm', (word) => word === 'pm')).toBe('who is the pm prime minister');
  });

  test('takes pm behind a number for a time', () => {
    expect(expand('at 3 pm or 6:30pm')).not.toContain('minister');
    expect(expand('at 3 PM', (word) => word === 'pm')).toBe('at 3 pm');
  });

  test('stands where the shorthand stood', () => {
    const text = 'Did SecDef or sec def go?';
    const places = expandShorthand(wordsOf(text), nothing)
      .filter(({ word }) => word === 'defense')
      .map(({ start, end }) => text.slice(start, end));
    expect(places).toEqual(['SecDef', 'sec def']);
  });

  test('is listed once, under a form that a text can have, and stands for other words', () => {
    for (const listing of [CHAT, OFFICES]) {
      const entries = listing.split(',').map((entry) => entry.trim().split(': '));
      const shorts = entries.map(([short = '']) => short);
      expect(new Set(shorts).size).toBe(shorts.length);
      for (const [short = '', plain = ''] of entries) {
        expect(
          wordsOf(short)
            .map(({ word }) => word)
            .join(' '),
        ).toBe(short);
        expect(
          wordsOf(plain)
            .map(({ word }) => word)
            .join(' '),
        ).toBe(plain);
        expect(expand(short)).toBe(plain);
      }
    }
  });

  test('never loses a word that is none', () => {
    const plain = fc.stringMatching(/^[aeiou]{4,8}$/);
    fc.assert(
      fc.property(fc.array(plain), (words) => {
        expect(expand(words.join(' '))).toBe(words.join(' '));
      }),
    );
  });
});
