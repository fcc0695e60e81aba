import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blocksOf } from '../../src/corpus/blocks.js';
import { foldWhiteSpace } from '../../src/corpus/lines.js';
import { LONGEST_SENTENCE } from '../../src/passages/pieces.js';
import { sentencesOf } from '../../src/passages/sentences.js';
import { anyText } from './texts.js';

function split(text: string): string[] {
  return sentencesOf(text, { start: 0, end: text.length }).map(({ start, end }) =>
    foldWhiteSpace(text.slice(start, end)),
  );
}

/** Sentences are written one a line; together they must be told apart there and nowhere else. */
function expectSentences(...sentences: string[]): void {
  expect(split(sentences.join(' '))).toEqual(sentences);
  expect(split(sentences.join('  \r\n'))).toEqual(sentences);
}

describe('a sentence goes on behind', () => {
  test.each([
    'Other participants were Jared Kushner and Gen.\u00A0Alexus Grynkewich, the U.S. Air Force general who serves as commander.',
    'Updated Nov. 23, 2025 9:25 pm ET by the editors.',
    'Secretary Rubio, Mr. Kushner, Mrs. Lee, Ms. Ray and Dr. Day met Lt. Col. Bo Ray and Sen. Ann Lee.',
    'MR. KUSHNER and MS. LONGORIA spoke to GEN. GRYNKEWICH.',
    'Donald J. Trump, George W. Bush, J. A. Smith and J. R. R. Tolkien are names.',
    'He read A. A. Milne and I. Kant.',
    'The U.S. Department of State and the U.K. Treasury agreed at 9 p.m. Eastern time.',
    'It weighs approx. 3.5 kg, i.e. little, cf. p. 12 and Fig. 3.',
    'They met on Mon. 24 Nov. 2025 in Washington, D.C. and on Dec. 1 in St. Petersburg.',
    'See No. 5 and Nos. 6 to 8 of Vol. 2, and 85 Fed. Reg. 43304.',
    'Acme Inc. and Widget Co. Ltd. sued Smith et al. v. Jones.',
    'He paused ... and then went on.',
    'The aim, as Yahoo! said, is peace.',
    'He asked why? and got no answer.',
    'They visited the site (see www.example.org. for details) twice.',
    'It is *Students v. Harvard* that was decided.',
  ])('%s', (sentence) => {
    expect(split(sentence)).toEqual([foldWhiteSpace(sentence)]);
  });

  test('what only counts it', () => {
    expectSentences('1. The plan is new.', '2. The plan is old.');
    expectSentences('(b) They have to agree.', 'They did not.');
    expectSentences('Section 1. Purpose of this order.', 'Sec. 2. The order stands.');
    expectSentences('4\\. The Secretary found that it is so.', 'He said it.');
  });
});

describe('a sentence ends', () => {
  test('where another begins', () => {
    expectSentences('First, that borders hold.', 'Second, that armies do.', 'And third?', 'Peace!');
  });

  test('behind an abbreviation that a new sentence follows', () => {
    expectSentences('They met in the U.S. on Sunday.', 'The talks went on.');
    expectSentences('They flew to the U.S.', 'The talks went on.');
    expectSentences('He left at 9 p.m.', 'He had said nothing.');
    expectSentences('She works for Acme Inc.', 'It makes nothing.');
    expectSentences('That is for you and I.', 'A second plan is there.');
    expectSentences('There is no plan B.', 'I said so.');
  });

  test('behind the word no', () => {
    expectSentences('Did he agree?', 'No.', 'Rubio did not.');
  });

  test('with its closing marks', () => {
    expectSentences('He called it “just and lasting.”', 'It noted progress.');
    expectSentences('(They had met before.)', 'They met again.');
    expectSentences('It stands in the *Federal Register.*', 'Nobody reads it.');
    expectSentences('**It was agreed.**', '**It was signed.**');
    expectSentences('That is from 2019 [1].', 'This is newer.');
  });

  test.each(['\n', '\r', '\r\n', '\u0085', '\u2028', '\u2029'])('not at a line end %j', (end) => {
    expect(split(`The White${end}House met${end}Rubio.`)).toHaveLength(1);
  });

  test('not at the end of a wrapped line', () => {
    const wrapped =
      'Other U.S.\nparticipants were Gen.\r\nAlexus Grynkewich and\n Mr.\nKushner.\nThey met.';
    expect(split(wrapped)).toEqual([
      'Other U.S. participants were Gen. Alexus Grynkewich and Mr. Kushner.',
      'They met.',
    ]);
  });
});

