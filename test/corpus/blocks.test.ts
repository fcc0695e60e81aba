import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blocksOf } from '../../src/corpus/blocks.js';
import { foldWhiteSpace } from '../../src/corpus/lines.js';
import { anyText } from '../passages/texts.js';

const textsOf = (text: string) =>
  blocksOf(text, 0).map(({ start, end }) => foldWhiteSpace(text.slice(start, end)));

/** As a converter wraps a paragraph: no line is longer than `column` unless one word is. */
function wrap(paragraph: string, column: number, end = '\n', indent = ''): string {
  const lines = [''];
  for (const word of paragraph.split(' ')) {
    const line = lines.at(-1) as string;
    if (line === '') lines[lines.length - 1] = indent + word;
    else if (line.length + 1 + word.length <= column) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(indent + word);
  }
  return lines.join(end);
}

const ONE =
  'Today, Secretary Rubio, Special Envoy Witkoff, Mr. Jared Kushner, and Secretary Driscoll held an extensive and productive meeting with the Ukrainian delegation to review the latest draft agreements under discussion. The conversation was candid, detailed, and conducted in a spirit of partnership and shared purpose.';
const TWO =
  'The Ukrainian delegation affirmed that all of their principal concerns were thoroughly addressed during the meeting. They expressed appreciation for the structured approach taken to incorporate their feedback into each component of the emerging settlement framework, as the U.S. Department of State said later that day in Geneva.';

describe('paragraphs', () => {
  test.each([52, 60, 72, 80, 100])('that are wrapped at column %i are one block each', (column) => {
    expect(textsOf(`${wrap(ONE, column)}\n\n${wrap(TWO, column)}\n`)).toEqual([ONE, TWO]);
  });

  test.each(['\n', '\r\n', '\r', '\u2028'])('may be wrapped with any line end (%j)', (end) => {
    expect(textsOf(`${wrap(ONE, 72, end)}${end}${end}${wrap(TWO, 72, end)}`)).toEqual([ONE, TWO]);
  });

  test('that are wrapped and indented are one block each', () => {
    expect(textsOf(`${wrap(ONE, 72, '\n', '    ')}\n\n${wrap(TWO, 72)}`)).toEqual([ONE, TWO]);
  });

  test('stay whole around an address that no wrapping could break', () => {
    const url = `[announced](https://news.example/${'a-long-path/'.repeat(8)})`;
    const withUrl = ONE.replace('extensive', url).replace('candid', url);
    expect(textsOf(`${wrap(withUrl, 72)}\n\n${wrap(TWO, 72)}`)).toEqual([withUrl, TWO]);
  });

  test('stay whole in a text of which most lines hold such an address', () => {
    const url = `https://news.example/${'a-long-path/'.repeat(10)}`;
    const items = Array.from(
      { length: 12 },
      (_, i) => `the maker of item ${i} said\n${url}\n${url}\nso.`,
    );
    const text = `${items.join('\n\n')}\n\n${wrap(ONE, 72)}`;
    expect(textsOf(text).at(-1)).toBe(ONE);
    expect(textsOf(text)).toHaveLength(13);
  });

  test('of one long line each are one block each', () => {
    expect(textsOf(`${ONE}\n${TWO}\n${ONE}`)).toEqual([ONE, TWO, ONE]);
  });

  test('of short lines are one block each, for nothing tells that they are wrapped', () => {
    const lines = ['Geneva, Switzerland', 'a', 'The talks began at nine.', 'they ended at ten'];
    expect(textsOf(lines.join('\n'))).toEqual(lines);
    const two = ['24th November, 2025', 'Talks.'];
    expect(textsOf(two.join('\n'))).toEqual(two);
  });

  test('are not joined because one line happens to be as long as a wrapped one', () => {
    const lines = [
      'A headline about the talks that is just about sixty columns wide',
      'Rubio said that it was a long day and that he was tired of it all.',
      'Yermak said so too.',
    ];
    expect(textsOf(lines.join('\n'))).toEqual(lines);
  });

  test('are not joined because a few of many lines happen to agree on a column', () => {
    const chance = Array.from({ length: 4 }, (_, i) => `${'The talks went on '.repeat(4)}day ${i}`);
    const short = Array.from({ length: 20 }, (_, i) => `Speaker ${i}: ${'Yes. '.repeat(i % 5)}No.`);
    expect(textsOf([...chance, ...short].join('\n'))).toEqual([...chance, ...short]);
  });

  test('go on in lower case behind a line that is not full', () => {
    const ragged = 'The delegations met in the morning\nand talked until the evening.';
    expect(textsOf(`${wrap(ONE, 72)}\n\n${ragged}`)).toEqual([ONE, foldWhiteSpace(ragged)]);
    const list = 'The parties agreed:\nto meet again.';
    expect(textsOf(`${wrap(ONE, 72)}\n\n${list}`)).toEqual([ONE, ...list.split('\n')]);
  });

  test('end at a short line of a wrapped text', () => {
    const text = `${wrap(ONE, 72)}\n\nSouth Lawn\n8:09 P.M. EDT\n\n${wrap(TWO, 72)}`;
    expect(textsOf(text)).toEqual([ONE, 'South Lawn', '8:09 P.M. EDT', TWO]);
  });

  test('go on behind a short line that breaks off', () => {
    const broken = 'Flooding was heavy from January 31 to  \nFebruary 9, 2024.';
    expect(textsOf(`${wrap(ONE, 72)}\n\n${broken}`)).toEqual([ONE, foldWhiteSpace(broken)]);
  });

  test('end where a list item or a heading begins', () => {
    const items = ['- first of all', '- then the rest', '1. one', '2) two', '> quoted', '# Head'];
    const text = `${wrap(ONE, 72)}\n${items.join('\n')}\n${wrap(TWO, 72)}`;
    expect(textsOf(text)).toEqual([ONE, ...items, TWO]);
  });
});

describe('headings', () => {
  const kindOf = (text: string) => blocksOf(text, 0)[0]?.kind;

  test('are short lines that do not end as a sentence does', () => {
    expect(kindOf('Joint statement emphasizes progress')).toBe('heading');
    expect(kindOf('## What was agreed.')).toBe('heading');
  });

  test.each([
    'No final deal was reached.',
    'Is it really possible?',
    'It reads in part:',
    '“We moved forward.”',
    'First of all,',
    ONE.slice(0, 150),
  ])('are not what ends as a sentence, or is long: %s', (text) => {
    expect(kindOf(text)).toBe('paragraph');
  });
});

test('blocks are in order, never empty, and hold every character that is not white', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      let position = 0;
      for (const { start, end } of blocksOf(text, 0)) {
        expect(text.slice(position, start).trim()).toBe('');
        expect(end).toBeGreaterThan(start);
        expect(text.slice(start, end)).toBe(text.slice(start, end).trim());
        position = end;
      }
      expect(text.slice(position).trim()).toBe('');
    }),
  );
});
