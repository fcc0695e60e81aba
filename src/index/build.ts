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
import { embedPassages, embedWords, similarityOfPassages, type TextToEmbed } from './embed.js';
import type { Generation } from './generation.js';
import type { IndexReport, OnProgress } from './report.js';
import { SCHEMA_VERSION } from './schema.js';
import { seal } from './seal.js';
import { buildingFolder, nameAfter, publish, VECTORS_FILE } from './store.js';
import { IndexWriter } from './writer.js';

/** Room that the title and the tokens around a text take of what the model can read. */
const CONTEXT_TOKENS = 48;

export interface BuildOptions {
  readonly seedsDir: string;
  readonly indexDir: string;
  readonly maxDocumentBytes: number;
  readonly embedder: Embedder;
  /** The generation to compare with and to take vectors from; absent: everything is built. */
  readonly previous?: Generation | undefined;
  /** Everything is read, cut and embedded anew; of `previous` stays only what cannot be read now. */
  readonly full?: boolean | undefined;
  /** Nobody asked for it: what was rolled back from is left at that. */
  readonly automatic?: boolean | undefined;
  /** See `Retention`. */
  readonly keepGenerations?: number | undefined;
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
  const now = options.now?.() ?? new Date();
  const name = await nameAfter(options.indexDir, now);
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
        builtAt: now.toISOString(),
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
      });
      onProgress?.({ phase: 'checking', done: 0, total: 1 });
      await checkGeneration(folder);
      await seal(folder, name);
      onProgress?.({ phase: 'checking', done: 1, total: 1 });
      await publish(options.indexDir, name);
      const embedded = texts.length - reused;
      return { name, passages: { total: texts.length, embedded, reused } };
    } finally {
      writer.close();
    }
  } catch (error) {
    // What cannot be removed now, the next run removes; why the build failed matters more.
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    throw error;
  }
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
