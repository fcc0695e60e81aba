import fc from 'fast-check';

/** Discord's escape rule: a backslash before anything but letters, digits and white space. */
const ESCAPED = /\\([^0-9A-Za-z\s])/g;

/** What a reader sees of text whose only markup is backslashes. */
export function shown(markdown: string): string {
  return markdown.replace(ESCAPED, '$1');
}

/** What stands outside of bold and in it, in turns: plain, bold, plain, … */
export function boldParts(markdown: string): string[] {
  const parts = [''];
  for (const [token] of markdown.matchAll(/\\[\s\S]|\*\*|[\s\S]/g)) {
    if (token === '**') parts.push('');
    else parts.push(`${parts.pop()}${token}`);
  }
  return parts;
}

/** Things that Discord would act on, by the patterns its clients use. */
const ACTIVE: readonly (readonly [string, RegExp])[] = [
  ['mention', /<(?:@[!&]?|#)\d+>/],
  ['everyone', /@(?:everyone|here)/],
  ['timestamp', /<t:-?\d+(?::[a-zA-Z])?>/],
  ['custom emoji', /<a?:\w+:\d+>/],
  ['emoji', /:[^\s:]+:/],
  ['command', /<\/[\w -]+:\d+>/],
  ['bare address', /https?:\/\/\S/],
  ['masked link', /\[[^\]]*\]\([^)]*\)/],
  ['heading', /^\s*(?:>\s*)?(?:-#|#{1,3})\s/m],
  ['quote', /^\s*>{1,3}\s/m],
  ['list', /^\s*(?:[-*+]|\d+[.)])\s/m],
  ['emphasis or code', /[*_~|`]/],
];

/** Names of what is still active once escaped characters are taken out. */
export function activeIn(markdown: string): string[] {
  const inert = markdown.replace(ESCAPED, '\u0000');
  return ACTIVE.filter(([, pattern]) => pattern.test(inert)).map(([name]) => name);
}

const NASTY = [
  ...['@everyone', '@here', '<@123456789012345678>', '<@&123456789012345678>', '<#1234>'],
  ...['<t:1700000000:R>', '<:a:1>', '<a:b:2>', '</ask:123>', ':smile:', 'https://example.org/a_b'],
  ...[
    '[text](https://example.org)',
    '# head',
    '-# small',
    '> quote',
    '>>> all',
    '- item',
    '1. one',
  ],
  ...[
    '**',
    '__',
    '~~',
    '||',
    '`',
    '```\n',
    '\\',
    '\\\\',
    '\n',
    '\r\n',
    '\t',
    ' ',
    '. ',
    '😀',
    'e\u0301',
  ],
  ...['👩‍👩‍👧', 'word', 'Zelenskyy', '“quoted.” ', '\u2028', '-', '+', '*', '2)'],
] as const;

/** Files are decoded as UTF-8: they hold no half of a surrogate pair. */
const anyCharacter = fc
  .oneof(fc.nat(0xd7ff), fc.integer({ min: 0xe000, max: 0x10ffff }))
  .map((codePoint) => String.fromCodePoint(codePoint));

/** Text as hostile as documents get. */
export const nastyText = (maxLength = 60) =>
  fc
    .array(
      fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(...NASTY) },
        { weight: 1, arbitrary: fc.string({ unit: 'binary-ascii', maxLength: 8 }) },
        { weight: 1, arbitrary: anyCharacter },
      ),
      { maxLength },
    )
    .map((parts) => parts.join(''));

/** Holds half of a pair that belongs to a character outside the basic plane. */
export function hasLoneSurrogate(text: string): boolean {
  return /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text);
}
