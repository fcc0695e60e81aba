/** Some models want to be told whether a text asks or answers. */
export type Role = 'question' | 'passage';

/** Turns texts into unit vectors. Calls may overlap; they are carried out one after the other. */
export interface Embedder {
  /** The model as configured, for people: a folder or a hub id. */
  readonly name: string;
  /** Changes with the model's files and with how its output is pooled: the key of its vectors. */
  readonly fingerprint: string;
  readonly dimension: number;
  /** Longer texts are cut for embedding, in tokens, special ones included. */
  readonly maxTokens: number;
  /** Tokens of `text` without special ones. */
  countTokens(text: string): number;
  /**
   * One vector of `dimension` numbers a text, in order, of length 1 (or 0 for a text without any
   * known piece).
   *
   * @throws VerbatimError `model` when the model cannot compute them or gives no finite numbers.
   */
  embed(texts: readonly string[], role: Role): Promise<Float32Array[]>;
  close(): Promise<void>;
}
