import { readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { BUNDLED, readConfig } from '../src/config.js';
import { updateInProcess } from '../src/index/indexer.js';
import type { IndexProgress, IndexReport } from '../src/index/report.js';
import type { Memory } from './scale-figures.js';
import { watchMemory } from './scale-memory.js';
import type { Place } from './scale-place.js';

/** One run of the indexing process, as the bot starts it. */
export interface Indexed {
  /** From the start of the process to its end. */
  readonly ms: number;
  readonly report: IndexReport;
  readonly phases: Readonly<Record<string, number>>;
  /** Of the process and those below it. */
  readonly memory: Memory;
}

/** When something of a phase was heard, in milliseconds. */
export interface Heard {
  readonly phase: string;
  readonly at: number;
}

export async function indexed(place: Place, full: boolean): Promise<Indexed> {
  const config = readConfig({ SEEDS_DIR: place.seedsDir, EMBEDDINGS_DIR: place.embeddingsDir });
  const request = {
    kind: 'update' as const,
    seedsDir: config.seedsDir,
    indexDir: join(config.embeddingsDir, 'index'),
    maxDocumentBytes: config.maxDocumentBytes,
    full,
    model: {
      model: config.embeddingModel,
      cacheDir: join(config.embeddingsDir, 'hub'),
      hubUrl: config.embeddingHubUrl,
      hubTimeoutMs: config.embeddingHubTimeoutMs,
    },
    shardBuilder: BUNDLED.shardBuilder,
  };
  const startedAt = performance.now();
  const heard: Heard[] = [{ phase: 'starting', at: 0 }];
  const onProgress = ({ phase }: IndexProgress) =>
    heard.push({ phase, at: performance.now() - startedAt });
  const memoryWatched = watchMemory(process.pid, false);
  try {
    const report = await updateInProcess(request, { entry: BUNDLED.indexer, onProgress });
    const ms = performance.now() - startedAt;
    return { ms, report, phases: phaseTimes(heard, ms), memory: memoryWatched() };
  } finally {
    memoryWatched();
  }
}

/**
 * Milliseconds of each phase: what passes between two messages belongs to the phase of the first,
 * so that phases that take turns share the time.
 */
export function phaseTimes(heard: readonly Heard[], endedAt: number): Record<string, number> {
  const times: Record<string, number> = {};
  for (const [i, { phase, at }] of heard.entries()) {
    times[phase] = (times[phase] ?? 0) + (heard[i + 1]?.at ?? endedAt) - at;
  }
  return times;
}

/** Bytes of a generation by the end of the file's name, e.g. `.sqlite`. */
export async function diskUse(
  { embeddingsDir }: Place,
  generation: string,
): Promise<Record<string, number>> {
  const folder = join(embeddingsDir, 'index', generation);
  const sizes: Record<string, number> = {};
  for (const name of await readdir(folder, { recursive: true })) {
    const found = await stat(join(folder, name));
    const kind = extname(name) || name;
    if (found.isFile()) sizes[kind] = (sizes[kind] ?? 0) + found.size;
  }
  return sizes;
}
