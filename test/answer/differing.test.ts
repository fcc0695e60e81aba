import { describe, expect, test } from 'vitest';
import { differingFigures } from '../../src/answer/differing.js';
import type { AnswerType } from '../../src/retrieval/answer-type.js';
import { asking, statement } from './statements.js';

/** Groups of `text [place]`, the places counted from 1. */
function differing(question: string, type: AnswerType, ...sentences: string[]) {
  const groups = differingFigures(asking(question, type), sentences.map(statement));
  return groups.map((group) => group.map((one) => `${one.figure.text} [${one.statement + 1}]`));
}

const CREW = 'How many sailors are on the ferry?';
const LIMIT = 'what is the passenger limit of the ferry';
const OPENS = 'When does the pier open?';

describe('figures that differ', () => {
  test('stand side by side, with those that agree with one of them', () => {
    expect(
      differing(
        CREW,
        'number',
        'The ferry carries 12 sailors.',
        'The crew of the ferry are 15 sailors.',
        'There are twelve sailors on the ferry.',
      ),
    ).toEqual([['12 [1]', '15 [2]', 'twelve [3]']]);
  });

  test('are found within one sentence that sets them against each other', () => {
    const both = 'The draft sets the limit of the ferry at 800 seats versus 600 in the old one.';
    expect(differing(LIMIT, 'any', both)).toEqual([['800 [1]', '600 [1]']]);
    const other = 'The rules limit the ferry to 600 seats.';
    expect(differing(LIMIT, 'any', other, both)).toEqual([['600 [1]', '800 [2]', '600 [2]']]);
  });

  test('may be amounts and shares', () => {
    const fee = 'what is the harbour fee';
    expect(
      differing(fee, 'any', 'The harbour fee is $40.', 'The office put the harbour fee at $60.'),
    ).toEqual([['$40 [1]', '$60 [2]']]);
  });

  test('may be of one thing that both call by the same name, or a longer one', () => {
    const [one, other] = [
      'The cargo ferry Aurora has 12 sailors.',
      'Officials say the cargo ferry Aurora of Norvik has a crew of 15 sailors.',
    ];
    expect(differing(CREW, 'number', one, other)).toEqual([['12 [1]', '15 [2]']]);
  });

  test('may be days, when the question asks for one', () => {
    const [monday, friday] = ['The pier will open on Monday.', 'On Friday the pier is to open.'];
    expect(differing(OPENS, 'date', monday, friday)).toEqual([['Monday [1]', 'Friday [2]']]);
    expect(differing('Will the pier open?', 'any', monday, friday)).toEqual([]);
  });

  test.each<[string, string, AnswerType, string[]]>([
    [
      'count different things',
      CREW,
      'number',
      ['The ferry carries 12 sailors.', 'The ferry carries 15 lorries.'],
    ],
    [
      'are the same in another notation',
      'How many tickets were sold in the harbour?',
      'number',
      [
        'The harbour sold 800,000 tickets.',
        'The harbour sold 0.8 million tickets.',
        'The harbour sold 800k tickets.',
        'The harbour sold 800 000 tickets.',
      ],
    ],
    [
      'are an ordinal and a count',
      CREW,
      'number',
      ['The ferry has 12 sailors.', 'The 3rd sailor joined the ferry.'],
    ],
    [
      'are a year and a count',
      CREW,
      'number',
      ['The ferry has 12 sailors.', 'The ferry got sailors in 1987.'],
    ],
    [
      'are of different years',
      CREW,
      'number',
      ['In 2019 the ferry had 12 sailors.', 'In 2021 the ferry had 15 sailors.'],
    ],
    [
      'are of different days',
      CREW,
      'number',
      ['On Monday the ferry had 12 sailors.', 'On Friday the ferry had 15 sailors.'],
    ],
    [
      'are of different days, as documents of different days say “today”',
      CREW,
      'number',
      ['The ferry has 12 sailors today.', 'The ferry has 15 sailors.'],
    ],
    [
      'are of another ship, whose name stands in place of the one asked for',
      'How many sailors does the Petrel have?',
      'number',
      ['The Petrel has 12 sailors.', 'The Osprey has 15 sailors.'],
    ],
    [
      'are of other names',
      CREW,
      'number',
      ['The ferry of Norvik has 12 sailors.', 'The ferry of Sundby has 15 sailors.'],
    ],
    [
      'are two of one sentence, so that which one is meant is open',
      CREW,
      'number',
      ['The ferry has 12 sailors on deck and 9 sailors below.', 'The ferry has 15 sailors.'],
    ],
    [
      'agree within their bounds',
      CREW,
      'number',
      ['The ferry has more than 10 sailors.', 'The ferry has 15 sailors.'],
    ],
    [
      'are asked about by a sentence',
      CREW,
      'number',
      ['The ferry has 12 sailors.', 'Does the ferry have 15 sailors?'],
    ],
    [
      'nobody asks for',
      'Who is the captain of the ferry?',
      'person',
      ['The captain of the ferry has 12 sailors.', 'The captain of the ferry has 15 sailors.'],
    ],
    [
      'are of something else than the price that is asked for',
      'how much is the repair package',
      'number',
      [
        'The repair package comes with $15 an hour.',
        'They approved the $2 million repair package.',
      ],
    ],
    [
      'are of different ferries, as the word before tells',
      'how many passengers can the ferry carry',
      'number',
      ['A cargo ferry can carry 12 passengers.', 'An old ferry can carry 90 passengers.'],
    ],
    [
      'are of a certain ferry and of any',
      'how many passengers can the ferry carry',
      'number',
      ['A cargo ferry can carry 12 passengers.', 'The ferry can carry 90 passengers.'],
    ],
    [
      'are of a ferry with a name and of one without',
      'how many passengers can the ferry carry',
      'number',
      ['The ferry Aurora can carry 12 passengers.', 'The ferry can carry 90 passengers.'],
    ],
    [
      'are of what "of" ties to the question’s word',
      'what is the budget in the town',
      'any',
      [
        'The budget of a school in the town is $2 million.',
        'The budget of the library in the town is $3 million.',
      ],
    ],
    [
      'are whose the word before tells',
      'what is the budget in the town',
      'any',
      ['The school’s budget in the town is $2 million.', 'The town has a budget of $3 million.'],
    ],
    [
      'have nothing in common but that there is one',
      'what is the budget',
      'any',
      ['The school has a budget of $2 million.', 'The library has a budget of $3 million.'],
    ],
    [
      'are days of different things',
      OPENS,
      'date',
      ['The pier will open on Monday.', 'The fish market will open on Friday.'],
    ],
    [
      'are a weekday and a date, which may be the same day',
      OPENS,
      'date',
      ['The pier will open on Monday.', 'The pier will open on 4 May.'],
    ],
  ])('are not claimed of those that %s', (_, question, type, sentences) => {
    expect(differing(question, type, ...sentences)).toEqual([]);
    expect(differing(question, type, ...sentences.toReversed())).toEqual([]);
  });
});