describe('a quotation', () => {
  test('stays whole with the words that attribute it', () => {
    expectSentences(
      '“We have made substantial progress. We’ve really moved forward,” said Rubio, who left.',
      'He did not return.',
    );
    expectSentences('"They have to agree. It is hard," he stated.', 'It was.');
    expectSentences(
      '“Is it possible??? Don’t believe it. GOD BLESS AMERICA!” he wrote.',
      'He did.',
    );
    expectSentences('“Who knows?” Rubio asked.', '“Nobody!” Marco Rubio answered.');
    expectSentences('Rubio said: “We met. We talked. We left.”', 'That was all.');
    expectSentences('«Wir gehen. Jetzt,» he said.', 'They went.');
  });

  test('ends before a new sentence that attributes nothing', () => {
    expectSentences('“Can NATO adapt?”', 'And every time, it did.');
    expectSentences('“Liar! Liar!”', '(Laughter.)');
    expectSentences('He said “No.”', '“We stay.”');
  });

  test('is broken at its sentences when it is longer than anyone would quote', () => {
    const sentences = Array.from({ length: 20 }, (_, i) => `This is part ${i} of a long speech.`);
    expect(split(`“${sentences.join(' ')}” he said.`).length).toBeGreaterThan(10);
  });

  test('that is never closed spoils nothing', () => {
    expectSentences('“We met.', 'We talked.', 'We left.');
    expectSentences('"We met.', 'He said "yes" twice.', 'And they left.');
    expectSentences('It is 5" long.', 'It is 6" wide.', 'That is all.');
  });
});

describe('sentences', () => {
  test('are spans of the text that the block lies in', () => {
    const text = '# Head\n\nOne met two. Two met one.\n\nTail.';
    const spans = sentencesOf(text, { start: 8, end: 33 });
    expect(spans.map(({ start, end }) => text.slice(start, end))).toEqual([
      'One met two.',
      'Two met one.',
    ]);
  });

  test('cover every character that is not white, once and in order, in any text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const block of blocksOf(text, 0)) {
          let position = block.start;
          for (const { start, end } of sentencesOf(text, block)) {
            expect(start).toBeGreaterThanOrEqual(position);
            expect(end).toBeGreaterThan(start);
            expect(text.slice(position, start).trim()).toBe('');
            expect(text.slice(start, end)).toBe(text.slice(start, end).trim());
            position = end;
          }
          expect(position).toBeLessThanOrEqual(block.end);
          expect(text.slice(position, block.end).trim()).toBe('');
        }
      }),
      { numRuns: 300 },
    );
  });

  test('of a text are those of its parts, however long it is', () => {
    const sentences = Array.from(
      { length: 3000 },
      (_, i) =>
        `On day ${i} of Nov. 2025 Gen. Lee of the U.S. Army said “We met. We talked,” and left.`,
    );
    expect(split(sentences.join(' '))).toEqual(sentences);
    // The library is asked about what is no plain English.
    const foreign = sentences.map((sentence) => sentence.replace('day', 'día'));
    expect(split(foreign.join(' '))).toEqual(foreign);
  });

  test('longer than anyone could quote are cut at white space', () => {
    const long = `It was ${'long and '.repeat(5000)}late.`;
    const [first, ...pieces] = split(`It began. ${long} It ended.`);
    expect(first).toBe('It began.');
    expect(pieces.pop()).toBe('It ended.');
    expect(pieces.join(' ')).toBe(long);
    expect(pieces.every(({ length }) => length > 1_000 && length <= LONGEST_SENTENCE)).toBe(true);
  });

  test.each([
    ['letters', 'é'.repeat(5_000)],
    ['surrogate pairs', '😀'.repeat(5_000)],
    ['joined emoji', '👩‍👩‍👧‍👦'.repeat(1_000)],
    ['letters with marks', 'e\u0301'.repeat(5_000)],
  ])('without any white space are cut between %s', (_, text) => {
    const pieces = split(text);
    const characters = (piece: string) =>
      [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(piece)].length;
    expect(pieces.join('')).toBe(text);
    expect(pieces.every(({ length }) => length <= LONGEST_SENTENCE)).toBe(true);
    const counted = pieces.reduce((sum, piece) => sum + characters(piece), 0);
    expect(counted).toBe(characters(text));
  });

  test.each(
    [
      ['abbreviations', 'Mr. '.repeat(50_000)],
      ['exclamations', 'Wow! '.repeat(40_000)],
      ['short sentences', 'Ab. '.repeat(50_000)],
      ['initials', `ab ${'a.a.'.repeat(50_000)}`],
      ['spaced initials', `ab ${'A. '.repeat(65_000)}`],
      ['brackets', `ab ${'('.repeat(200_000)}`],
      ['quotation marks', `ab ${'"'.repeat(200_000)}`],
      ['opening marks', `ab ${'“'.repeat(200_000)}`],
      ['quotations', '“Ab.” '.repeat(33_000)],
      ['straight quotations', '"Ab." '.repeat(33_000)],
      ['spaces', `Ab.${' '.repeat(200_000)}Cd.`],
      ['stops', `ab${'.'.repeat(200_000)}`],
      ['emphasis', `Ab.${'*'.repeat(200_000)} Cd.`],
      ['combining marks', `a${'\u0301'.repeat(200_000)}`],
    ].flatMap(([what = '', text = '']): [string, string][] => [
      [what, text],
      [`${what} behind a foreign letter`, `é ${text}`],
    ]),
  )('of 200 kB of %s are found in bounded time', (_, text) => {
    const startedAt = performance.now();
    const spans = sentencesOf(text, { start: 0, end: text.length });
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    expect(spans.at(-1)?.end).toBe(text.trimEnd().length);
  });
});
