import { messageOf, VerbatimError } from '../errors.js';
import { CHUNKING_VERSION } from '../passages/passages.js';
import type { BuildOptions, ReadOutcome } from './build.js';
import { buildChanges, type Changes, outcomesOf } from './changes.js';
import { type Collected, collect, type DocumentState } from './collect.js';
import { buildAnew } from './full-build.js';
import type { Generation } from './generation.js';
import { withIndexLock } from './lock.js';
import type { Manifest } from './manifest.js';
import type { IndexReport } from './report.js';
import { currentName, openCurrent, removeStale } from './store.js';

/** Documents that are always changed one by one, however few there are. */
const FEW_CHANGED = 64;

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
  /** Why everything is built anew, if it is not for want of a generation to change. */
  readonly rebuilt?: string | undefined;
  /** What is to be changed; absent when everything is built anew. */
  readonly changes?: Changes;
  /** Present when there is nothing to do. */
  readonly upToDate?: Outcome;
}

/** Compares the documents with the generation that the caller knows. */
async function plan(options: BuildOptions): Promise<Plan> {
  const { previous, seedsDir, maxDocumentBytes, onProgress } = options;
  const collected = await collect(seedsDir, maxDocumentBytes, previous, (done, total) =>
    onProgress?.({ phase: 'reading', done, total }),
  );
  const rebuilt = previous && reasonToRebuild(previous.manifest, options);
  if (previous === undefined || rebuilt !== undefined) return { collected, rebuilt };
  const changed = collected.documents.filter(
    ({ state }) => state === 'added' || state === 'updated',
  );
  if (changed.length + collected.removed.length > mostChanged(previous)) return { collected };
  const read = [];
  for (const found of changed) read.push({ found, outcome: await found.read() });
  const changes = { read, removed: collected.removed };
  const same = read.every(({ outcome: { document, state } }) => {
    return document === undefined || state === 'kept';
  });
  if (!same || collected.removed.length > 0) return { collected, changes };
  const { name: generation, passages: total } = previous.manifest;
  const passages = { total, embedded: 0, reused: total };
  const lists = listsOf(collected, outcomesOf(changes));
  return { collected, upToDate: { ...lists, changed: false, generation, passages } };
}

/** Documents that are read to be changed one by one; of more everything is built anew. */
function mostChanged({ documents }: Generation): number {
  return Math.max(FEW_CHANGED, documents.length / 4);
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

async function buildPlanned(
  options: BuildOptions,
  { collected, changes, rebuilt }: Plan,
): Promise<Outcome> {
  const { previous, indexDir } = options;
  const changed = changes && previous ? await buildChanges(changes, previous, options) : undefined;
  const {
    name,
    passages: total,
    embedded,
    read,
  } = changed ?? (await buildAnew(collected, options));
  await removeStale(indexDir, new Set([name, previous?.manifest.name ?? name]));
  return {
    ...listsOf(collected, read),
    ...(rebuilt === undefined ? {} : { rebuilt }),
    changed: true,
    generation: name,
    passages: { total, embedded, reused: total - embedded },
  };
}

type Lists = Pick<Outcome, DocumentState | 'removed' | 'faults'>;

/** @param read what came of the documents that were read; the others are as they were found. */
function listsOf(
  { documents, removed, faults }: Collected,
  read: ReadonlyMap<string, ReadOutcome>,
): Lists {
  const indexed = documents.filter(({ source }) => read.get(source)?.isIndexed ?? true);
  const listed = (wanted: DocumentState) =>
    indexed
      .filter(({ source, state }) => (read.get(source)?.state ?? state) === wanted)
      .map(({ source }) => source);
  return {
    added: listed('added'),
    updated: listed('updated'),
    unchanged: listed('unchanged'),
    kept: listed('kept'),
    removed,
    faults: [...faults, ...[...read.values()].flatMap((outcome) => outcome.faults)],
  };
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
