import { describe, expect, test } from 'vitest';
import { LONGEST_QUESTION } from '../../src/answer/answer.js';
import type { Turn } from '../../src/answer/conversation.js';
import { understand } from '../../src/answer/follow-up.js';
import type { Name } from '../../src/retrieval/names.js';

const NAMES =
  /(?<person>\b(?:Ada Brun|brun|Tomas Kieran|kieran|orlova)\b)|(?<place>\b(?:Brno|Lund|norway|Norwegians?|Danish|Danes|Denmark)\b)|(?<name>\b(?:Town Gazette|Harbour Office)\b)/gi;

/** Knows the people and places of a made-up town. */
function namesIn(text: string): Name[] {
  return [...text.matchAll(NAMES)].map(({ 0: written, index, groups = {} }) => {
    const kind = Object.keys(groups).find((each) => groups[each] !== undefined);
    const concept = `${kind}:${written.toLowerCase().split(' ').at(-1)}`;
    return { concept, start: index, end: index + written.length };
  });
}

const turn = (said: string | Turn): Turn => (typeof said === 'string' ? { question: said } : said);
const understood = (text: string, ...before: (string | Turn)[]) =>
  understand(text, before.map(turn), namesIn)?.text;

describe('a question that leans on the turns before it', () => {
  test.each([
    [
      'and what did she say about the pier?',
      'who is Ada Brun?',
      'and what did Ada Brun say about the pier?',
    ],
    ['what did he build', 'did kieran meet orlova?', 'what did kieran build'],
    ['who hired him?', 'what did Tomas Kieran build?', 'who hired Tomas Kieran?'],
    ['what was her reason?', 'did orlova close the pier?', "what was orlova's reason?"],
    ["when's his birthday?", 'where does kieran live', "when's kieran's birthday?"],
    ['is she the captain', 'who is Ada Brun', 'is Ada Brun the captain'],
    ['he said what?', 'what did kieran say of the mill', 'kieran said what?'],
    ['what did kieran tell her?', 'did orlova visit the mill', 'what did kieran tell orlova?'],
  ])('takes its person from the question before: “%s”', (text, before, expected) => {
    expect(understood(text, before)).toBe(expected);
  });

  test.each([
    ['which of kieran’s aides did orlova thank', 'orlova'],
    ['did kieran’s old envoy orlova thank Ada Brun', 'orlova'],
    ['according to orlova what does kieran want', 'orlova'],
    ['did orlova say whether kieran would meet Ada Brun', 'orlova'],
    ['how did orlova’s letter about kieran end', 'orlova'],
  ])('takes who acts or speaks of several people: “%s”', (before, person) => {
    expect(understood('what did he want?', before)).toBe(`what did ${person} want?`);
    expect(understood('why did she go?', before)).toBe(`why did ${person} go?`);
  });

  test('takes a place that is named as one, not a people', () => {
    expect(understood('what happened there?', 'what did the Danish side do in Lund')).toBe(
      'what happened in Lund?',
    );
    expect(understood('what happened there?', 'what did the Danish side do')).not.toContain(
      'in Danish',
    );
  });

  test('takes its person from the quote when the question before names none', () => {
    const before = {
      question: 'who led the expedition?',
      quote: 'It was led by Ada Brun of Lund.',
    };
    expect(understood('what did she say about the deadline?', before)).toBe(
      'what did Ada Brun say about the deadline?',
    );
  });

  test('takes its person from the newest turn that has one', () => {
    const turns = ['who is Ada Brun?', 'who is kieran?', 'when was the oven built?'];
    expect(understood('where was he born?', ...turns)).toBe('where was kieran born?');
  });

  test.each([
    ['who wrote it?', 'how many points are in the plan', 'who wrote the plan?'],
    [
      'when does it end?',
      'what did orlova say about the second ferry',
      'when does the second ferry end?',
    ],
    ['what is its length', 'who built the eastern pier?', "what is the eastern pier's length"],
    ['did they agree?', 'who led the Norwegian delegation?', 'did the Norwegian delegation agree?'],
    [
      'where are they held?',
      'how much are the frozen assets worth',
      'where are the frozen assets held?',
    ],
    ['what is their aim?', 'did Ada Brun meet kieran', "what is Ada Brun and kieran's aim?"],
    ['who pays for them', 'who carries the lorries?', 'who pays for the lorries'],
    [
      'how many died in it?',
      'when did the siege of Lund begin?',
      'how many died in the siege of Lund?',
    ],
    ['who owns it?', 'which news agency was the first', 'who owns the news agency?'],
    [
      'what did they change',
      'which Danish countries signed?',
      'what did the Danish countries change',
    ],
    [
      'how many does it allow',
      'what did the Danish countries change',
      'how many does the Danish countries allow',
    ],
    ['what happened there on Sunday?', 'who met in Brno', 'what happened in Brno on Sunday?'],
  ])('takes its thing, group or place from it: “%s”', (text, before, expected) => {
    expect(understood(text, before)).toBe(expected);
  });

  test.each([
    ['what about Denmark?', 'when did norway sign?', 'when did Denmark sign?'],
    ['and orlova?', 'what did kieran say', 'what did orlova say'],
    ['ok, and the Danish one?', 'who led the Norwegian side', 'who led the Danish side'],
    [
      'how about the Danish draft',
      'how long is the Norwegian draft of the plan?',
      'how long is the Danish draft?',
    ],
    [
      'and on Monday?',
      'when does the ferry leave on sunday?',
      'when does the ferry leave on Monday?',
    ],
    [
      'and about the deadline?',
      'what did orlova say about the pier on Sunday',
      'what did orlova say about the deadline on Sunday',
    ],
    [
      'what about the Harbour Office?',
      'what did the captain say?',
      'what did the Harbour Office say?',
    ],
    ['and the Danes?', 'what did kieran say in Lund', 'what did the Danes say in Lund'],
    ['and the Danes?', 'what did kieran tell the Norwegians', 'what did kieran tell the Danes'],
    ['what about Denmark?', 'what did kieran say in Lund', 'what did kieran say in Denmark'],
    ['what about bicycles?', 'are dogs allowed', 'bicycles (dogs allowed)'],
  ])('puts what it asks about in the place of what is like it: “%s”', (text, before, expected) => {
    expect(understood(text, before)).toBe(expected);
  });

  test.each([
    ['why?', 'who leaked the plan?', 'why? (leaked the plan)'],
    ['why?', 'what did kieran say', 'why? (what did kieran say)'],
    ['when?', 'which pier did kieran build?', 'when? (which pier did kieran build)'],
    ['who?', 'when did the mill close', 'who? (did the mill close)'],
    ['ok but when?', 'did kieran build the oven', 'when did kieran build the oven?'],
    ['where', 'when was the treaty signed?', 'where was the treaty signed?'],
    ['why is that?', 'is the pier closed?', 'why is that? (the pier closed)'],
    ['tell me more', 'who is Ada Brun?', 'tell me more (Ada Brun)'],
    [
      'and who signed?',
      'what does the treaty of Lund say',
      'and who signed? (what does the treaty of Lund say)',
    ],
    [
      'is the same true of lorries?',
      'are bicycles allowed',
      'is the same true of lorries? (bicycles allowed)',
    ],
  ])('is completed by the question before it: “%s”', (text, before, expected) => {
    expect(understood(text, before)).toBe(expected);
  });

  test('leaves the question before it the one that later turns refer to, if it only asks on', () => {
    const first = { question: 'who leaked the plan?' };
    const why = understand('why?', [first], namesIn);
    expect(understood('how?', first, { question: why?.turn ?? '' })).toBe('how? (leaked the plan)');
  });

  test('is what later turns build upon', () => {
    const second = understand(
      'what about orlova?',
      [{ question: 'what did kieran build?' }],
      namesIn,
    );
    expect(understood('and why did she do so?', { question: second?.turn ?? '' })).toContain(
      'orlova',
    );
  });
});

