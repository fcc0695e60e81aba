import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Embedder } from '../embedding/embedder.js';
import { messageOf, VerbatimError } from '../errors.js';
import {
  CHUNKING_VERSION,
  DEFAULT_LIMITS,
  embeddingKey,
  embeddingText,
  type PassageLimits,
  passagesOf,
} from '../passages/passages.js';
import { checkGeneration } from './check.js';
import { type Collected, type CollectedDocument, collect } from './collect.js';
import type { Generation } from './generation.js';
import { type Manifest, sha256OfFile } from './manifest.js';
import type { IndexReport, OnProgress } from './report.js';
import { SCHEMA_VERSION } from './schema.js';
import { similarityStatistics } from './statistics.js';
import { buildingFolder, INDEX_FILE, publish, removeStale, VECTORS_FILE } from './store.js';
import { VectorIndex } from './vectors.js';
import { IndexWriter } from './writer.js';

/** Texts handed to the model at once; between two lots other work gets its turn. */
const LOT = 64;
/** Room that the title and the tokens around a text take of what the model can read. */
const CONTEXT_TOKENS = 48;
/** Words whose cosines with each other are measured. */
const SAMPLED_WORDS = 300;

export interface BuildOptions {
  readonly seedsDir: string;
  readonly indexDir: string;
  readonly maxDocumentBytes: number;
  readonly embedder: Embedder;
  /** The generation to compare with and to take vectors from; absent: everything is built. */
  readonly previous?: Generation | undefined;
  readonly onProgress?: OnProgress | undefined;
  readonly now?: () => Date;
}

/**
 * Brings the index up to date: builds a new generation aside, checks it and makes it current, or
 * does nothing when the current one is what the documents ask for.
 *
 * @throws VerbatimError `corpus` when there is nothing to index, `index` when the folder cannot be
 *   written; Error when a file cannot be or fails its check. The current generation is untouched.
 */
export async function updateIndex(options: BuildOptions): Promise<IndexReport> {
  const startedAt = performance.now();
  const { previous, onProgress } = options;
  const rebuilt = previous === undefined ? undefined : reasonToRebuild(previous.manifest, options);
  const collected = await collect(
    options.seedsDir,
    options.maxDocumentBytes,
    previous,
    rebuilt !== undefined,
    (done, total) => onProgress?.({ phase: 'reading', done, total }),
  );
  const listed = (state: CollectedDocument['state']) =>
    [...collected.documents].filter(([, d]) => d.state === state).map(([source]) => source);
  const outcome = {
    added: listed('added'),
    updated: listed('updated'),
    removed: collected.removed,
    unchanged: listed('unchanged'),
    kept: listed('kept'),
    faults: collected.faults,
    ...(rebuilt === undefined ? {} : { rebuilt }),
  };
  const same = outcome.added.length + outcome.updated.length + outcome.removed.length === 0;
  if (previous !== undefined && same && rebuilt === undefined) {
    const total = previous.manifest.passages;
    return {
      ...outcome,
      changed: false,
      generation: previous.manifest.name,
      passages: { total, embedded: 0, reused: total },
      tookMs: performance.now() - startedAt,
    };
  }
  const built = await build(collected, options);
  await removeStale(options.indexDir, new Set([built.name, previous?.manifest.name ?? built.name]));
  return {
    ...outcome,
    changed: true,
    generation: built.name,
    passages: built.passages,
    tookMs: performance.now() - startedAt,
  };
}

/** Why nothing but the vectors of the previous generation can be used, if so. */
function reasonToRebuild(manifest: Manifest, options: BuildOptions): string | undefined {
  if (manifest.chunkingVersion !== CHUNKING_VERSION) return 'documents are cut otherwise now';
  if (manifest.modelFingerprint !== options.embedder.fingerprint)
    return 'the embedding model changed';
  return undefined;
}

interface Built {
  readonly name: string;
  readonly passages: IndexReport['passages'];
}

