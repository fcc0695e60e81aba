import { messageOf, VerbatimError } from '../errors.js';
import { CHUNKING_VERSION } from '../passages/passages.js';
import { type BuildOptions, build } from './build.js';
import { type Collected, type CollectedDocument, collect } from './collect.js';
import { withIndexLock } from './lock.js';
import type { Manifest } from './manifest.js';
import type { IndexReport } from './report.js';
import { currentName, openCurrent, removeStale } from './store.js';

/**
 * Brings the index up to date: builds a new generation aside, checks it and makes it current, or
 * does nothing when the current one is what the documents ask for. Another process that builds at
 * the same time is waited for, and what it built is taken.
 *
 * @throws VerbatimError `corpus` when there is nothing to index, `index` when files cannot be
 *   written; Error when the new generation fails its check. The current one is untouched then.
 */
export async function updateIndex(options: BuildOptions): Promise<IndexReport> {
  const startedAt = performance.now();
  const took = () => performance.now() - startedAt;
  const planned = await plan(options);
  if (planned.upToDate !== undefined) return { ...planned.upToDate, tookMs: took() };
  try {
    return await withIndexLock(options.indexDir, async () => ({
      ...(await updateLocked(options, planned)),
      tookMs: took(),
    }));
  } catch (error) {
    throw writeFault(options.indexDir, error);
  }
}

type Outcome = Omit<IndexReport, 'tookMs'>;

interface Plan {
  readonly collected: Collected;
  /** Present when there is nothing to do. */
  readonly upToDate?: Outcome;
  readonly changes: Omit<Outcome, 'changed' | 'generation' | 'passages'>;
}

/** Compares the documents with the generation that the caller knows. */
async function plan(options: BuildOptions): Promise<Plan> {
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
  const changes = {
    added: listed('added'),
    updated: listed('updated'),
    removed: collected.removed,
    unchanged: listed('unchanged'),
    kept: listed('kept'),
    faults: collected.faults,
    ...(rebuilt === undefined ? {} : { rebuilt }),
  };
  const same = changes.added.length + changes.updated.length + changes.removed.length === 0;
  if (previous === undefined || !same || rebuilt !== undefined) return { collected, changes };
  const { name: generation, passages: total } = previous.manifest;
  const passages = { total, embedded: 0, reused: total };
  return { collected, changes, upToDate: { ...changes, changed: false, generation, passages } };
}

/** With the lock held: builds, unless another process has built since the plan was made. */
async function updateLocked(options: BuildOptions, planned: Plan): Promise<Outcome> {
  const { indexDir, previous } = options;
  if ((await currentName(indexDir)) !== previous?.manifest.name) {
    const opened = await openCurrent(indexDir);
    if (opened.kind === 'open') {
      const { generation } = opened;
      try {
        const latest = { ...options, previous: generation };
        const anew = await plan(latest);
        return anew.upToDate ?? (await buildPlanned(latest, anew));
      } finally {
        generation.close();
      }
    }
  }
  return buildPlanned(options, planned);
}

async function buildPlanned(options: BuildOptions, { collected, changes }: Plan): Promise<Outcome> {
  const built = await build(
    collected,
    options.full ? { ...options, previous: undefined } : options,
  );
  const kept = [built.name, options.previous?.manifest.name ?? built.name];
  await removeStale(options.indexDir, new Set(kept));
  return { ...changes, changed: true, generation: built.name, passages: built.passages };
}

/** Why nothing but the vectors of the previous generation can be used, if so; not even those in a full run. */
function reasonToRebuild(manifest: Manifest, options: BuildOptions): string | undefined {
  if (options.full) return 'it was asked for';
  if (manifest.chunkingVersion !== CHUNKING_VERSION) return 'documents are cut otherwise now';
  if (manifest.modelFingerprint !== options.embedder.fingerprint) {
    return 'the embedding model changed';
  }
  return undefined;
}

/** What SQLite and the file system refuse is no defect of the program: a full disk, a permission. */
function writeFault(folder: string, cause: unknown): unknown {
  const refused = cause instanceof Error && 'code' in cause && !(cause instanceof VerbatimError);
  if (!refused) return cause;
  return new VerbatimError(
    'index',
    `The index in ${folder} cannot be written: ${messageOf(cause)}.`,
    'Make room there and let this program write to it, or let EMBEDDINGS_DIR name another folder.',
    { cause },
  );
}
