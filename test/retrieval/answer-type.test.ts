import { describe, expect, test } from 'vitest';
import { wordsOf } from '../../src/index/words.js';
import type { AnalysedSentence } from '../../src/retrieval/analysis.js';
import { type AnswerType, answerTypeOf, holdsType } from '../../src/retrieval/answer-type.js';
import { queryOf, termOf, vocabulary } from './made-up.js';

const typeOf = (question: string) => answerTypeOf(wordsOf(question).map(({ word }) => word));

describe('what a question asks for', () => {
  test.each<[AnswerType, string[]]>([
    [
      'number',
      [
        'How many lorries fit on it?',
        'how much is a ticket',
        'how long does it take',
        'How old is it',
      ],
    ],
    [
      'date',
      ['When does it leave?', 'what day is the market', 'which date is the fair', 'how soon?'],
    ],
    ['person', ['Who built it?', 'whose oven is it', 'name the captain', 'whos the mayor']],
    ['speech', ['What did she say?', 'any statement on the pier', 'what was told to the skippers']],
    ['any', ['Why is the pier shut?', 'how does it work', 'where is the mill', '']],
  ])('is %s', (type, questions) => {
    expect(questions.map(typeOf)).toEqual(questions.map(() => type));
  });

  test('is the number where "how many" stands beside "who" or "say"', () => {
    expect(typeOf('how many people who live there said no')).toBe('number');
  });

  test('is no number for "how" alone, nor when its "many" stands elsewhere', () => {
    expect(typeOf('how do the many skippers moor')).toBe('any');
  });
});

/** As `analysisOf` would take it apart, as far as the type looks at it. */
function sentence(text: string): AnalysedSentence {
  const entry = vocabulary();
  const words = wordsOf(text).map((word) => ({ ...word, entry: entry(word.word) }));
  return { text, words } as unknown as AnalysedSentence;
}
const holds = (answerType: AnswerType, text: string, ...terms: string[]) =>
  holdsType(
    queryOf(
      terms.map((word) => termOf(word)),
      { answerType },
    ),
    sentence(text),
  );

describe('a sentence', () => {
  test('holds a person when it names somebody whom the question does not', () => {
    expect(holds('person', 'It was built by Tomas Kieran.', 'built')).toBe(true);
    expect(holds('person', 'It was built long ago.', 'built')).toBe(false);
    expect(holds('person', 'We asked Kieran about it.', 'kieran')).toBe(false);
  });

  test('holds no person because its first word has a capital', () => {
    expect(holds('person', 'Nobody was hurt.', 'hurt')).toBe(false);
  });

  test.each(['on 4 March', 'in 1911', 'on Thursday', 'a week later', 'by the end of Sept.'])(
    'holds a date when it says "%s"',
    (when) => {
      expect(holds('date', `It was shut ${when}.`)).toBe(true);
    },
  );

  test.each(['40,000 crowns', 'four crowns', 'dozens of them', 'half of it', '9 percent'])(
    'holds a number when it says "%s"',
    (amount) => {
      expect(holds('number', `They want ${amount}.`)).toBe(true);
    },
  );

  test.each(['“It is shut.”', 'She said it is shut.', 'It is shut, according to the office.'])(
    'holds speech when it reads "%s"',
    (text) => {
      expect(holds('speech', text)).toBe(true);
    },
  );

  test('holds nothing of the kind otherwise', () => {
    for (const type of ['date', 'number', 'speech'] as const) {
      expect(holds(type, 'The bakery sells rye bread.')).toBe(false);
    }
  });

  test('holds no kind in particular when none is asked for', () => {
    expect(holds('any', 'On 4 March 1911 Tomas Kieran said: “Four.”')).toBe(false);
  });
});
