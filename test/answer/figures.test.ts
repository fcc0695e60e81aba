import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agree, isLike } from '../../src/answer/figure-agreement.js';
import { figuresIn } from '../../src/answer/figures.js';

const shown = (sentence: string) =>
  figuresIn(sentence).map(({ kind, value, unit }) => [kind, value, unit.join(' ')]);

describe('the figures of a sentence', () => {
  test.each([
    ['The fleet has 800,000 sailors.', ['count', 800_000, 'sailors']],
    ['The fleet has 800 000 sailors.', ['count', 800_000, 'sailors']],
    ['The fleet has 800\u202f000 sailors.', ['count', 800_000, 'sailors']],
    ['The fleet has 800k sailors.', ['count', 800_000, 'sailors']],
    ['The fleet has 0.8 million sailors.', ['count', 800_000, 'sailors']],
    ['It is a 12-point list.', ['count', 12, 'point list']],
    ['It lists twelve points.', ['count', 12, 'points']],
    ['They hold $300 billion in bonds.', ['amount', 3e11, 'bonds']],
    ['They hold US$40.', ['amount', 40, '']],
    ['The fee is 4.5% now.', ['share', 4.5, 'now']],
    ['The fee is 12 per cent of income.', ['share', 12, 'income']],
    ['The ferry sails on Thursday.', ['weekday', 4, '']],
    ['The ferry sails on 27 November.', ['day', 1127, '']],
    ['The ferry sails on Nov. 27, at noon.', ['day', 1127, '']],
    ['The ferry sails on November 27th.', ['day', 1127, '']],
  ])('are read as they are meant: %s', (sentence, figure) => {
    expect(shown(sentence)).toEqual([figure]);
  });

  test.each([
    'The war began in 2014.',
    'The 3rd ferry is late.',
    'Doors open at 9:25 each day.',
    'The team won 3-2 there.',
    'Between 5 and 10 ferries sail.',
    'Some 5–10 ferries sail.',
    'See Article 12 of the code.',
    'Pier No. 5 is closed.',
    'Version 1.2.3 is out.',
  ])('are none where a number says something else: %s', (sentence) => {
    const counted = figuresIn(sentence).filter(({ unit }) => unit.length > 0);
    expect(counted).toEqual([]);
  });

  test.each([
    ['at least 40 boats', 'at least 40', 'least'],
    ['up to 40 boats', 'up to 40', 'most'],
    ['about 40 boats', 'about 40', 'about'],
    ['40 boats', '40', 'exact'],
  ])('keep the words that limit them: %s', (phrase, text, bound) => {
    expect(figuresIn(`The harbour holds ${phrase}.`)).toMatchObject([{ text, bound }]);
  });

  test('are slices of the sentence, in order and apart, whatever it holds', () => {
    const part = fc.constantFrom(
      '12',
      ' 800,000 ',
      '$',
      '%',
      'about ',
      ' May ',
      '3',
      'Monday',
      ' to ',
      'million',
      '-',
      '.',
      ' boats',
      '\u00a0',
      '🙂',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 20 }), (parts) => {
        const sentence = parts.join('');
        let last = 0;
        for (const { start, end, text } of figuresIn(sentence)) {
          expect(sentence.slice(start, end)).toBe(text);
          expect(start).toBeGreaterThanOrEqual(last);
          last = end;
        }
      }),
    );
  });

  test('are found in a moment in what has no end', () => {
    const start = performance.now();
    for (const unit of ['7', '7 ', '777 ', '1,', '$', 'a', '-', '7 to ', 'about ']) {
      figuresIn(unit.repeat(200_000));
    }
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});

describe('two figures', () => {
  const [a, b] = [0, 1];
  const pair = (left: string, right: string) => {
    const figures = [left, right].map((phrase) => figuresIn(`They have ${phrase}.`)[0]);
    if (figures[a] === undefined || figures[b] === undefined) throw new Error('no figure');
    return [figures[a], figures[b]] as const;
  };

  test.each([
    ['800,000 sailors', '800k sailors'],
    ['0.8 million sailors', '800 000 sailors'],
    ['at least 40 boats', '52 boats'],
    ['up to 40 boats', '30 boats'],
    ['about 40 boats', '42 boats'],
    ['$300 billion in bonds', '$299.8 billion in bonds'],
  ])('agree: %s and %s', (left, right) => {
    const figures = pair(left, right);
    expect(isLike(...figures)).toBe(true);
    expect(agree(...figures)).toBe(true);
    expect(agree(figures[1], figures[0])).toBe(true);
  });

  test.each([
    ['800,000 sailors', '600,000 sailors'],
    ['12 wounded sailors', '15 sailors'],
    ['at least 40 boats', '30 boats'],
    ['$300 billion in bonds', '$200 billion in frozen bonds'],
    ['a 12-point list', 'a 19-point list'],
  ])('differ: %s and %s', (left, right) => {
    const figures = pair(left, right);
    expect(isLike(...figures)).toBe(true);
    expect(agree(...figures)).toBe(false);
  });

  test.each([
    ['12 sailors', '15 ferries'],
    ['12 sailors', '$15'],
    ['12 percent', '15 sailors'],
    ['$12', '€15'],
    ['12 sailors who died', '15 skippers who died'],
    ['$12 million in bonds', '$15 million in fees'],
  ])('are of different things: %s and %s', (left, right) => {
    expect(isLike(...pair(left, right))).toBe(false);
  });
});
