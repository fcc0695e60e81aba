import type { Document } from '../corpus/document.js';
import type { Embedder } from '../embedding/embedder.js';
import {
  DEFAULT_LIMITS,
  embeddingKey,
  embeddingText,
  type PassageLimits,
  passagesOf,
} from '../passages/passages.js';
import type { PassageToWrite } from './writer.js';

/** Room that the title and the tokens around a text take of what the model can read. */
const CONTEXT_TOKENS = 48;

export interface EmbeddablePassage extends PassageToWrite {
  /** What is embedded. */
  readonly text: string;
}

/** Cuts a document into passages that the model can read whole. */
export function passagesToEmbed(document: Document, embedder: Embedder): EmbeddablePassage[] {
  const limits: PassageLimits = {
    ...DEFAULT_LIMITS,
    maxTokens: Math.min(DEFAULT_LIMITS.maxTokens, embedder.maxTokens - CONTEXT_TOKENS),
  };
  return passagesOf(document, limits, (text) => embedder.countTokens(text)).map((passage) => {
    const text = embeddingText(document.info.title, document.text, passage);
    return { passage, text, embeddingKey: embeddingKey(embedder.fingerprint, text) };
  });
}
