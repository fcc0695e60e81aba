import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { parseDocument } from '../../src/corpus/parse.js';
import { blockTexts, parsed } from './parsed.js';

const BODY = 'The talks were long and they were candid.';

describe('the title of a document', () => {
  const titleOf = (text: string) => parsed(text).info.title;

  test('is that of the front matter before all others', () => {
    expect(titleOf(`---\ntitle: Stated\n---\n# Heading\n\n${BODY}`)).toBe('Stated');
  });

  test('is that of sources.yaml when the front matter has none', () => {
    const bytes = Buffer.from(`# Heading\n\n${BODY}`);
    expect(parseDocument('a.md', bytes, { title: 'Known' }).info.title).toBe('Known');
    const stated = Buffer.from(`---\ntitle: Stated\n---\n${BODY}`);
    expect(parseDocument('a.md', stated, { title: 'Known' }).info.title).toBe('Stated');
  });

  test('is else the Markdown heading of the first level, wherever it stands', () => {
    expect(titleOf(`By Ann Lee\n\n# The *second* day\n\n${BODY}`)).toBe('The second day');
  });

  test('is else the first line, not the heading of a section further down', () => {
    expect(titleOf(`Talks in Geneva\n\n${BODY}\n\n## Later\n\n${BODY}`)).toBe('Talks in Geneva');
    expect(titleOf(`## Talks in Geneva\n\n${BODY}`)).toBe('Talks in Geneva');
  });

  test('is the first line behind the dateline and the furniture', () => {
    expect(titleOf(`24th November, 2025\na\n${BODY}`)).toBe(BODY);
    expect(titleOf(`Advertisement\n\n${BODY}`)).toBe(BODY);
  });

  test('is cut at a word, and marked, when the first line is running text', () => {
    const title = titleOf(`${'Representatives of both sides met, '.repeat(8)}he said.`);
    expect(title).toMatch(/^(?:Representatives of both sides met, )+.*\w…$/);
    expect(title.length).toBeLessThanOrEqual(91);
  });

  test('is cut at a word when the front matter states a very long one', () => {
    const long = 'talks '.repeat(2_000).trim();
    const cut = `${'talks '.repeat(33).trim()}…`;
    expect(titleOf(`---\ntitle: ${long}\n---\n${BODY}`)).toBe(cut);
  });

  test('is never cut inside a character', () => {
    expect(titleOf(`a${'𝔘'.repeat(100)}`)).toBe(`a${'𝔘'.repeat(44)}…`);
  });

  test('holds no markup', () => {
    expect(titleOf(`**Talks** in [Geneva](https://x.example/a_b) on _Sunday_\n\n${BODY}`)).toBe(
      'Talks in Geneva on Sunday',
    );
    expect(titleOf(`<figure>\n\n<u>Talks</u> in Geneva\n\n${BODY}`)).toBe('Talks in Geneva');
    expect(titleOf(`snake_case_name and 2 * 3\n\n${BODY}`)).toBe('snake_case_name and 2 * 3');
  });
});

describe('what is known of a document', () => {
  test('comes from the text itself before sources.yaml, key by key', () => {
    const bytes = Buffer.from(`---\npublisher: Stated\n---\n24th November, 2025\n${BODY}`);
    const known = { publisher: 'Known', authors: ['Ann Lee'], date: '2025-11-25' };
    expect(parseDocument('a.txt', bytes, known).info).toMatchObject({
      publisher: 'Stated',
      authors: ['Ann Lee'],
      date: '2025-11-25',
    });
  });

  test('is absent, not empty, when nothing states it', () => {
    const sha256 = createHash('sha256').update(BODY).digest('hex');
    expect(parsed(BODY, 'folder/a.txt').info).toEqual({
      source: 'folder/a.txt',
      sha256,
      title: BODY,
    });
  });
});

describe('the text of a document', () => {
  test('is the file exactly as it is on disk', () => {
    const file = `\uFEFF---\r\ntitle: T\r\n---\r\n\r\nCafe\u0301 👩‍👩‍👧‍👦 on Sunday.\r\n\r\n${BODY}\r\n`;
    const bytes = Buffer.from(file);
    const document = parseDocument('a.txt', bytes);
    expect(document.text).toBe(file);
    expect(Buffer.from(document.text)).toEqual(bytes);
    expect(document.info.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(blockTexts(document)).toEqual(['Cafe\u0301 👩‍👩‍👧‍👦 on Sunday.', BODY]);
  });

  test.each([
    ['is empty', Buffer.from(''), 'it is empty'],
    ['holds only white space', Buffer.from(' \n\u00A0\n'), 'it holds no text that could be quoted'],
    [
      'holds only furniture',
      Buffer.from('Comments\n\nTrending Now'),
      'no text that could be quoted',
    ],
    [
      'holds only front matter',
      Buffer.from('---\ntitle: T\n---\n'),
      'no text that could be quoted',
    ],
    ['holds only a date', Buffer.from('24th November, 2025\n'), 'no text that could be quoted'],
    ['is Latin-1', Buffer.from('Café', 'latin1'), 'it is not UTF-8; save it in that encoding'],
    ['is UTF-16', Buffer.from('\uFEFFTalks', 'utf16le'), 'it is not UTF-8'],
    ['is cut inside a character', Buffer.from('Talks…').subarray(0, 7), 'it is not UTF-8'],
    ['holds a NUL', Buffer.from('Talks\0'), 'it holds NUL characters, so it is no text file'],
  ])('is refused with its fault when it %s', (_, bytes, message) => {
    expect(() => parseDocument('a.txt', bytes)).toThrow(message);
  });
});

test.each([
  ['brackets', `ab${'('.repeat(200_000)}`],
  ['angle brackets', `ab${'<'.repeat(200_000)}`],
  ['square brackets', `ab${'[a]('.repeat(50_000)}`],
  ['spaces', `ab${' '.repeat(200_000)}cd`],
  ['short lines', 'ab\n'.repeat(60_000)],
  ['at signs', `Write to ${'@'.repeat(200_000)}`],
  ['addresses', `Write to ${'a@b.'.repeat(50_000)}`],
  ['dates', 'May 4, 2025 '.repeat(16_000)],
  ['keys', `---\n${'a: b\n'.repeat(40_000)}`],
  ['nested front matter', `---\n${'['.repeat(50_000)}\n---\nab`],
])('200 kB of %s take no unbounded time to read', (_, text) => {
  const startedAt = performance.now();
  try {
    parsed(text);
  } catch {
    // Refusing it is as good.
  }
  expect(performance.now() - startedAt).toBeLessThan(5_000);
});
