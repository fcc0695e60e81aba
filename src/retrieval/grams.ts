/** Characters a gram: long enough to skip endings, short enough to find a stem in a compound. */
const LENGTH = 4;
/** Hashes are 16 bits: with some 40 grams a question, one in 1,600 is taken for another. */
const HASHES = 1 << 16;

/** Distinct hashes of the runs of four characters in the words, joined by spaces. */
export function gramsOf(words: readonly string[]): Uint16Array {
  const text = words.join(' ');
  const grams = new Set<number>();
  for (let i = 0; i + LENGTH <= text.length; i++) {
    let hash = 0;
    for (let k = 0; k < LENGTH; k++) hash = (hash * 31 + text.charCodeAt(i + k)) % HASHES;
    grams.add(hash);
  }
  return Uint16Array.from(grams);
}

/** Tells what share of a question's grams stands in other texts. */
export class GramCounter {
  readonly #asked = new Uint8Array(HASHES);
  readonly #count: number;

  /** @param asked as `gramsOf` gives them. */
  constructor(asked: Uint16Array) {
    for (const gram of asked) this.#asked[gram] = 1;
    this.#count = Math.max(1, asked.length);
  }

  /** 0…1. */
  share(grams: Uint16Array): number {
    let common = 0;
    for (const gram of grams) common += this.#asked[gram] as number;
    return common / this.#count;
  }
}
