/**
 * Excel takes a file without this mark for one in the code page of its machine and garbles every
 * letter that is not ASCII; those who open a list of questions open it in a spreadsheet.
 */
const BYTE_ORDER_MARK = '\ufeff';

/**
 * What makes a spreadsheet read a cell as a formula, which could fetch a URL or start a program;
 * the full-width forms do so in East Asian editions (OWASP, "CSV Injection").
 */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/**
 * Comma-separated values after RFC 4180, each record ended by CRLF, in UTF-8 with a byte-order
 * mark. A text that a spreadsheet would read as a formula gets an apostrophe before it; numbers
 * stay as they are.
 */
export function toCsv(rows: readonly (readonly (string | number)[])[]): string {
  const records = rows.map((cells) => `${cells.map(toCell).join(',')}\r\n`);
  return BYTE_ORDER_MARK + records.join('');
}

function toCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
