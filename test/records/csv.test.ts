import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toCsv } from '../../src/records/csv.js';

const MARK = '\ufeff';

/** Reads RFC 4180 by its grammar, one character at a time; nothing of how it is written is known. */
function parse(csv: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  for (let at = 0; at < csv.length; at++) {
    if (csv[at] === '"' && cell === '') {
      for (at++; csv[at] !== '"' || csv[at + 1] === '"'; at++) {
        if (at >= csv.length) throw new Error('a quoted cell does not end');
        if (csv[at] === '"') at++;
        cell += csv[at];
      }
    } else if (csv[at] === ',') {
      row.push(cell);
      cell = '';
    } else if (csv.startsWith('\r\n', at)) {
      rows.push([...row, cell]);
      [row, cell] = [[], ''];
      at++;
    } else cell += csv[at];
  }
  if (row.length > 0 || cell !== '') throw new Error('the last record does not end');
  return rows;
}

describe('a table as CSV', () => {
  test('has commas between cells, CRLF after each record and a byte-order mark', () => {
    expect(toCsv([])).toBe(MARK);
    expect(
      toCsv([
        ['question', 'times'],
        ['Quién firmó', 3],
      ]),
    ).toBe(`${MARK}question,times\r\nQuién firmó,3\r\n`);
  });

  test('puts cells with commas, quotes or line ends in quotes, and others not', () => {
    expect(toCsv([['a,b', 'say "x"', 'two\nlines', 'a b', '']])).toBe(
      `${MARK}"a,b","say ""x""","two\nlines",a b,\r\n`,
    );
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '＋1', '－1', '＠x'])(
    'makes no formula of %j',
    (text) => {
      expect(parse(toCsv([[text, 'x']]).slice(1))).toEqual([[`'${text}`, 'x']]);
    },
  );

  test('leaves numbers, negative ones too, and signs within a text alone', () => {
    expect(toCsv([[-1, 0.5, '1=1', ' =1', 'a-b']])).toBe(`${MARK}-1,0.5,1=1, =1,a-b\r\n`);
  });

  test('is read back as what was written, whatever is in it', () => {
    const cell = fc.oneof(
      fc.string({ unit: fc.constantFrom('a', ',', '"', '\r', '\n', ' ', 'é', '=') }),
      fc.string({ unit: 'grapheme' }),
      fc.integer(),
    );
    const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 4 });
    fc.assert(
      fc.property(table, (rows) => {
        const read = parse(toCsv(rows).slice(1));
        const written = rows.map((cells) => cells.map(String));
        const undefused = read.map((cells, row) =>
          cells.map((text, column) =>
            text === `'${written[row]?.[column]}` ? text.slice(1) : text,
          ),
        );
        expect(undefused).toEqual(written);
      }),
    );
  });
});
