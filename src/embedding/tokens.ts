import type { PreTrainedTokenizer } from '@xenova/transformers';
import { SpanTable } from './span-table.js';

/**
 * Where every tokenizer of BERT's kind cuts: at white space, which goes, and around each punctuation
 * mark of ASCII. It may cut the words further.
 */
const CUTS = kindsOf(/[ \t\n\r!-/:-@[-`{-~]/);
const SPACE = kindsOf(/[ \t\n\r]/);
const SPACE_CODE = 0x20;

/**
 * Makes token ids of texts. A tokenizer of BERT's kind looks at nothing across words, so what it
 * makes of a word is remembered: the same ids in a tenth of the time, and tokenizing is most of what a
 * static model takes. Any other tokenizer reads every text whole, and so is a text that
 * spells out a special token.
 */
export class Tokens {
  readonly #tokenizer: PreTrainedTokenizer;
  readonly #words: SpanTable<readonly number[]> | undefined;
  readonly #frame: Frame;
  /** As they are written out. */
  readonly #special: readonly string[];

  /** @throws Error for a tokenizer that does not put its special tokens around a text. */
  constructor(tokenizer: PreTrainedTokenizer) {
    this.#tokenizer = tokenizer;
    this.#words = cutsAtWords(tokenizer) ? new SpanTable((word) => this.#read(word)) : undefined;
    this.#special = specialTokensOf(tokenizer);
    this.#frame = frameOf(tokenizer);
  }

  /** Without special tokens. */
  of(text: string): number[] {
    if (this.#words === undefined || this.#special.some((token) => text.includes(token))) {
      return this.#read(text);
    }
    const ids: number[] = [];
    let start = 0;
    for (let end = 0; end <= text.length; end++) {
      // Behind the last character there is none, which cuts as well.
      const code = end < text.length ? text.charCodeAt(end) : SPACE_CODE;
      if (code >= CUTS.length || CUTS[code] === 0) continue;
      if (end > start) append(ids, this.#words.at(text, start, end));
      if (SPACE[code] === 0) append(ids, this.#words.at(text, end, end + 1));
      start = end + 1;
    }
    return ids;
  }

  /** With special tokens; of a longer text the first `most` together with these. */
  framed(text: string, most: number): number[] {
    const { before, behind } = this.#frame;
    const ids = this.of(text);
    const room = Math.max(0, most - before.length - behind.length);
    return before.concat(ids.length > room ? ids.slice(0, room) : ids, behind);
  }

  #read(text: string): number[] {
    return this.#tokenizer.encode(text, null, { add_special_tokens: false });
  }
}

/** 1 for each character of ASCII that the pattern matches. */
function kindsOf(pattern: RegExp): Uint8Array {
  return Uint8Array.from({ length: 128 }, (_, code) =>
    Number(pattern.test(String.fromCharCode(code))),
  );
}

function append(ids: number[], more: readonly number[]): void {
  for (const id of more) ids.push(id);
}

function cutsAtWords(tokenizer: PreTrainedTokenizer): boolean {
  const { normalizer, pre_tokenizer, model } = tokenizer as unknown as Record<
    string,
    object | null
  >;
  const is = (part: object | null | undefined, name: string) => part?.constructor.name === name;
  return (
    is(normalizer, 'BertNormalizer') &&
    is(pre_tokenizer, 'BertPreTokenizer') &&
    is(model, 'WordPieceTokenizer')
  );
}

function specialTokensOf(tokenizer: PreTrainedTokenizer): string[] {
  const { added_tokens } = tokenizer as unknown as { added_tokens: { content: string }[] };
  return added_tokens.map(({ content }) => content);
}

interface Frame {
  readonly before: number[];
  readonly behind: number[];
}

function frameOf(tokenizer: PreTrainedTokenizer): Frame {
  const bare: number[] = tokenizer.encode('a', null, { add_special_tokens: false });
  const framed: number[] = tokenizer.encode('a');
  const at = framed.findIndex((_, i) => bare.every((id, k) => framed[i + k] === id));
  if (at < 0) throw new Error('its tokenizer does not put its special tokens around a text');
  return { before: framed.slice(0, at), behind: framed.slice(at + bare.length) };
}
