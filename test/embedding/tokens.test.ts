import { basename, dirname } from 'node:path';
import { AutoTokenizer, env, type PreTrainedTokenizer } from '@xenova/transformers';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { BUNDLED } from '../../src/config.js';
import { Tokens } from '../../src/embedding/tokens.js';

let tokenizer: PreTrainedTokenizer;

beforeAll(async () => {
  env.allowRemoteModels = false;
  env.localModelPath = dirname(BUNDLED.model);
  tokenizer = await AutoTokenizer.from_pretrained(basename(BUNDLED.model));
});

const whole = (text: string): number[] =>
  tokenizer.encode(text, null, { add_special_tokens: false });

describe('tokens', () => {
  test.each([
    'The cease-fire was signed, wasn’t it? "Yes," she said.',
    'state-of-the-art; $1,500.00 (12.5%) a@b.example/x?y=z',
    'Zürich, Curaçao, Ελλάδα, Київ, 北京 and 東京都庁',
    'e\u0301 (\u0301a) \u0301 x\u200bx x\u00adx x\ufeffx x\u00a0x\u2028x\u3000x',
    'tabs\tand\r\nlines\u0000\u0007\ufffdcontrol\u007f',
    '👩‍👩‍👧‍👦 🇺🇦 ﬁ Ⅷ ½ İstanbul ß ſ',
    `${'a'.repeat(150)} ${'é'.repeat(60)}`,
    '[UNK] [PAD] [CLS] ##ing',
    '',
    '  \n ',
  ])('of %j are those of the tokenizer', (text) => {
    expect(new Tokens(tokenizer).of(text)).toEqual(whole(text));
  });

  test('of any text are those of the tokenizer, at first and again', () => {
    const tokens = new Tokens(tokenizer);
    const unit = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(
        'peace',
        'Talks',
        ' ',
        '\n',
        '\t',
        '\u00a0',
        '.',
        ',',
        '-',
        '’',
        '—',
        '\u0301',
      ),
    );
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        expect(tokens.of(text)).toEqual(whole(text));
        expect(tokens.of(text)).toEqual(whole(text));
      }),
      { numRuns: 500 },
    );
  });

  test('of a long text end where the model reads no further', () => {
    const tokens = new Tokens(tokenizer);
    expect(tokens.framed('one two three four five', 3)).toEqual(whole('one two three'));
    expect(tokens.framed('one', 0)).toEqual([]);
  });
});
