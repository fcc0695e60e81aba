/** Where one share of the documents and its index lie. */
export interface Place {
  readonly seedsDir: string;
  readonly embeddingsDir: string;
}

/** Files that hold what a generation was made of, for the bare libraries to do it again. */
export const FILES = {
  /** What is embedded, a JSON string a line. */
  texts: 'texts.jsonl',
  /** `[title, section, body]` a line, as words. */
  words: 'words.jsonl',
  /** Float32, one vector after the other. */
  vectors: 'vectors.f32',
  /** The same of the questions. */
  questions: 'questions.f32',
} as const;
