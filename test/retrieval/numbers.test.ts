import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wordsOf } from '../../src/index/words.js';
import { numbersIn } from '../../src/retrieval/numbers.js';

const numbers = (text: string) =>
  numbersIn(wordsOf(text)).map(({ concept }) => Number(concept.replace('number:', '')));

describe('the numbers of a text', () => {
  test.each([
    ['a twenty-eight point plan', [28]],
    ['a 28-point plan', [28]],
    ['800k, 800,000, eight hundred thousand', [800_000, 800_000, 800_000]],
    ['$300bn is $300 billion', [3e11, 3e11]],
    ['1.1 million', [1_100_000]],
    ['two million three hundred thousand and fifty', [2_300_000, 50]],
    ['$300 billion, 600,000 men', [3e11, 600_000]],
    ['$300 billion, $400 billion', [3e11, 4e11]],
    ['three hundred forty-two', [342]],
    ['five, six or ten', [5, 6, 10]],
    ['two million, three million', [2e6, 3e6]],
    ['20 8, twenty five', [20, 8, 25]],
    ['9 hundred', [900]],
  ])('are the same in digits and in words: %s', (text, expected) => {
    expect(numbers(text)).toEqual(expected);
  });

  test('are none where "one" is a pronoun and "zero" a figure of speech', () => {
    expect(numbers('one of them had zero patience')).toEqual([]);
    expect(numbers('1 or 0')).toEqual([1, 0]);
  });

  test('count less when they are small, because small ones are everywhere', () => {
    const [small, large] = numbersIn(wordsOf('three and 750'));
    expect(small?.weight).toBeLessThan(large?.weight as number);
  });

  test('are read from digits as they are, wherever they stand', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat({ max: 5 }), (value, words) => {
        const text = `${'word '.repeat(words)}${value} words`;
        expect(numbersIn(wordsOf(text))).toMatchObject([
          { concept: `number:${value}`, from: words, to: words + 1 },
        ]);
      }),
    );
  });
});
