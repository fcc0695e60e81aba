import { CHUNKING_VERSION } from '../passages/passages.js';
import { type BuildOptions, build } from './build.js';
import { type CollectedDocument, collect } from './collect.js';
import type { Manifest } from './manifest.js';
import type { IndexReport } from './report.js';
import { removeStale } from './store.js';

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
