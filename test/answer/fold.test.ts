import { describe, expect, test } from 'vitest';
import { foldSameWording, sameWording, wordingOf } from '../../src/answer/fold.js';

const place = (text: string) => ({ source: text, start: 0, end: text.length });
const fold = (...texts: string[]) =>
  foldSameWording(texts, (text) => wordingOf(text.split(' ')), place).map(({ item, alsoIn }) => [
    item,
    ...alsoIn.map(({ source }) => source),
  ]);

const CLOSED = 'the eastern pier is closed until the end of may';

describe('folding', () => {
  test('sets the same wording in another place beside the first', () => {
    expect(fold(CLOSED, 'the ferry leaves at noon', CLOSED)).toEqual([
      [CLOSED, CLOSED],
      ['the ferry leaves at noon'],
    ]);
  });

  test('takes a sentence that is longer by a few words for the same', () => {
    const longer = `${CLOSED} says the office`;
    expect(fold(longer, CLOSED)).toEqual([[longer, CLOSED]]);
    expect(fold(CLOSED, longer)).toEqual([[CLOSED, longer]]);
  });

  test('leaves apart what says the same in other words', () => {
    const other = 'nobody may use the pier in the east before june';
    expect(fold(CLOSED, other)).toEqual([[CLOSED], [other]]);
  });

  test('leaves apart sentences of the same words in another order', () => {
    const other = 'the end of the eastern pier until may is closed';
    expect(fold(CLOSED, other)).toEqual([[CLOSED], [other]]);
  });

  test.each([
    ['a figure', '12 sailors', '15 sailors'],
    ['a number in words', 'two sailors', 'three sailors'],
    ['a denial', 'sailors', 'not sailors'],
    ['who denies it', 'sailors', 'contrary to denials sailors'],
    ['a verb that denies', 'sailors as it confirms', 'sailors as it confirms or disputes'],
    ['what is ruled out', 'sailors', 'it ruled out that sailors'],
    ['a day', 'sailors on monday', 'sailors on tuesday'],
    ['a name', 'maran', 'orlova'],
  ])('leaves apart long sentences that differ only in %s', (_, here, there) => {
    const about = (what: string) =>
      `the coast guard of the northern island said late in the evening that ${what} had been brought ashore by the ferry after the storm had passed over the harbour`;
    expect(fold(about(here), about(there))).toEqual([[about(here)], [about(there)]]);
    expect(fold(about(here), about(here))).toHaveLength(1);
  });

  test('never folds a short text, which agrees with others by chance', () => {
    expect(fold('the pier is closed', 'the pier is closed')).toEqual([
      ['the pier is closed'],
      ['the pier is closed'],
    ]);
  });

  test('folds into the first of several that are alike, and keeps the order of the rest', () => {
    const texts = [CLOSED, 'a b c d e f', CLOSED, 'g h i j k l', 'a b c d e f'];
    expect(fold(...texts)).toEqual([
      [CLOSED, CLOSED],
      ['a b c d e f', 'a b c d e f'],
      ['g h i j k l'],
    ]);
  });

  test('ends with the wordings that are wanted, however often each is repeated', () => {
    const looked: string[] = [];
    const copies = [...Array.from({ length: 30 }, () => CLOSED), 'a b c d e f', CLOSED];
    function* all() {
      for (const text of [...copies, 'g h i j k l', CLOSED]) {
        looked.push(text);
        yield text;
      }
    }
    const folded = foldSameWording(all(), (text) => wordingOf(text.split(' ')), place, 2);
    expect(folded.map(({ alsoIn }) => alsoIn.length)).toEqual([30, 0]);
    expect(looked).toHaveLength(copies.length + 1);
  });

  test('compares either way round alike', () => {
    const [a, b] = [wordingOf(CLOSED.split(' ')), wordingOf(`${CLOSED} today`.split(' '))];
    expect(sameWording(a, b)).toBe(sameWording(b, a));
    expect(sameWording(wordingOf([]), wordingOf([]))).toBe(false);
  });
});
