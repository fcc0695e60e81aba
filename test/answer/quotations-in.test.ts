import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quotationsIn } from '../../src/answer/quotations-in.js';
import { renderAnswer } from '../../src/discord/rendering/answer.js';

const PIER = 'The pier is closed until May.';

describe('the quotations in a message', () => {
  test.each([
    ['“', '”'],
    ['"', '"'],
    ['«', '»'],
    ['«\u00a0', '\u00a0»'],
    ['„', '“'],
    ['„', '”'],
    ['‹', '›'],
    ['「', '」'],
    ['‘', '’'],
    ["'", "'"],
  ])('are what stands between %s and %s', (open, close) => {
    expect(quotationsIn(`Did she say ${open}${PIER}${close}, or what?`)).toEqual([PIER]);
  });

  test('come in order and without doubles', () => {
    const message = `"first of the quotations" and “the second of them” and "first of the quotations"`;
    expect(quotationsIn(message)).toEqual(['first of the quotations', 'the second of them']);
  });

  test('have three words at least: fewer are scare quotes', () => {
    expect(quotationsIn('the “peace” of a “just peace” and a “just and lasting” one')).toEqual([
      'just and lasting',
    ]);
  });

  test.each([
    "I don't think it's the parties' fault, isn't it?",
    "it's the captains' and the sailors' pier, they say",
    "the '90s were good, weren't they, 'cause the ferry ran",
    'rock ’n’ roll isn’t the sailors’ music, they say',
    'a 6" board and a 12" board are not as long',
  ])('are none in: %s', (message) => {
    expect(quotationsIn(message)).toEqual([]);
  });

  test.each([
    ["He said 'it doesn't run when it's windy' today", "it doesn't run when it's windy"],
    ['He said ‘it is the sailors’ own pier’ today', 'it is the sailors’ own pier'],
    ["He said 'it is the sailors' own pier' today", "it is the sailors' own pier"],
    ['He praised ‘the strong old piers’ of the town', 'the strong old piers'],
    ['“It isn’t the ’90s,” he said', 'It isn’t the ’90s,'],
  ])('keep their apostrophes: %s', (message, quotation) => {
    expect(quotationsIn(message)).toEqual([quotation]);
  });

  test.each([
    ['“She said ‘the pier is closed’ twice”', 'She said ‘the pier is closed’ twice'],
    ['“She said “the pier is closed” twice”', 'She said “the pier is closed” twice'],
    ['"She said "the pier is closed" twice"', 'She said "the pier is closed" twice'],
    ['„She said ‚the pier is closed‘ twice“', 'She said ‚the pier is closed‘ twice'],
    ['> She said “the pier is closed” twice', 'She said “the pier is closed” twice'],
  ])('are the outer ones of nested ones: %s', (message, quotation) => {
    expect(quotationsIn(message)).toEqual([quotation]);
  });

  test('are found behind a mark that has no counterpart', () => {
    expect(quotationsIn('“no end. She said "the pier is closed" and ‘no end')).toEqual([
      'the pier is closed',
    ]);
  });

  test('are the block quotes, line by line and to the end', () => {
    expect(
      quotationsIn('is it so?\n> the pier is\n> closed until May\nor\n>>> one two three\nfour'),
    ).toEqual(['the pier is\nclosed until May', 'one two three\nfour']);
  });

  test('have no Markdown', () => {
    const message =
      '> **The pier** is _closed_ until [May](https://a.example/x_y_z), \\*all\\* of ||it||\n> -# five \\- six';
    expect(quotationsIn(message)).toEqual([
      'The pier is closed until May, *all* of it\nfive - six',
    ]);
    expect(quotationsIn('"a snake_case name and 2 * 3"')).toEqual(['a snake_case name and 2 * 3']);
  });

  test('are found again in what the bot itself sent', () => {
    const texts = [
      `${PIER} [Nobody] was hurt - *at all*.`,
      '# The #2 ferry: 5 > 4, says <b>he</b>',
    ];
    const reply = renderAnswer({
      question: '?',
      kind: 'quoted',
      confidence: 0.9,
      tookMs: 1,
      further: [],
      citations: texts.map((text, i) => ({
        rank: i + 1,
        document: { source: 'a_b.txt', sha256: 'a'.repeat(64), title: 'Note [to] *mariners*' },
        passage: { start: 0, end: 90 },
        quote: { start: 0, end: text.length, text },
        speaker: { start: 0, end: 3, text: 'The' },
        score: 0.9,
        answering: [],
        alsoIn: [{ source: 'b.txt', start: 0, end: 9 }],
      })),
    });
    const sent = (reply.embeds ?? []).map(({ description }) => description).join('\n');
    expect(quotationsIn(sent)).toEqual(texts);
  });

  test('are ten at most', () => {
    const many = Array.from({ length: 30 }, (_, i) => `“quotation number ${i}”`).join(' ');
    expect(quotationsIn(many)).toHaveLength(10);
  });

  test('never fail, and are short of the message', () => {
    const piece = fc.constantFrom(
      ...'“”"«»„‹›「」‘’\'*_`~|\\[]()> \n#-s',
      'one two three',
      'https:',
      '>>> ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const message = pieces.join('');
        for (const quotation of quotationsIn(message)) {
          expect(quotation.length).toBeLessThan(message.length);
          expect(quotation).toBe(quotation.trim());
        }
      }),
    );
  });

  test.each([
    '“',
    '"',
    " 'a",
    '„“',
    '‘a ',
    '[',
    '[a](https:',
    '_',
    'a_',
    '*',
    '\\',
    '> ',
    '>>>',
    '`',
    '. . ',
    '(.',
    "s' ",
    '「a b c',
    '[1] ',
  ])('take time in proportion to the message, of %j alone, too', (piece) => {
    const time = (length: number) => {
      const message = `a${piece.repeat(length)}b`;
      const startedAt = performance.now();
      quotationsIn(message);
      return performance.now() - startedAt;
    };
    time(1_000);
    expect(time(40_000)).toBeLessThan(2_000);
  });
});
