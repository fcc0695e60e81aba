import fc from 'fast-check';

/** What parts sentences, lines and words, looks like markup, or is not seen. */
const MARKS = [
  ...[
    '.',
    '!',
    '?',
    '…',
    ':',
    ';',
    ',',
    '. ',
    '." ',
    '.” ',
    '“',
    '”',
    '"',
    "'",
    '’',
    '«',
    '»',
    '„',
  ],
  ...['(', ')', '[', ']', '[1]', '](', '<a', '>', '*', '**', '_', '`', '~~', '||', '|', '\\', '/'],
  ...[' ', '  ', '\n', '\n\n', '\r', '\r\n', '\r\n\r\n', '\t', '\v', '\f', '\u00a0', '\u3000'],
  ...['\u2028', '\u2029', '\u0085', '\ufeff', '\u200b', '\u2060', '\u00ad', '\u200d', '\u0001'],
  ...['\u202e', '\u202d', '\u202c', '\u2066', '\u2067', '\u2069', '\u200f', '\u061c'],
  ...[
    '\u0301',
    '\u0316\u0301',
    '\ufe0f',
    '\u20e3',
    '😀',
    '👩‍👩‍👧‍👦',
    '🇺🇦',
    '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
    '𝔘',
    '\u{10ffff}',
    '\uffff',
  ],
  ...[
    '- ',
    '* ',
    '1. ',
    '# ',
    '###### ',
    '> ',
    '>>> ',
    '---',
    '--- \n',
    '-',
    '‑',
    '–',
    '—',
    '+',
    '=',
  ],
];

/** What the rules about words, names, numbers and questions look for. */
const WORDS = [
  ...[
    'The talks',
    'Jane Roe',
    'Gen. ',
    'Mr. ',
    'J. A. Smith',
    'U.S.',
    'e.g.',
    'Nov. 23, 2025',
    'No. 5',
  ],
  ...[
    'said',
    'Roe said',
    'he',
    'She',
    'who',
    '’s',
    "s'",
    'the',
    'of the',
    'and',
    'not',
    'AND',
    'OR',
    'NOT',
  ],
  ...[
    'NEAR(',
    'body:',
    '^',
    'a*',
    '{',
    '}',
    '%',
    '--',
    ';--',
    '$1',
    '\\1',
    'toString',
    '__proto__',
  ],
  ...[
    '3.5',
    '600,000',
    '$5 million',
    '1/2/2025',
    '2025-02-30',
    '12:30',
    '½',
    '٣',
    '20 %',
    '1e9',
    'NaN',
  ],
  ...[
    'x',
    'a',
    'ß',
    'İ',
    'ﬁ',
    'ñ',
    'Київ',
    '日本語。',
    'مرحبا',
    'שלום',
    'ไทย',
    'cease-fire',
    'a@b.example',
  ],
  ...[
    'https://x.example/?a=b&c',
    '<@123456789012345678>',
    '@everyone',
    '<t:1:R>',
    ':smile:',
    '```',
    'Q',
    'MS. ROE:',
  ],
  ...[
    'what about',
    'why?',
    'how many',
    'when did',
    'thanks',
    'tell me',
    'it',
    'that',
    'there',
    'ok so',
  ],
];

const piece = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...MARKS) },
  { weight: 6, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 8 }) },
);
const pieces = fc.oneof(
  { weight: 12, arbitrary: piece },
  {
    weight: 1,
    arbitrary: fc.tuple(piece, fc.integer({ min: 2, max: 300 })).map(([p, n]) => p.repeat(n)),
  },
);

/** Text as hostile as it gets, without halves of surrogate pairs: what any file decodes to. */
export const hostileText = (maxLength = 40): fc.Arbitrary<string> =>
  fc.array(pieces, { maxLength }).map((parts) => parts.join(''));

/** The same with halves of pairs: what JSON, and a program, may hand in. */
export const anyString = (maxLength = 40): fc.Arbitrary<string> =>
  fc
    .array(
      fc.oneof(
        { weight: 20, arbitrary: pieces },
        { weight: 1, arbitrary: fc.constantFrom('\ud800', '\udc00', '\ude00\ud83d', '\0') },
      ),
      { maxLength },
    )
    .map((parts) => parts.join(''));

/** Parts of a text, wherever they begin and end: what somebody copies. */
export const sliceOf = (text: string, longest: number): fc.Arbitrary<string> =>
  fc
    .tuple(fc.nat(text.length), fc.nat(longest))
    .map(([start, length]) => text.slice(start, start + length));
