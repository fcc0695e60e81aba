import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { marksIn, type Phrase, wantedWordsIn } from '../../src/index/wanted-words.js';

const written = (phrases: readonly Phrase[] = []) => phrases.map((words) => words.join(' '));

describe('what a person types to search with', () => {
  test.each([
    ['truce winter', ['truce', 'winter'], []],
    ['truce, winter!', ['truce', 'winter'], []],
    ['"exchange of prisoners" truce', ['exchange of prisoners', 'truce'], []],
    ['“exchange of prisoners”', ['exchange of prisoners'], []],
    ['"exchange of', ['exchange of'], []],
    ['truce -winter', ['truce'], ['winter']],
    ['truce -"cold winter"', ['truce'], ['cold winter']],
    ['truce - winter', ['truce', 'winter'], []],
    ['truce--winter', ['truce', 'winter'], []],
    ['cease-fire', ['ceasefire'], []],
    ['peace/plan', ['peace', 'plan'], []],
    ['truce truces Truce', ['truce'], []],
    ['600,000 U.S. don’t', ['600000', 'us', 'dont'], []],
    ['title:pier OR NEAR(beam* ^mill)', ['title', 'pier', 'or', 'near', 'beam', 'mill'], []],
  ])('%s is read as its words', (terms, wanted, unwanted) => {
    const words = wantedWordsIn(terms);
    expect(written(words?.wanted)).toEqual(wanted);
    expect(written(words?.unwanted)).toEqual(unwanted);
  });

  test.each([[''], ['" "'], ['-winter'], ['?!'], ['🙂'], ['\u0301']])(
    '%j wants no word',
    (terms) => {
      expect(wantedWordsIn(terms)).toBeUndefined();
    },
  );
});

describe('the words that were looked for', () => {
  const marked = (text: string, terms: string) =>
    marksIn(text, wantedWordsIn(terms)?.wanted ?? []).map(({ start, end }) =>
      text.slice(start, end),
    );

  test.each([
    ['Ferries sail; a ferry’s horn.', 'ferry', ['Ferries', 'ferry']],
    ['The old pier, the pier of old.', '"old pier"', ['old pier']],
    ['The old\npier.', '"old piers"', ['old\npier']],
    ['A cease-fire is a ceasefire.', 'ceasefire', ['cease-fire', 'ceasefire']],
    ['Il Café.', 'cafe', ['Café']],
    ['old old old', '"old old"', ['old old old']],
  ])('in “%s” are found for %s', (text, terms, parts) => {
    expect(marked(text, terms)).toEqual(parts);
  });

  test('are sorted, disjoint and no empty ranges of any text', () => {
    const word = fc.constantFrom(
      'pier',
      'Piers',
      'old',
      '-',
      ' ',
      '"',
      '.',
      '\n',
      '1.5',
      'é',
      '’s',
    );
    const texts = fc.array(word).map((all) => all.join(''));
    fc.assert(
      fc.property(texts, texts, (text, terms) => {
        let last = 0;
        for (const { start, end } of marksIn(text, wantedWordsIn(terms)?.wanted ?? [])) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
