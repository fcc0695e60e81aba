import { expect, test } from 'vitest';
import { asSentence } from '../../src/answer/plain-text.js';

test.each([
  ['nothing is  near', 'Nothing is near.'],
  ['who asked?', 'Who asked?'],
  ['seeds/ holds no documents', 'seeds/ holds no documents.'],
  ['seeds/old holds no documents', 'seeds/old holds no documents.'],
  ['notes.txt is not UTF-8', 'notes.txt is not UTF-8.'],
  ['c:\\seeds is empty', 'c:\\seeds is empty.'],
  ['no. That is wrong', 'No. That is wrong.'],
])('a phrase becomes a sentence, and a path keeps its first letter: %s', (phrase, sentence) => {
  expect(asSentence(phrase)).toBe(sentence);
});
