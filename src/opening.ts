import { join } from 'node:path';
import { BUNDLED, type Config } from './config.js';
import type { Embedder } from './embedding/embedder.js';
import type { ModelSource } from './embedding/model-source.js';
import { openTransformersEmbedder } from './embedding/transformers.js';
import type { BuildOptions } from './index/build.js';
import { updateInProcess } from './index/indexer.js';
import { reportDespiteEnd } from './index/late-end.js';
import { isOf } from './index/manifest.js';
import { type FirstOpened, openFirst } from './index/refresh.js';
import type { IndexReport, OnProgress } from './index/report.js';
import { type RolledBack, rollback } from './index/rollback.js';
import { openCurrent } from './index/store.js';

export interface Opening {
  readonly onProgress?: OnProgress;
  /** Build everything anew. */
  readonly full?: boolean;
  /** Whether somebody asks for the index to be brought up to date, and not for an answer. */
  readonly isAsked?: boolean;
  /** Whether an index that was fallen back to answers at once, and is brought up to date meanwhile. */
  readonly mendsLater?: boolean;
  /** Whether the canonical questions are asked before and after, which takes its time. */
  readonly compares?: boolean;
  /** Ends the update. With it, a process of its own makes it, so that the end comes at once. */
  readonly signal?: AbortSignal;
}

export interface OpenIndex {
  readonly options: BuildOptions;
  readonly first: FirstOpened;
}

/** Opens the current index, brought up to date, with the model that it was made with. */
export async function openIndex(config: Config, opening: Opening = {}): Promise<OpenIndex> {
  const { onProgress, full, mendsLater, isAsked, signal } = opening;
  const [embedder, found] = await Promise.all([openEmbedder(config), openCurrent(indexOf(config))]);
  const options = buildOptions(config, embedder);
  const how = { onProgress, full, mendsLater, automatic: !isAsked };
  const update = signal && ((asked: BuildOptions) => updateApart(config, asked, signal));
  return { options, first: await openFirst(found, { ...options, ...how }, update) };
}

/** Brings the index up to date in a process of its own; see `reportDespiteEnd`. */
export function updateApart(
  config: Config,
  options: BuildOptions,
  signal: AbortSignal,
): Promise<IndexReport> {
  const { seedsDir, indexDir, maxDocumentBytes, onProgress } = options;
  const { full = false, automatic = false } = options;
  const { keepGenerations } = config;
  const wish = { seedsDir, indexDir, maxDocumentBytes, keepGenerations, full, automatic };
  const programs = { model: modelSource(config), shardBuilder: BUNDLED.shardBuilder };
  const run = { entry: BUNDLED.indexer, onProgress, signal };
  const update = () => updateInProcess({ kind: 'update', ...wish, ...programs }, run);
  return reportDespiteEnd(update, options, signal);
}

/** Goes back to the generation before the current one; see `rollback`. */
export async function rollbackIndex(config: Config): Promise<RolledBack> {
  const embedder = await openEmbedder(config);
  try {
    const options = buildOptions(config, embedder);
    return await rollback(options.indexDir, (generation) => isOf(generation, options));
  } finally {
    await embedder.close();
  }
}

function openEmbedder(config: Config): Promise<Embedder> {
  return openTransformersEmbedder(modelSource(config));
}

export function modelSource(config: Config): ModelSource {
  return {
    model: config.embeddingModel,
    cacheDir: join(config.embeddingsDir, 'hub'),
    hubUrl: config.embeddingHubUrl,
    hubTimeoutMs: config.embeddingHubTimeoutMs,
  };
}

function buildOptions(config: Config, embedder: Embedder): BuildOptions {
  const { seedsDir, maxDocumentBytes, keepGenerations } = config;
  const helpers = { entry: BUNDLED.shardBuilder, model: modelSource(config) };
  const indexDir = indexOf(config);
  return { seedsDir, indexDir, maxDocumentBytes, keepGenerations, embedder, helpers };
}

function indexOf({ embeddingsDir }: Config): string {
  return join(embeddingsDir, 'index');
}
