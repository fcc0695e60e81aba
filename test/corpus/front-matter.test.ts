import { describe, expect, test } from 'vitest';
import { readFrontMatter, readMetadata } from '../../src/corpus/front-matter.js';
import { blockTexts, parsed } from './parsed.js';

const BODY = 'The talks were long and they were candid.';
const faultOf = (text: string) => () => parsed(text);

describe('front matter', () => {
  test('gives what the briefings state', () => {
    const { info } = parsed(
      [
        '---',
        "date: '2025-11-23'",
        'modified_time: 2025-11-24 09:24:31-05:00',
        'published_time: 2025-11-23 21:24:00-05:00',
        'source_url: https://www.whitehouse.gov/briefings-statements/2025/11/readout/',
        'tags: briefings-statements',
        'title: "Readout of Peace\\_Talks in\\',
        '  \\ Geneva"',
        '---',
        BODY,
      ].join('\n'),
    );
    expect(info).toMatchObject({
      title: 'Readout of Peace Talks in Geneva',
      date: '2025-11-23',
      url: 'https://www.whitehouse.gov/briefings-statements/2025/11/readout/',
      site: 'whitehouse.gov',
      tags: ['briefings-statements'],
    });
  });

  test('gives publisher and authors, one or several', () => {
    const one = readFrontMatter('---\nauthor: Ann Lee\npublisher: The Daily Post\n---\n').metadata;
    expect(one).toEqual({ authors: ['Ann Lee'], publisher: 'The Daily Post' });
    const two = readFrontMatter('---\nauthors:\n  - Ann Lee\n  - Bo Ray\n---\n').metadata;
    expect(two).toEqual({ authors: ['Ann Lee', 'Bo Ray'] });
  });

  test('falls back from the date to the times of publishing and of change', () => {
    const dateOf = (...lines: string[]) =>
      readFrontMatter(`---\n${lines.join('\n')}\n---\n`).metadata.date;
    const modified = 'modified_time: 2025-11-26 01:00:00+00:00';
    const published = 'published_time: 2025-11-25 01:00:00+00:00';
    expect(dateOf(modified, published, 'date: 2025-11-24')).toBe('2025-11-24');
    expect(dateOf(modified, published)).toBe('2025-11-25');
    expect(dateOf(modified, published, 'date:')).toBe('2025-11-25');
    expect(dateOf(modified)).toBe('2025-11-26');
  });

  test('takes a value as it is written, not for a number or a truth', () => {
    expect(readFrontMatter('---\ntitle: 007\n---\n').metadata.title).toBe('007');
    expect(readFrontMatter('---\ntitle: 1.10\n---\n').metadata.title).toBe('1.10');
    expect(readFrontMatter('---\ntitle: true\n---\n').metadata.title).toBe('true');
    expect(readFrontMatter('---\ntags: [2025, no]\n---\n').metadata.tags).toEqual(['2025', 'no']);
  });

  test('may leave keys empty, and hold others of any shape', () => {
    const text = '---\ntitle:\nauthor: ~\ntags: null\ndate: ""\nlayout: {a: [1, 2]}\n---\n';
    expect(readFrontMatter(text).metadata).toEqual({});
  });

  test('gives no address that is none', () => {
    expect(readMetadata({ url: 'javascript:alert(1)' }).metadata).toEqual({});
    expect(readMetadata({ url: 'see the archive' }).metadata).toEqual({});
    expect(readMetadata({ source_url: 'https://' }).metadata).toEqual({});
  });

  test.each([
    ['with other line ends', `---\r\ntitle: T\r\n---\r\n${BODY}`],
    ['behind a byte-order mark', `\uFEFF---\ntitle: T\n---\n${BODY}`],
    ['with spaces behind its rules', `---  \ntitle: T\n--- \t\n${BODY}`],
    ['before nothing but one line', `---\ntitle: T\n---\n\n\n${BODY}`],
  ])('is told from the body %s', (_, text) => {
    const document = parsed(text);
    expect(document.info.title).toBe('T');
    expect(blockTexts(document)).toEqual([BODY]);
    expect(document.text).toBe(text);
  });

  test('may be empty', () => {
    expect(blockTexts(parsed(`---\n---\n${BODY}`))).toEqual([BODY]);
  });

  test('is not opened by a rule further down', () => {
    const { info } = parsed(`${BODY}\n\n---\n\ntitle: T`);
    expect(info.title).toBe(BODY);
  });

  test.each([
    ['that is never closed', `---\ntitle: T\n${BODY}`, /opened by "---" but never closed/],
    ['that is no YAML', `---\ntitle: "T\n---\n${BODY}`, /not valid YAML/],
    [
      'of two documents',
      `---\ntitle: T\n...\ntitle: U\n---\n${BODY}`,
      /a second document begins at/,
    ],
    ['that is a text', `---\njust words\n---\n${BODY}`, /metadata is not as expected/],
    ['that is a list', `---\n- a\n- b\n---\n${BODY}`, /metadata is not as expected/],
    ['with a title that is a mapping', `---\ntitle: {a: b}\n---\n${BODY}`, /as expected: title/],
    [
      'that multiplies itself',
      `---\na: &a [x,x]\nb: &b [*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c]\n---\n${BODY}`,
      /not valid YAML/,
    ],
  ])('is a fault of the file %s', (_, text, message) => {
    expect(faultOf(text)).toThrow(message);
  });

  test.each(['soon', 'Summer 2020', '2025-02-30'])(
    'with the date "%s" leaves it unknown and says so',
    (date) => {
      const { info, remarks } = parsed(`---\ntitle: T\ndate: ${date}\n---\n${BODY}`);
      expect(info).toMatchObject({ title: 'T' });
      expect(info.date).toBeUndefined();
      expect(remarks).toEqual([`"${date}" is no calendar date`]);
    },
  );

  test('has its fault told in one line', () => {
    expect(faultOf(`---\ntitle: "T\n---\n${BODY}`)).toThrow(/^[^\n]+$/);
  });

  test.each([
    ['brackets', '['.repeat(5_000)],
    ['brackets behind a key', `a: ${'[x, '.repeat(3_000)}`],
    ['braces', '{a: '.repeat(3_000)],
    ['mappings in one line', 'a: '.repeat(5_000)],
    ['list items in one line', `${'- '.repeat(5_000)}x`],
    ['indented keys', Array.from({ length: 40 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
  ])('that nests %s too deeply is refused in one line, however often', (_, yaml) => {
    for (let time = 0; time < 4; time++) {
      expect(faultOf(`---\n${yaml}\n---\n${BODY}`)).toThrow(
        /^front matter is not valid YAML: it is nested deeper than 32 levels$/,
      );
    }
  });

  test('may hold brackets that open nothing', () => {
    const brackets = '[{ '.repeat(50);
    const texts = [`"${brackets}"`, `The ${brackets}`, `|\n  ${brackets}`].map(
      (title) => readFrontMatter(`---\ntitle: ${title}\n---\n`).metadata.title,
    );
    expect(texts).toEqual([brackets.trim(), `The ${brackets.trim()}`, brackets.trim()]);
  });

  test('may be long, and is no metadata when it is very long', () => {
    const ofLength = (length: number) => `---\nnote: ${'x'.repeat(length)}\n---\n${BODY}`;
    expect(blockTexts(parsed(ofLength(16_000)))).toEqual([BODY]);
    expect(faultOf(ofLength(17_000))).toThrow(/opened by "---" but not closed within 16384/);
  });

  test('has a long title cut at a word, and never inside a character', () => {
    const titleOf = (title: string) => readMetadata({ title }).metadata.title as string;
    expect(titleOf('x'.repeat(200))).toBe('x'.repeat(200));
    expect(titleOf('talks '.repeat(60))).toBe(`${'talks '.repeat(33).trim()}…`);
    expect(titleOf(`a${'𝔘'.repeat(150)}`)).toBe(`a${'𝔘'.repeat(99)}…`);
  });
});
