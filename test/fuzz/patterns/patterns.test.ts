import { afterAll, describe, expect, test } from 'vitest';
import { sampled } from '../area.js';
import { growth, timed } from '../growth.js';
import { attacksOn, textOf } from './attacks.js';
import { everyPattern, type Found, literalsIn, PROGRAMS } from './discover.js';

/** Code units at first; then twice as many. */
const LENGTH = 4_000;
const SHORT = [18, 20, 22, 24, 26, 28] as const;
/** For some twenty letters, milliseconds of computing. */
const EXPLODED_MS = 20;
/** 2 is in proportion, 4 the square. */
const MOST = 3.2;

/** Patterns that take the square of what they are given, which is no more than this. */
const BOUNDED: readonly { readonly file: string; readonly of: string; readonly why: string }[] = [
  { file: 'corpus/parse.ts', of: '<[a-z/!][^>]*>', why: '2,000 code units of a block' },
  {
    file: 'corpus/parse.ts',
    of: '!?\\[([^\\]]*)\\]\\([^)]*\\)',
    why: '2,000 code units of a block',
  },
  { file: 'retrieval/place-weights.ts', of: ' *\\(.*\\)', why: 'names of countries and capitals' },
];

const patterns = await everyPattern();
let attacks = 0;

/** The first attack for which the time grows faster than the text, with how much. */
function broken({ source, flags }: Found): string | undefined {
  const pattern = new RegExp(source, flags);
  // All matches, as what replaces or reads them does; a sticky one looks at one place.
  const work = (text: string) => (pattern.global ? text.replace(pattern, '') : pattern.exec(text));
  for (const attack of attacksOn({ source })) {
    attacks++;
    const ofLength = (length: number) => textOf(attack, length);
    pattern.lastIndex = 0;
    // What doubles with each letter would never end with thousands.
    const explodes = (length: number) => timed(work, ofLength(length)) > EXPLODED_MS;
    // The first use of a long pattern compiles it.
    if (SHORT.some((length) => explodes(length) && explodes(length)))
      return `without end ${JSON.stringify(attack)}`;
    const first = growth(ofLength, work, LENGTH);
    if (first > MOST) return `${first.toFixed(1)} times for twice ${JSON.stringify(attack)}`;
  }
  return undefined;
}

const isBounded = ({ file, source }: Pick<Found, 'file' | 'source'>) =>
  BOUNDED.some((each) => each.file === file && each.of === source);

describe('a regular expression', () => {
  afterAll(() => {
    console.log(`fuzz: patterns: ${attacks} attacks on ${patterns.length} regular expressions`);
    expect(attacks).toBeGreaterThan(0);
  });

  test('is found wherever it is written or made', () => {
    const text = `const a = /x+\\/[/"]/gu; // /no/
      call(/b/, 'a /no/ b', c / d / e); return /f(?:g)/.test(h) ? /i/ : /j/;`;
    const found = literalsIn(text).map(({ source }) => source);
    expect(found).toEqual(['x+\\/[/"]', 'b', 'f(?:g)', 'i', 'j']);
    expect(patterns.length).toBeGreaterThan(350);
    const made = patterns.filter(({ file }) => file === 'answer/written-tokens.ts');
    expect(made.some(({ source }) => source.length > 500)).toBe(true);
  });

  test('is found without starting a program', () => {
    expect(PROGRAMS).toEqual(
      expect.arrayContaining(['ask.ts', 'indexer.ts', 'main.ts', 'shard-builder.ts']),
    );
    expect(PROGRAMS).not.toContain('wiring.ts');
  });

  test('that is made is found although its module was loaded before', async () => {
    await import('../../../src/answer/written-tokens.js');
    const again = await everyPattern();
    expect(again).toEqual(patterns);
  });

  test('that takes the square of its text is told from one that does not', () => {
    const of = (source: string, flags = '') => broken({ file: 'a.ts', source, flags });
    expect(of('a+b')).toContain('"pump":"a"');
    expect(of('x(?:a|a)*y')).toContain('without end');
    expect(of('^(?:a+)+$')).toContain('without end');
    expect(of('<[^>]*>', 'g')).toBeDefined();
    expect(of('(?<!a)a+b')).toBeUndefined();
    expect(of('^a+b')).toBeUndefined();
  });

  test.each(
    sampled(
      patterns.filter((found) => !isBounded(found)),
      40,
    ),
  )(
    'takes time in proportion to its text: $file /$source/$flags',
    (found) => expect(broken(found)).toBeUndefined(),
    120_000,
  );

  test.each(sampled(BOUNDED, BOUNDED.length))(
    'of $file would take the square, but gets only $why',
    ({ file, of }) => {
      const found = patterns.find((each) => each.file === file && each.source === of);
      expect(found && broken(found)).toBeDefined();
    },
  );
});
