import fc from 'fast-check';
import { hostileText } from './texts.js';

const KEYS = [
  ...['title', 'date', 'published_time', 'modified_time', 'source_url', 'url', 'publisher'],
  ...[
    'author',
    'authors',
    'tags',
    '__proto__',
    'constructor',
    'toString',
    '<<',
    '? a',
    '"a"',
    "'b'",
  ],
  ...[
    '*a',
    '&a k',
    '!!str x',
    'é',
    '1',
    'null',
    '~',
    '',
    '- x',
    '[a]',
    '{a: b}',
    'a.txt',
    'b/c.md',
  ],
];
const VALUES = [
  ...['A title', '2025-01-02', '2 May 2025', '3/4/2025', 'yesterday', '0000-00-00', '9999-99-99'],
  ...[
    '2025-01-02T25:61:61+99:99',
    '-2025-01-01',
    '275760-09-13',
    'May 2025',
    '1.10',
    '007',
    '0x1F',
    '.inf',
  ],
  ...[
    'https://a.example/b',
    'http://',
    'http://[::1',
    'HTTPS://\u202ea.example',
    'javascript:alert(1)',
    'http://a b',
  ],
  ...[
    '[a, b]',
    '[[a]]',
    '{a: b}',
    '{',
    '}',
    '[',
    ']',
    '[a, [b, {c: d}]]',
    '&a x',
    '*a',
    '*b',
    '!!binary aGk=',
    '!x y',
  ],
  ...[
    '"\\x41"',
    '"\\q"',
    '"open',
    "'open",
    "'it''s'",
    '|\n  a\n  b',
    '>-\n  a\n\n  b',
    '|9\n a',
    '# c',
    '~',
    'null',
    '',
  ],
  ...[
    'a: b: c',
    '- a',
    '? a\n: b',
    '%TAG',
    '@at',
    '`tick',
    '\ta',
    'a #b',
    '<<: *a',
    '{<<: *a}',
    '---',
    '...',
  ],
];
const ENDS = [
  '\n',
  '\n',
  '\n',
  '\r\n',
  '\r',
  '\n\n',
  '\n---\n',
  '\n...\n',
  '\u2028',
  ' ',
  '\n  ',
  '\n- ',
];

const scalar = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...VALUES) },
  { weight: 1, arbitrary: hostileText(6) },
);
const entry = fc
  .tuple(
    fc.constantFrom('', '', '', '  ', '- ', '    ', '\t'),
    fc.constantFrom(...KEYS),
    fc.constantFrom(': ', ': ', ':', ' : ', ' '),
    scalar,
    fc.constantFrom(...ENDS),
  )
  .map((parts) => parts.join(''));

/** Something like YAML; much of it is none. */
export const anyYaml: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.array(entry, { maxLength: 8 }).map((entries) => entries.join('')) },
  {
    weight: 1,
    arbitrary: fc
      .array(scalar, { maxLength: 6 })
      .map((items) => items.map((item) => `- ${item}\n`).join('')),
  },
  { weight: 1, arbitrary: hostileText(20) },
);

/** What makes YAML expensive; each grows with `size`. */
export const EXPENSIVE: Readonly<Record<string, (size: number) => string>> = {
  'many keys': (size) => lines(size, 10, (i) => `k${i}: v\n`),
  'many documents': (size) => lines(size, 24, (i) => `f${i}.txt:\n  title: T${i}\n`),
  'one key over and over': (size) => 'k: v\n'.repeat(size / 5),
  'keys of one flow mapping': (size) => `{${lines(size, 10, (i) => `k${i}: v, `)}}`,
  'aliases of one anchor': (size) => `- &a x\n${'- *a\n'.repeat(size / 5)}`,
  'anchors with an alias each': (size) => lines(size, 18, (i) => `- &a${i} x\n- *a${i}\n`),
  'merge keys': (size) => `a: &a {x: y}\n${lines(size, 18, (i) => `k${i}: {<<: *a}\n`)}`,
  'wrong escapes': (size) => `a: "${'\\q'.repeat(size / 2)}"`,
  quotes: (size) => '"'.repeat(size),
  'errors of every line': (size) => 'a: }\n'.repeat(size / 5),
  nesting: (size) => '['.repeat(size),
  'nested maps': (size) => lines(Math.min(size, 2_000), 40, (i) => `${' '.repeat(i)}a:\n`),
  'an open quotation': (size) => `a: "${'b\n '.repeat(size / 3)}`,
  comments: (size) => `${'# a\n'.repeat(size / 4)}a: b`,
  documents: (size) => '---\na: b\n'.repeat(size / 9),
  tags: (size) => '- !<x> a\n'.repeat(size / 9),
  'blank lines': (size) => `a: b\n${'\n'.repeat(size)}c: d`,
};

function lines(size: number, length: number, make: (i: number) => string): string {
  return Array.from({ length: Math.ceil(size / length) }, (_, i) => make(i)).join('');
}
