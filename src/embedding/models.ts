import { basename } from 'node:path';

/** How the vectors of a model are meant to be made; its authors' cards are the source. */
export interface ModelSettings {
  /**
   * `graph`: the model has an output `sentence_embedding` and pools by itself.
   * `mean`: average of the token vectors. `cls`: the vector of the first token.
   */
  readonly pooling: 'graph' | 'mean' | 'cls';
  /** Put before every text of that role. */
  readonly prefix: { readonly question: string; readonly passage: string };
  /** Tokens, special ones included, that the model was trained for; its files decide when absent. */
  readonly maxTokens?: number;
}

const NO_PREFIX = { question: '', passage: '' };
const E5: ModelSettings = {
  pooling: 'mean',
  prefix: { question: 'query: ', passage: 'passage: ' },
  maxTokens: 512,
};
const BGE: ModelSettings = {
  pooling: 'cls',
  prefix: { question: 'Represent this sentence for searching relevant passages: ', passage: '' },
  maxTokens: 512,
};

/** Keyed by the last part of the hub id or folder, so that a copied model keeps its settings. */
const SETTINGS: Readonly<Record<string, ModelSettings>> = {
  'all-MiniLM-L6-v2': { pooling: 'mean', prefix: NO_PREFIX, maxTokens: 256 },
  'all-MiniLM-L12-v2': { pooling: 'mean', prefix: NO_PREFIX, maxTokens: 128 },
  'multi-qa-MiniLM-L6-cos-v1': { pooling: 'mean', prefix: NO_PREFIX, maxTokens: 512 },
  'paraphrase-multilingual-MiniLM-L12-v2': { pooling: 'mean', prefix: NO_PREFIX, maxTokens: 128 },
  'gte-small': { pooling: 'mean', prefix: NO_PREFIX, maxTokens: 512 },
  'bge-small-en-v1.5': BGE,
  'bge-base-en-v1.5': BGE,
  'e5-small-v2': E5,
  'multilingual-e5-small': E5,
};

const UNKNOWN: ModelSettings = { pooling: 'mean', prefix: NO_PREFIX };

/** A model that pools by itself needs no entry; one that nothing is known of is averaged. */
export function settingsOf(model: string, outputs: readonly string[]): ModelSettings {
  const name = basename(model);
  const settings = (Object.hasOwn(SETTINGS, name) ? SETTINGS[name] : undefined) ?? UNKNOWN;
  return outputs.includes('sentence_embedding') ? { ...settings, pooling: 'graph' } : settings;
}

/** `owner/name` is looked up on the hub, unless there is such a folder. */
export function isHubId(model: string): boolean {
  return /^\w[\w.-]*\/\w[\w.-]*$/.test(model);
}
