import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withoutFiller } from '../../src/retrieval/filler.js';

const QUESTION = 'When does the harbour ferry leave?';

describe('filler', () => {
  test.each([
    'Hi! ',
    'hey all, ',
    'Good morning everyone — ',
    'ok so, ',
    'quick q: ',
    'hey quick question, ',
    'Just a quick fact check before I publish: ',
    'I have a dumb question for you: ',
    'Serious question... ',
    'For my history homework: ',
    'For a school newsletter article, ',
    'Asking for a friend: ',
    "I'm in a hurry, ",
    'On deadline in twenty minutes and need ',
    'On a tight deadline, so ',
    'can you tell me ',
    'hello bot, could u pls tell me ',
    'Sorry, quick one: can someone please tell me, ',
    'help me out here: ',
    "I'd like to know, ",
    'I wonder ',
    'I really wonder, ',
    'thanks in advance! ',
  ])('is taken off before a question: %s', (filler) => {
    expect(withoutFiller(filler + QUESTION)).toBe(QUESTION);
  });

  test.each([
    ' Thanks!',
    ' thx :)',
    ' Asking for a friend.',
    " I'm on deadline",
    " it's for my essay",
    ' any help appreciated',
    ' pls help me out... thank you so much!!',
  ])('is taken off behind it: %s', (filler) => {
    expect(withoutFiller(QUESTION + filler)).toBe(QUESTION);
  });

  test.each([
    'When does it leave? Is it raining?',
    'Which grade did he get for his essay',
    'Who asked for a friend in the harbour office?',
    'For my country, what did the minister promise?',
    'For the ferry company: who pays?',
    'What did the captain say on deadline day?',
    'Well water: who tests it?',
    'Right whales near the harbour',
    'So what happens next?',
    'Will anyone help us?',
    'Who said hello to the mayor?',
    'Quick sand: how deep is it?',
    'High tide, when?',
    'Which paper wrote about the article for my class?',
    'Thanks to whom was the ferry saved?',
    'Need for Speed release date',
    'can you swim in the harbour',
    'I wonder about the harbour',
  ])('is not what belongs to the question: %s', (question) => {
    expect(withoutFiller(question)).toBe(question);
  });

  test('that is all there is stays', () => {
    for (const text of ['Hi!', 'thanks', 'quick question:', '', '?!'])
      expect(withoutFiller(text)).toBe(text);
  });

  test('leaves one piece of what was written, and leaves that as it is', () => {
    const piece = fc.constantFrom(
      'hey',
      'quick q',
      ', ',
      ': ',
      ' ',
      'for my essay',
      'who',
      'thx',
      '?',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        const rest = withoutFiller(text);
        expect(text).toContain(rest);
        expect(/\p{L}/u.test(rest)).toBe(/\p{L}/u.test(text));
      }),
    );
  });

  test('takes no time that grows faster than the text', () => {
    const hostile = ['!please', 'hey ', '! ', 'so, ', 'for my ', 'can you ', 'on deadline in a '];
    for (const piece of hostile) {
      const started = performance.now();
      withoutFiller(piece.repeat(100_000 / piece.length));
      expect(performance.now() - started).toBeLessThan(500);
    }
  });
});
