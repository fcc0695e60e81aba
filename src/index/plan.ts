import { CHUNKING_VERSION } from '../passages/passages.js';
import type { BuildOptions, ReadOutcome } from './build.js';
import { type Changes, outcomesOf } from './changes.js';
import { type Collected, collect, type DocumentState, type Found } from './collect.js';
import type { Manifest } from './manifest.js';
import { digestOf } from './pointer.js';
import type { IndexReport } from './report.js';
import { readStamps } from './stamps.js';

export type Outcome = Omit<IndexReport, 'tookMs'>;

/** What the documents ask for, against the generation that the caller knows. */
export interface Plan {
  readonly collected: Collected;
  /** Why everything is built anew, if it is not for want of a generation to change. */
  readonly rebuilt?: string | undefined;
  /** What is to be changed; absent when everything is built anew. */
  readonly changes?: Changes;
  /** Present when there is nothing to do. */
  readonly upToDate?: Outcome;
}

/** Documents that are always changed one by one, however few there are. */
const FEW_CHANGED = 64;
/** Of more than this share of the documents everything is built anew. */
const MOST_CHANGED = 1 / 4;

/** @throws VerbatimError `corpus` when there is nothing to index. */
export async function makePlan(options: BuildOptions): Promise<Plan> {
  const { previous, full, seedsDir, maxDocumentBytes, onProgress } = options;
  const stamps = previous === undefined || full ? new Map() : await readStamps(previous.folder);
  const collected = await collect(seedsDir, maxDocumentBytes, previous, stamps, (done, total) =>
    onProgress?.({ phase: 'reading', done, total }),
  );
  const rebuilt = previous && reasonToRebuild(previous.manifest, options);
  if (previous === undefined || rebuilt !== undefined) return { collected, rebuilt };
  const changed = collected.documents.filter(isChanged);
  const most = Math.max(FEW_CHANGED, previous.documents.length * MOST_CHANGED);
  const read: Changes['read'][number][] = [];
  let count = collected.removed.length;
  for (const found of changed) {
    const outcome = await found.read();
    // What cannot be read changes nothing, however much of it there is.
    if (outcome.document !== undefined && outcome.state !== 'kept') count++;
    if (count > most) return { collected };
    read.push({ found, outcome });
  }
  const changes = { ...collected, read };
  const isSame = count === 0 && previous.manifest.seedsDir === seedsDir;
  if (!isSame) return { collected, changes };
  const { name: generation, passages: total } = previous.manifest;
  const passages = { total, embedded: 0, reused: total };
  const lists = listsOf(collected, outcomesOf(changes));
  return { collected, changes, upToDate: { ...lists, changed: false, generation, passages } };
}

type Lists = Pick<Outcome, DocumentState | 'removed' | 'faults'>;

/** @param read what came of the documents that were read; the others are as they were found. */
export function listsOf(
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

/** What a generation would be made of if it were built now, and how that came about. */
export async function askedFor({ collected, changes }: Plan): Promise<Lists & { digest: string }> {
  const known = new Map(changes?.read.map(({ found, outcome }) => [found, outcome]));
  const fingerprints: [string, string][] = [];
  const outcomes = new Map<string, ReadOutcome>();
  for (const found of collected.documents) {
    let { fingerprint } = found;
    if (isChanged(found)) {
      // Of all that is read only this stays in memory.
      const { document, ...outcome } = known.get(found) ?? (await found.read());
      fingerprint = document?.fingerprint;
      outcomes.set(found.source, { ...outcome, isIndexed: document !== undefined });
    }
    if (fingerprint !== undefined) fingerprints.push([found.source, fingerprint]);
  }
  return { ...listsOf(collected, outcomes), digest: digestOf(fingerprints) };
}

function isChanged({ state }: Found): boolean {
  return state === 'added' || state === 'updated';
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
