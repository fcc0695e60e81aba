import { describe, expect, test } from 'vitest';
import { supportFor, type Witness } from '../../src/answer/corroboration.js';
import type { AnswerType } from '../../src/retrieval/answer-type.js';
import { asking, statement } from './statements.js';

let documents = 0;

function witness(text: string, change: Partial<Witness> = {}): Witness {
  const source = `${++documents}.txt`;
  return {
    statement: statement(text),
    document: { source },
    score: 0.9,
    repeatedIn: [],
    around: () => text,
    ...change,
  };
}

const WHO = 'Who is the captain of the ferry?';
const WHEN = 'When does the pier open?';
const WHY = 'Why is the pier closed?';
const MARAN = 'The captain of the ferry, Ilse Maran, has served for thirty years.';
const ALSO_MARAN = 'Ilse Maran became captain of the ferry long ago.';
const CRACK = 'The pier is closed because divers found a crack in its main beam.';
const ALSO_CRACK = 'A crack in a beam, which divers found, keeps the pier closed.';

function independent(question: string, type: AnswerType, ...witnesses: Witness[]): number {
  return supportFor(asking(question, type), witnesses).independent;
}

describe('support', () => {
  test.each<[string, string, AnswerType, string, string]>([
    ['name the same person', WHO, 'person', MARAN, ALSO_MARAN],
    [
      'name the same day',
      WHEN,
      'date',
      'The pier will open on 27 November.',
      'On November 27 the pier will open again.',
    ],
    [
      'give the same figure',
      'How many sailors are on the ferry?',
      'number',
      'The ferry carries 12 sailors.',
      'Twelve sailors serve on the ferry.',
    ],
    ['say the same in other words', WHY, 'any', CRACK, ALSO_CRACK],
  ])('counts documents that %s', (_, question, type, one, other) => {
    expect(independent(question, type, witness(one), witness(other))).toBe(2);
    expect(independent(question, type, witness(other), witness(one))).toBe(2);
  });

  test.each<[string, string, AnswerType, string, string]>([
    [
      'names somebody else',
      WHO,
      'person',
      MARAN,
      'The captain of the ferry, Tomas Kieran, is young.',
    ],
    [
      'names somebody besides',
      WHO,
      'person',
      'The captain of the ferry, Ilse Maran, met Zdenka Orlova.',
      'The captain of the ferry is Tomas Kieran, a friend of Zdenka Orlova.',
    ],
    [
      'shares only the opening word',
      WHO,
      'person',
      'Well, the captain of the ferry will speak.',
      'Well, ask the captain of the ferry.',
    ],
    [
      'names another day',
      WHEN,
      'date',
      'The pier will open on Monday.',
      'On Friday the pier will open.',
    ],
    [
      'gives another figure',
      'How many sailors are on the ferry?',
      'number',
      'The ferry carries 12 sailors.',
      'The ferry has 15 sailors on deck.',
    ],
    ['denies it', WHY, 'any', CRACK, 'The pier is not closed because of a crack in the main beam.'],
    [
      'says that it is denied',
      WHY,
      'any',
      CRACK,
      'The office denied that a crack in a beam, which divers found, keeps the pier closed.',
    ],
    [
      'rules it out',
      WHY,
      'any',
      CRACK,
      'The office ruled out that a crack in a beam, which divers found, keeps the pier closed.',
    ],
    [
      'doubts it',
      WHY,
      'any',
      CRACK,
      'It is unlikely that a crack in a beam, which divers found, keeps the pier closed.',
    ],
    ['only asks', WHO, 'person', MARAN, 'Is Ilse Maran the captain of the ferry?'],
    [
      'is about the same and says something else',
      WHY,
      'any',
      CRACK,
      'The pier is closed on feasts.',
    ],
    ['has nothing of the question', WHY, 'any', CRACK, 'Divers found a crack in a beam upstream.'],
  ])('does not count one that %s', (_, question, type, one, other) => {
    expect(independent(question, type, witness(one), witness(other))).toBe(1);
    expect(independent(question, type, witness(other), witness(one))).toBe(1);
  });

  test('does not count what is far from being as good an answer', () => {
    expect(independent(WHO, 'person', witness(MARAN), witness(ALSO_MARAN, { score: 0.3 }))).toBe(1);
  });

  test('counts a document, and a publisher, once', () => {
    const first = witness(MARAN, { document: { source: 'a.txt', publisher: 'Gazette' } });
    for (const document of [{ source: 'a.txt' }, { source: 'b.txt', publisher: 'Gazette' }]) {
      const support = supportFor(asking(WHO, 'person'), [first, witness(ALSO_MARAN, { document })]);
      expect(support).toEqual({ independent: 1, repeating: 0 });
    }
  });

  test('counts other places with the wording as repeating, each document once', () => {
    const first = witness(MARAN, { repeatedIn: ['copy.txt', 'copy.txt', 'wire.txt'] });
    const second = witness(ALSO_MARAN, { repeatedIn: ['wire.txt'] });
    const support = supportFor(asking(WHO, 'person'), [first, second]);
    expect(support).toEqual({ independent: 2, repeating: 2 });
  });

  test('takes a document with much of the same text for a copy, whatever it quotes', () => {
    const story =
      'The harbour was quiet on Friday when the divers came up with what they had found below. Nobody on the quay had thought that the beam was in so bad a state after the winter.';
    const around = () => story;
    const other = () => `Updated. ${story}`;
    const support = supportFor(asking(WHO, 'person'), [
      witness(MARAN, { around }),
      witness(ALSO_MARAN, { around: other }),
    ]);
    expect(support).toEqual({ independent: 1, repeating: 1 });
  });

  test('takes a sentence with a run of the same words for a copy', () => {
    const quotes = 'Captain of the ferry, Ilse Maran, has served for ages, a paper says.';
    const support = supportFor(asking(WHO, 'person'), [witness(MARAN), witness(quotes)]);
    expect(support).toEqual({ independent: 1, repeating: 1 });
  });

  test('of three of which two are alike counts two', () => {
    const third = witness(ALSO_MARAN.replace('long ago', 'years ago'));
    const support = supportFor(asking(WHO, 'person'), [witness(MARAN), witness(ALSO_MARAN), third]);
    expect(support).toEqual({ independent: 2, repeating: 1 });
  });
});
