import { describe, expect, test } from 'vitest';
import { blocksOf } from '../../src/corpus/blocks.js';
import { findDateline, parseDate } from '../../src/corpus/dates.js';
import { blockTexts, parsed } from './parsed.js';

const BODY = 'The two delegations met for a second day and did not agree on anything at all.';

function datelineOf(text: string) {
  return findDateline(text, blocksOf(text, 0))?.date;
}

describe('a date in metadata', () => {
  test.each([
    ['2025-11-23', '2025-11-23'],
    ['2025-11-23 21:24:00-05:00', '2025-11-23'],
    ['2025-11-24T23:30:00Z', '2025-11-24'],
    ['Nov. 23, 2025 9:25 pm ET', '2025-11-23'],
    ['24th November, 2025', '2025-11-24'],
    ['Mon, 24 Nov 2025 01:00:00 +0000', '2025-11-24'],
    ['2025/11/23', '2025-11-23'],
    ['23.11.2025', '2025-11-23'],
    ['11/23/2025', '2025-11-23'],
    ['04/04/2025', '2025-04-04'],
    ['29 February 2024', '2024-02-29'],
  ])('is the day that "%s" states, whatever the time zone', (value, date) => {
    expect(parseDate(value)).toBe(date);
  });

  test.each([
    ['a month', 'March 2024'],
    ['a year', '2025'],
    ['a day without its year', 'November 23'],
    ['a year of two digits', 'Nov 23, 25'],
    ['a day that does not exist', '2025-02-30'],
    ['another that does not exist', 'February 29, 2025'],
    ['day and month in an order that depends on the country', '03/04/2025'],
    ['several days', 'November 21–23, 2025'],
    ['two dates', '5 May 2024 or 6 June 2024'],
    ['a day reckoned from another', '12 days after 3 May 2025'],
    ['today', 'today'],
    ['yesterday', 'yesterday at 9:25 pm'],
    ['a weekday', 'last Monday'],
    ['a span of time', '2 days ago'],
    ['a span that looks like a year', 'in 2025 days'],
    ['no date', 'soon'],
  ])('is not guessed from %s', (_, value) => {
    expect(parseDate(value)).toBeUndefined();
  });
});

describe('a dateline', () => {
  test('is a line that is only a date', () => {
    expect(datelineOf(`24th November, 2025\n${BODY}`)).toBe('2025-11-24');
    expect(datelineOf(`Talks go on\n\n**November 24, 2025**\n\n${BODY}`)).toBe('2025-11-24');
    expect(datelineOf(`Talks go on\nUpdated: 24 Nov 2025, 9:25 pm\n${BODY}`)).toBe('2025-11-24');
    expect(datelineOf(`Talks go on\n\nPublished on November 24, 2025.\n\n${BODY}`)).toBe(
      '2025-11-24',
    );
  });

  test('is a date behind the word that opens the text', () => {
    expect(datelineOf(` date 2025-11-24 President Trump spoke on Monday.\n\n${BODY}`)).toBe(
      '2025-11-24',
    );
    expect(datelineOf(`Posted 24 November 2025 by Ann Lee\n\n${BODY}`)).toBe('2025-11-24');
    expect(datelineOf(`Updated November 24, 2025 | World\n\n${BODY}`)).toBe('2025-11-24');
  });

  test('may open a paragraph of any length behind that word', () => {
    const paragraph = Array(8).fill(BODY).join(' ');
    expect(datelineOf(`Posted 24 November 2025 by Ann Lee. ${paragraph}`)).toBe('2025-11-24');
    expect(datelineOf(`24 November 2025 by Ann Lee. ${paragraph}`)).toBeUndefined();
  });

  test('may be as wordy as dates get', () => {
    const wordy = 'Monday, November 24, 2025 at 10:30:00 p.m. GMT+0100 (CET)';
    expect(datelineOf(`**${wordy} - ${wordy}**\n\n${BODY}`)).toBe('2025-11-24');
  });

  test('is a date behind the label in a byline', () => {
    const byline = 'By Ann Lee and Bo Ray, The Daily Post, Updated Nov. 23, 2025 9:25 pm ET; see';
    expect(datelineOf(`Talks go on\n\n${byline}\n\n${BODY}`)).toBe('2025-11-23');
    expect(
      datelineOf(`Talks go on\n\nAnn Lee | Published 23 November 2025 | 4 min\n\n${BODY}`),
    ).toBe('2025-11-23');
  });

  test('is taken out of what can be quoted, and a byline is not', () => {
    expect(blockTexts(parsed(`24th November, 2025\n${BODY}\n`))).toEqual([BODY]);
    expect(blockTexts(parsed(` date 2025-11-24 ${BODY}\n`))).toEqual([BODY]);
    const byline = 'By Ann Lee, The Daily Post, Updated Nov. 23, 2025 9:25 pm ET';
    expect(blockTexts(parsed(`${byline}\n\n${BODY}\n`))).toEqual([byline, BODY]);
  });

  test.each([
    `The treaty was signed on 5 May 2015. ${BODY}`,
    `The report was published on 3 March 2024 and says otherwise. ${BODY}`,
    `Published on 3 March 2024, the report says otherwise. ${BODY}`,
    `The list, updated on 3 March 2024, is long. ${BODY}`,
    `On 3 March 2024 the two sides met. ${BODY}`,
    `November 23, 2025 was a cold day in Geneva. ${BODY}`,
    `They met yesterday and will meet tomorrow. ${BODY}`,
    'Today',
    'Updated 2 hours ago',
    'Published yesterday',
  ])('is never read out of running text or a relative date: %s', (text) => {
    expect(datelineOf(`${text}\n\n${BODY}`)).toBeUndefined();
    expect(parsed(`${text}\n\n${BODY}`).text.slice(0, 5)).toBe(text.slice(0, 5));
    expect(blockTexts(parsed(`${text}\n\n${BODY}`))[0]).toBe(text);
  });

  test('is not the last line of a wrapped paragraph that happens to be a date', () => {
    const wrapped = [
      'The Secretary determined that the measures of the first order are to be',
      'continued for one more year, because the reasons for which it was given',
      'are still there, and that the order is to continue in effect beyond the',
      'day on which it would have ended, and this until the last hour of',
      'November 30, 2022.',
      '',
      'Nothing in this paragraph changes that.',
    ].join('\n');
    expect(datelineOf(wrapped)).toBeUndefined();
    expect(datelineOf(wrapped.replace('hour of\n', 'hour of  \n'))).toBeUndefined();
  });

  test('stands at the top: a date far below is what the text tells', () => {
    const long = Array.from({ length: 14 }, (_, i) => `Part ${i}. ${BODY}`).join('\n\n');
    expect(datelineOf(`${long}\n\n24 November 2025\n\n${BODY}`)).toBeUndefined();
  });
});

describe('the date of a document', () => {
  test('is that of its front matter before that of its dateline', () => {
    const { info } = parsed(`---\ndate: 2025-11-25\n---\n24th November, 2025\n${BODY}`);
    expect(info.date).toBe('2025-11-25');
  });

  test('is absent when nothing states it', () => {
    expect(parsed(`It happened on Sunday. ${BODY}`).info).not.toHaveProperty('date');
  });
});
