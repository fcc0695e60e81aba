import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUNDLED } from '../src/config.js';
import type { Embedder } from '../src/embedding/embedder.js';
import { openTransformersEmbedder } from '../src/embedding/transformers.js';
import type { IndexReport } from '../src/index/report.js';
import { openCurrent } from '../src/index/store.js';
import { updateIndex } from '../src/index/update.js';

let loaded: Promise<Embedder> | undefined;

/** The model that comes with the program, loaded once for all files of a process: not to be closed. */
export function bundledEmbedder(): Promise<Embedder> {
  loaded ??= openTransformersEmbedder({
    model: BUNDLED.model,
    cacheDir: join(tmpdir(), 'never-written'),
    hubUrl: 'http://127.0.0.1',
    hubTimeoutMs: 1,
  });
  return loaded;
}

/** Brings an index up to date as the program would, without the time that processes take to start. */
export async function indexHere(seedsDir: string, embeddingsDir: string): Promise<IndexReport> {
  const indexDir = join(embeddingsDir, 'index');
  const embedder = await bundledEmbedder();
  const found = await openCurrent(indexDir);
  const previous = found.kind === 'open' ? found.generation : undefined;
  const options = { seedsDir, indexDir, embedder, previous, maxDocumentBytes: 5_000_000 };
  return updateIndex(options).finally(() => previous?.close());
}
