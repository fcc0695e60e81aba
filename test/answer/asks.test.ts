import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LONGEST_QUESTION } from '../../src/answer/answer.js';
import { asksSomething } from '../../src/answer/asks.js';
import { type ChatMessages, DEVELOPED, HELD_OUT } from './chat-messages.js';

const missed = ({ asks }: ChatMessages) => asks.filter((text) => !asksSomething(text));
const mistaken = ({ asksNot }: ChatMessages) => asksNot.filter((text) => asksSomething(text));

describe('of the messages that the rules were made with', () => {
  test('every question is taken for one', () => {
    expect(missed(DEVELOPED)).toEqual([]);
  });

  test('nothing else is', () => {
    expect(mistaken(DEVELOPED)).toEqual([]);
  });
});

test('messages that no rule was made with are told apart nearly always', () => {
  expect(missed(HELD_OUT).length).toBeLessThanOrEqual(2);
  expect(mistaken(HELD_OUT).length).toBeLessThanOrEqual(1);
});

describe('a message', () => {
  const QUESTION = 'when does the ferry leave';

  test.each([
    ['a mention', `<@123456789> ${QUESTION}`],
    ['emoji', `${QUESTION}?? 🙂🙂`],
    ['a link', `https://example.org/x ${QUESTION}`],
    ['code', `\`\`\`\nx ? y : z\n\`\`\`\n${QUESTION}`],
    ['lines of somebody else', `> I was late again\n${QUESTION}`],
    ['other sentences', `I was late again. ${QUESTION}? It is so annoying!`],
    ['capitals', QUESTION.toUpperCase()],
    ['quotation marks', `“${QUESTION}?”`],
  ])('that asks asks with %s around it', (_, text) => {
    expect(asksSomething(text)).toBe(true);
  });

  test.each([
    ['in a link', 'https://example.org/when-does-it-leave?x=1'],
    ['in code', `\`${QUESTION}?\``],
    ['in what somebody else wrote', `> ${QUESTION}?\nAt seven.`],
    ['in what somebody said', `She asked “${QUESTION}?” and laughed.`],
  ])('asks nothing when the question stands only %s', (_, text) => {
    expect(asksSomething(text)).toBe(false);
  });

  test('that is longer than any question asks nothing', () => {
    expect(asksSomething(`${QUESTION} ${'x'.repeat(LONGEST_QUESTION)}?`)).toBe(false);
  });

  test('is judged in no time whatever it holds', () => {
    const hard = ['so ', 'what ', 'a,', '"', '<@', 'ab ', 'how x is ', '```', '¿', 'i am ', 'a.'];
    for (const part of hard) {
      const startedAt = performance.now();
      asksSomething(part.repeat(LONGEST_QUESTION).slice(0, LONGEST_QUESTION));
      expect(performance.now() - startedAt).toBeLessThan(250);
    }
    const word = fc.constantFrom(
      'what',
      'is',
      '?',
      '"',
      '>',
      '\n',
      '`',
      ',',
      '<@1>',
      '😀',
      '\ud83d',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(word).map((all) => all.join(' ')),
    );
    fc.assert(fc.property(texts, (text) => typeof asksSomething(text) === 'boolean'));
  });
});
