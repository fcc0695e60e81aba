import type { PreTrainedTokenizer } from '@xenova/transformers';
import { copied } from './copied.js';

/** Words that stay remembered; what comes later is tokenized each time. */
const REMEMBERED = 131_072;
/** Longer runs without white space are rarely met twice. Code units. */
const LONGEST = 40;
/**
 * Where every tokenizer of BERT's kind cuts: at white space, which goes, and around each punctuation
 * mark of ASCII. It may cut the words further.
 */
const WORDS = /[^ \t\n\r!-/:-@[-`{-~]+|[!-/:-@[-`{-~]/g;

/**
 * Makes token ids of texts. A tokenizer of BERT's kind looks at nothing across words, so what it
 * makes of a word is remembered: the same ids in a quarter of the time, and tokenizing is most of
 * what a static model takes. Any other tokenizer reads every text whole, and so is a text that
 * spells out a special token.
 */
export class Tokens {
  readonly #tokenizer: PreTrainedTokenizer;
  readonly #words: Map<string, readonly number[]> | undefined;
  readonly #frame: Frame;
  /** As they are written out. */
  readonly #special: readonly string[];

  /** @throws Error for a tokenizer that does not put its special tokens around a text. */
  constructor(tokenizer: PreTrainedTokenizer) {
    this.#tokenizer = tokenizer;
    this.#words = cutsAtWords(tokenizer) ? new Map() : undefined;
    this.#special = specialTokensOf(tokenizer);
    this.#frame = frameOf(tokenizer);
  }

  /** Without special tokens. */
  of(text: string): number[] {
    if (this.#words === undefined || this.#special.some((token) => text.includes(token))) {
      return this.#read(text);
    }
    const ids: number[] = [];
    for (const word of text.match(WORDS) ?? []) {
      for (const id of this.#ofWord(word, this.#words)) ids.push(id);
    }
    return ids;
  }

  /** With special tokens; of a longer text the first `most` together with these. */
  framed(text: string, most: number): number[] {
    const { before, behind } = this.#frame;
    const ids = this.of(text);
    const room = Math.max(0, most - before.length - behind.length);
    return [...before, ...(ids.length > room ? ids.slice(0, room) : ids), ...behind];
  }

  #ofWord(word: string, known: Map<string, readonly number[]>): readonly number[] {
    const before = known.get(word);
    if (before !== undefined) return before;
    const ids = this.#read(word);
    if (known.size < REMEMBERED && word.length <= LONGEST) known.set(copied(word), ids);
    return ids;
  }

  #read(text: string): number[] {
    return this.#tokenizer.encode(text, null, { add_special_tokens: false });
  }
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
  readonly before: readonly number[];
  readonly behind: readonly number[];
}

function frameOf(tokenizer: PreTrainedTokenizer): Frame {
  const bare: number[] = tokenizer.encode('a', null, { add_special_tokens: false });
  const framed: number[] = tokenizer.encode('a');
  const at = framed.findIndex((_, i) => bare.every((id, k) => framed[i + k] === id));
  if (at < 0) throw new Error('its tokenizer does not put its special tokens around a text');
  return { before: framed.slice(0, at), behind: framed.slice(at + bare.length) };
}
