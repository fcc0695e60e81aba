import { expect, test } from 'vitest';
import { timesIn } from '../../src/answer/times.js';

const written = (text: string) => timesIn(text).map(({ start, end }) => text.slice(start, end));

test.each([
  ['on 23 November 2025 or Nov. 23, 2025', ['23 November 2025', 'Nov. 23, 2025']],
  ['since February 2022', ['February 2022']],
  ['on Sunday, March 3rd, and Monday morning', ['Sunday, March 3rd', 'Monday morning']],
  ['at 6:30 p.m., at 7 am or at nine in the evening', ['6:30 p.m.', '7 am', 'nine in the evening']],
  [
    'three weeks ago, within 30 days, next year',
    ['three weeks ago', 'within 30 days', 'next year'],
  ],
  ['in 1911 and in the 1980s', ['1911', '1980s']],
  ['until the end of May', ['the end of May']],
  ['on 2025-03-04 at noon', ['2025-03-04', 'noon']],
])('times in “%s” are found whole', (text, times) => {
  expect(written(text)).toEqual(times);
});

test.each([
  ['They may march on, and May said so.'],
  ['It cost $1999 and 2025.5 crowns, no. 20250304.'],
  ['Forenoon todays.'],
])('“%s” names no time', (text) => {
  expect(written(text)).toEqual([]);
});
