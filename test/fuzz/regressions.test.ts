import { describe, expect, test } from 'vitest';
import { dependentsOf } from '../../src/answer/dependence.js';
import { hasPronounSubject } from '../../src/answer/pronoun.js';
import { parseYaml } from '../../src/corpus/yaml.js';
import { decodeAction, LONGEST_TYPED, parseTyped } from '../../src/discord/custom-id.js';
import { VerbatimError } from '../../src/errors.js';
import { openStage, type Stage } from '../stage.js';
import { growth } from './growth.js';

/** Words that every object has a property called. */
const PROPERTIES = ['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__'];

let opened: Promise<Stage> | undefined;
const stage = () => {
  opened ??= openStage({
    'yard.txt': `The Yard\n\nThe ferry was late. ${PROPERTIES.map(
      (word) => `The ${word} said the ferry “will sail in the spring of next year”.`,
    ).join(' ')}\n`,
    'letters.txt': `It began with ${'a'.repeat(1_900)}. Nobody knew ${'日本'.repeat(900)}.\n`,
    'line.txt': `${'Ferry boats and other things that sail without any stop '.repeat(2_000)}\n`,
  });
  return opened;
};
const ask = async (text: string) => (await stage()).answerer().ask({ text });

describe('a word that every object has a property called', () => {
  test('may be who speaks in a document', async () => {
    const { kind, citations } = await ask('What did the constructor say about the ferry?');
    expect(kind).not.toBe('none');
    expect(citations[0]?.quote.text).toContain('spring');
  });

  test.each(PROPERTIES)('stands for nothing said before: %s', (word) => {
    expect(dependentsOf(word.replaceAll('_', ''), [])).toEqual([]);
  });
});

describe('words without end', () => {
  test.each([
    ['one letter', 'a'.repeat(1_900)],
    ['two characters', '日本'.repeat(900)],
    ['an apostrophe behind each letter', "a'".repeat(900)],
    ['figures with commas', '1,111'.repeat(380)],
  ])('of %s are asked for in time that grows with them', async (_, text) => {
    const { generation } = await stage();
    const longest = text.length / 2;
    const look = (word: string) => generation.similarWords(word, 30);
    expect(growth((size) => text.slice(0, size), look, longest)).toBeLessThan(3);
    expect((await ask(text)).question).toBe(text);
  });

  test('are cut into sentences that a message has room for', async () => {
    const { generation } = await stage();
    const { id } = generation.find('line.txt') ?? { id: 0 };
    const lengths = generation
      .passagesOf(id)
      .flatMap(({ sentences }) => sentences)
      .map(({ start, end }) => end - start);
    expect(lengths.length).toBeGreaterThan(50);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(2_000);
  });
});

describe('a search', () => {
  test('may hold a NUL', async () => {
    const { generation } = await stage();
    expect(generation.matchWords(['fer\0ry', '\0', '"\0"'], 3)).toEqual([]);
    expect(generation.matchPhrase(['\0'], 3)).toEqual([]);
    const found = (await stage()).answerer().search({ terms: 'ferry\0', offset: 0, limit: 1 });
    expect(found.total).toBeGreaterThan(0);
  });

  test('for nothing is refused with a reason', async () => {
    const answerer = (await stage()).answerer();
    expect(() => answerer.search({ terms: '', offset: 0, limit: 1 })).toThrow(VerbatimError);
  });
});

describe('YAML', () => {
  test('with a key twice is refused at the line of the second', () => {
    expect(() => parseYaml('a: b\nc: {d: e, f: g,\n  d: h}\n')).toThrow(
      'Map keys must be unique at line 3, column 3',
    );
  });

  test('may have a hundred aliases, and scalars that begin with a star', () => {
    const list = (item: string, times: number) => `- ${item}\n`.repeat(times);
    const aliases = (times: number) => list('&a x\n- *a', times);
    expect(parseYaml(aliases(100))).toHaveLength(200);
    expect(() => parseYaml(aliases(101))).toThrow('it has more than 100 aliases');
    expect(parseYaml(list('"*a"', 500))).toHaveLength(500);
    expect(parseYaml(list('|\n  *a', 500))).toHaveLength(500);
  });

  test('with an error before its depths ends no stack', () => {
    const deep = `a: }\nb: ${'['.repeat(5_000)}`;
    expect(() => parseYaml(deep)).toThrow(/^(?!.*call stack)/);
  });
});

test.each([' ', '  '])(
  'a preposition with “%s” behind it keeps a day from being a name',
  (space) => {
    expect(hasPronounSubject(`In a post on${space}Monday, they left.`)).toBe(true);
  },
);

test('an id with more words than its own button writes has its words cut, so that the next has room', () => {
  const { args = [] } = decodeAction(`1:search:0:next:${'MS. ROE:'.repeat(10)}`) ?? {};
  expect(parseTyped(args, 2).length).toBeLessThanOrEqual(LONGEST_TYPED);
});