describe('a question that stands alone is left as it is', () => {
  test.each([
    'who led the expedition?',
    'and who led the Norwegian delegation to the talks?',
    'what did Ada Brun say when she saw her mill?',
    'did kieran say he would come',
    'who said he would pay for his mistakes?',
    'according to orlova, what does he want?',
    'which captain said that his ferry is late',
    'is it true that the pier is closed?',
    'when will it rain?',
    'what time is it in Brno?',
    'how long does it take to reach the island',
    'who was it that closed the pier?',
    'did the Danes say they agree?',
    'do the mariners keep their boats at the pier?',
    'is there a ferry on Mondays?',
    'are there any tickets left',
    'how many ferries are there',
    'what leaves this week',
    'what happened that Sunday',
    'who mends the stuff thats still broken',
    'name the boat that was sold',
    'does the office say that the beam is cracked',
    'which of these ferries carries lorries?',
    'how many crowns do they want for the second ferry ticket to Lund?',
    'what about the money that was frozen in western banks, who gets hold of any interest?',
    'kieran statement?',
    'oven builder?',
    '🙂',
  ])('“%s”', (text) => {
    expect(
      understood(text, 'what did Tomas Kieran say about the old mill in Brno?'),
    ).toBeUndefined();
  });

  test('even if it leans on something, when there is no turn before it', () => {
    expect(understood('why?')).toBeUndefined();
    expect(understood('what did he say?')).toBeUndefined();
  });

  test('when nobody was named that its pronoun could stand for', () => {
    expect(understood('when was he elected mayor?', 'when is the pier open?')).toBeUndefined();
  });

  test('when it would become longer than a question may be', () => {
    const before = `who wrote ${'x'.repeat(LONGEST_QUESTION - 10)}`;
    expect(understood('why?', before)).toBeUndefined();
  });
});

test('questions without end are understood in a moment', () => {
  const started = performance.now();
  const pieces = [
    'it ',
    'what about the ',
    'and ',
    'the plan ',
    '? ',
    'so, ',
    'he said ',
    'about ',
  ];
  for (const piece of pieces) {
    const long = piece.repeat(LONGEST_QUESTION / piece.length);
    understood(long, long);
    understood('what about the ferry?', long);
    understood('why?', long);
    understood(long, 'who is Ada Brun?');
  }
  expect(performance.now() - started).toBeLessThan(2_000);
});
