import { Tensor } from '@xenova/transformers';

/** Texts per run of the model: more gain nothing and hold the event loop for longer. */
const BATCH = 32;

/** Positions of the texts, those of like length together, so that little padding is computed. */
export function batchesOf(tokens: readonly (readonly number[])[]): number[][] {
  const order = tokens.map((_, i) => i);
  const length = (i: number) => tokens[i]?.length ?? 0;
  order.sort((a, b) => length(a) - length(b) || a - b);
  const count = Math.ceil(order.length / BATCH);
  return Array.from({ length: count }, (_, i) => order.slice(i * BATCH, (i + 1) * BATCH));
}

/** What models may ask for, each `texts × longest` int64. */
export interface Inputs {
  readonly input_ids: Tensor;
  /** 1 for a token, 0 for padding. */
  readonly attention_mask: Tensor;
  /** Zeros: there is no second text. */
  readonly token_type_ids: Tensor;
}

/** @param padding token id that fills a text up to the longest one. */
export function inputsOf(tokens: readonly (readonly number[])[], padding: number): Inputs {
  const longest = tokens.reduce((most, { length }) => Math.max(most, length), 0);
  const size = tokens.length * longest;
  const ids = new BigInt64Array(size).fill(BigInt(padding));
  const mask = new BigInt64Array(size);
  for (const [row, text] of tokens.entries()) {
    for (const [i, id] of text.entries()) ids[row * longest + i] = BigInt(id);
    mask.fill(1n, row * longest, row * longest + text.length);
  }
  const tensor = (data: BigInt64Array) => new Tensor('int64', data, [tokens.length, longest]);
  return {
    input_ids: tensor(ids),
    attention_mask: tensor(mask),
    token_type_ids: tensor(new BigInt64Array(size)),
  };
}
