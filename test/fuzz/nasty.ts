/** Files made in code that something stumbled over, or might; each grows with `size`, in code units. */
export const NASTY: Readonly<Record<string, (size: number) => string>> = {
  'one word without end': (size) => 'a'.repeat(size),
  'one line without a stop': (size) => 'word other thing '.repeat(size / 17),
  'other words on one line': (size) => numbered(size, (i) => `word${i.toString(36)} `),
  'lines of one letter': (size) => 'a\n'.repeat(size / 2),
  'short lines': (size) => 'ab\n'.repeat(size / 3),
  'wrapped lines': (size) => `${'word and other '.repeat(5)}\n`.repeat(size / 76),
  'only white space around a word': (size) => `${' \t\n\u00a0\u2028'.repeat(size / 5)}word`,
  headings: (size) => numbered(size, (i) => `# Heading ${i}\n\n`),
  'headings alone': (size) => '# Head\n'.repeat(size / 7),
  'a deep list': (size) => numbered(size, (i) => `${'  '.repeat(i % 200)}- item\n`),
  'quote bars': (size) => `${'> '.repeat(size / 2)}deep`,
  abbreviations: (size) => `ab ${'U.S. '.repeat(size / 5)}`,
  titles: (size) => 'Mr. '.repeat(size / 4),
  initials: (size) => `ab ${'A. '.repeat(size / 3)}`,
  'initials without a space': (size) => `ab ${'a.a.'.repeat(size / 4)}`,
  'a list of names': (size) => numbered(size, (i) => `Jane R${letters(i)}, `),
  'names that speak': (size) => numbered(size, (i) => `“We met,” Gen. Jane R${letters(i)} said. `),
  'one name over and over': (size) => 'Jane Roe and Jane Roe '.repeat(size / 22),
  'titles tied to titles': (size) =>
    'Secretary of the Minister of the King of the '.repeat(size / 45),
  'hyphens without end': (size) => `ab ${'a-'.repeat(size / 2)}`,
  apostrophes: (size) => `ab ${"a'".repeat(size / 2)}`,
  'numbers with commas': (size) => `ab ${'1,111'.repeat(size / 5)}`,
  dates: (size) => 'Updated 2 January 2025, '.repeat(size / 24),
  stops: (size) => `ab${'.'.repeat(size)}`,
  'question marks': (size) => `ab ${'? '.repeat(size / 2)}`,
  'opening quotation marks': (size) => `ab ${'“'.repeat(size)}`,
  'straight quotation marks': (size) => `ab ${'" a'.repeat(size / 3)}`,
  quotations: (size) => '“It is so.” '.repeat(size / 12),
  brackets: (size) => `ab ${'['.repeat(size)}`,
  'links without end': (size) => `ab ${'[a]('.repeat(size / 4)}`,
  'tags without end': (size) => `ab ${'<a'.repeat(size / 2)}`,
  'tables without end': (size) => `ab ${'|a'.repeat(size / 2)}\n`,
  emphasis: (size) => `ab ${'*a '.repeat(size / 3)}`,
  'addresses without end': (size) => `Write to ${'a@'.repeat(size / 2)}`,
  'combining marks': (size) => `ae${'\u0316\u0301'.repeat(size / 2)}`,
  'joined emoji': (size) => `ab${'👩\u200d'.repeat(size / 3)}`,
  flags: (size) => `ab${'🇺🇦'.repeat(size / 4)}`,
  overrides: (size) => `ab ${'\u202ea\u202c'.repeat(size / 3)}`,
  'zero width': (size) => `ab${'\u200b\ufeff\u2060'.repeat(size / 3)}`,
  'Chinese without spaces': (size) => '日本'.repeat(size / 2),
  'ligatures that expand': (size) => '\ufdfa'.repeat(size),
  'a transcript': (size) =>
    numbered(size, (i) => `MS. R${letters(i).toUpperCase()}: Yes.\n\nQ Why?\n\n`),
  'lists of links': (size) =>
    `It began.\n\nRelated stories\n\n${'A headline of some words\n\n'.repeat(size / 26)}`,
  controls: (size) => `ab ${'\u0001\u0008\u001b[0m'.repeat(size / 6)}`,
};

function numbered(size: number, make: (i: number) => string): string {
  const parts: string[] = [];
  for (let i = 0, length = 0; length < size; i++) {
    const part = make(i);
    parts.push(part);
    length += part.length;
  }
  return parts.join('');
}

/** A word of its own for each number. */
function letters(i: number): string {
  return [...i.toString(26)]
    .map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 26)))
    .join('');
}