async function build(collected: Collected, options: BuildOptions): Promise<Built> {
  const builtAt = (options.now?.() ?? new Date()).toISOString();
  const name = `${builtAt.replace(/[-:]|\.\d+Z/g, '')}-${randomBytes(3).toString('hex')}`;
  const folder = buildingFolder(options.indexDir, name);
  await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
    throw new VerbatimError(
      'index',
      `The index folder ${options.indexDir} cannot be written: ${messageOf(cause)}.`,
      'Let EMBEDDINGS_DIR name a folder that this program may write to.',
      { cause },
    );
  });
  try {
    const { embedder, onProgress } = options;
    const writer = new IndexWriter(folder);
    try {
      const texts = await writeDocuments(writer, collected, options);
      const { vectors, reused } = await embedPassages(texts, options);
      const wordSimilarity = await embedWords(writer, options);
      onProgress?.({ phase: 'writing', done: 0, total: texts.length });
      await vectors.save(join(folder, VECTORS_FILE));
      writer.finish({
        name,
        builtAt,
        schemaVersion: SCHEMA_VERSION,
        chunkingVersion: CHUNKING_VERSION,
        model: embedder.name,
        modelFingerprint: embedder.fingerprint,
        dimension: embedder.dimension,
        documents: collected.documents.size,
        passages: texts.length,
        words: writer.words.length,
        wordSimilarity,
        seedsDir: options.seedsDir,
        vectorsSha256: await sha256OfFile(join(folder, VECTORS_FILE)),
      });
      onProgress?.({ phase: 'checking', done: 0, total: 1 });
      await checkGeneration(folder);
      onProgress?.({ phase: 'checking', done: 1, total: 1 });
      const indexSha256 = await sha256OfFile(join(folder, INDEX_FILE));
      await publish(options.indexDir, { generation: name, indexSha256 });
      const embedded = texts.length - reused;
      return { name, passages: { total: texts.length, embedded, reused } };
    } finally {
      writer.close();
    }
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

interface TextToEmbed {
  readonly id: number;
  readonly key: string;
  readonly text: string;
}

async function writeDocuments(
  writer: IndexWriter,
  collected: Collected,
  { embedder, onProgress }: BuildOptions,
): Promise<TextToEmbed[]> {
  const limits: PassageLimits = {
    ...DEFAULT_LIMITS,
    maxTokens: Math.min(DEFAULT_LIMITS.maxTokens, embedder.maxTokens - CONTEXT_TOKENS),
  };
  const texts: TextToEmbed[] = [];
  let done = 0;
  for (const { fingerprint, parse } of collected.documents.values()) {
    const document = parse();
    const passages = passagesOf(document, limits, (text) => embedder.countTokens(text));
    const toEmbed = passages.map((passage) => {
      const text = embeddingText(document.info.title, document.text, passage);
      return { passage, text, key: embeddingKey(embedder.fingerprint, text) };
    });
    const ids = writer.addDocument(
      document,
      fingerprint,
      toEmbed.map(({ passage, key }) => ({ passage, embeddingKey: key })),
    );
    for (const [i, { key, text }] of toEmbed.entries())
      texts.push({ id: ids[i] as number, key, text });
    onProgress?.({ phase: 'splitting', done: ++done, total: collected.documents.size });
    await setImmediate();
  }
  return texts;
}

async function embedPassages(
  texts: readonly TextToEmbed[],
  { embedder, previous, onProgress }: BuildOptions,
): Promise<{ vectors: VectorIndex; reused: number }> {
  const vectors = VectorIndex.create(embedder.dimension, texts.length);
  let reused = 0;
  for (let from = 0; from < texts.length; from += LOT) {
    const lot = texts.slice(from, from + LOT);
    const known = lot.map(({ key }) => previous?.vectorByKey(key));
    const fresh = lot.filter((_, i) => known[i] === undefined);
    const embedded = await embedder.embed(
      fresh.map(({ text }) => text),
      'passage',
    );
    reused += lot.length - fresh.length;
    for (const [i, { id }] of lot.entries()) {
      vectors.add(id, known[i] ?? (embedded.shift() as Float32Array));
    }
    onProgress?.({ phase: 'embedding', done: from + lot.length, total: texts.length });
    await setImmediate();
  }
  return { vectors, reused };
}

async function embedWords(
  writer: IndexWriter,
  { embedder, previous }: BuildOptions,
): Promise<Manifest['wordSimilarity']> {
  const { words } = writer;
  const reusable =
    previous?.manifest.modelFingerprint === embedder.fingerprint ? previous : undefined;
  const sample: Float32Array[] = [];
  const every = Math.ceil(words.length / SAMPLED_WORDS);
  for (let from = 0; from < words.length; from += LOT) {
    const lot = words.slice(from, from + LOT);
    const known = lot.map((word) => reusable?.word(word)?.vector);
    const fresh = lot.filter((_, i) => known[i] === undefined);
    const embedded = await embedder.embed(fresh, 'passage');
    for (const [i, word] of lot.entries()) {
      const vector = known[i] ?? (embedded.shift() as Float32Array);
      writer.addWord(word, vector);
      if ((from + i) % every === 0) sample.push(vector);
    }
    await setImmediate();
  }
  return similarityStatistics(sample);
}
