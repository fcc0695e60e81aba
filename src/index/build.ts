import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Embedder } from '../embedding/embedder.js';
import {
  CHUNKING_VERSION,
  DEFAULT_LIMITS,
  embeddingKey,
  embeddingText,
  type PassageLimits,
  passagesOf,
} from '../passages/passages.js';
import { checkGeneration } from './check.js';
import type { Collected } from './collect.js';
import type { Generation } from './generation.js';
import { type Manifest, sha256OfFile } from './manifest.js';
import type { IndexReport, OnProgress } from './report.js';
import { SCHEMA_VERSION } from './schema.js';
import { similarityStatistics } from './statistics.js';
import { buildingFolder, INDEX_FILE, publish, VECTORS_FILE } from './store.js';
import { VectorIndex } from './vectors.js';
import { IndexWriter } from './writer.js';

/** Texts handed to the model at once; between two lots other work gets its turn. */
const LOT = 64;
/** Room that the title and the tokens around a text take of what the model can read. */
const CONTEXT_TOKENS = 48;
/** Words, and passages, whose cosines with each other are measured. */
const SAMPLED = 300;

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

/** A generation that was built and made current. */
export interface Built {
  readonly name: string;
  readonly passages: IndexReport['passages'];
}

/**
 * Builds a generation aside, checks it and makes it current.
 *
 * @throws Error when a file cannot be written or fails its check. The current generation is
 *   untouched then.
 */
export async function build(collected: Collected, options: BuildOptions): Promise<Built> {
  const builtAt = (options.now?.() ?? new Date()).toISOString();
  const name = `${builtAt.replace(/[-:]|\.\d+Z/g, '')}-${randomBytes(3).toString('hex')}`;
  const folder = buildingFolder(options.indexDir, name);
  await mkdir(folder, { recursive: true });
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
        passageSimilarity: similarityOfPassages(vectors, texts),
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

function similarityOfPassages(
  vectors: VectorIndex,
  texts: readonly TextToEmbed[],
): Manifest['passageSimilarity'] {
  const every = Math.ceil(texts.length / SAMPLED);
  const sample = texts.filter((_, i) => i % every === 0).map(({ id }) => vectors.get(id));
  return similarityStatistics(sample);
}

async function embedWords(
  writer: IndexWriter,
  { embedder, previous }: BuildOptions,
): Promise<Manifest['wordSimilarity']> {
  const { words } = writer;
  const reusable =
    previous?.manifest.modelFingerprint === embedder.fingerprint ? previous : undefined;
  const sample: Float32Array[] = [];
  const every = Math.ceil(words.length / SAMPLED);
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
