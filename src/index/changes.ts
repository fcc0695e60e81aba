import { constants, copyFile, link } from 'node:fs/promises';
import { join } from 'node:path';
import { type BuildOptions, type Built, build, type Filled } from './build.js';
import type { Found, Read } from './collect.js';
import { type EmbeddablePassage, passagesToEmbed } from './cut.js';
import type { Generation } from './generation.js';
import { type Placed, placeAmong } from './placing.js';
import type { StoredDocument } from './rows.js';
import { stampsOf } from './stamps.js';
import { INDEX_FILE } from './store.js';
import { checkVector } from './vector-shard.js';
import type { IndexWriter } from './writer.js';

/** What is to be changed in a copy of the previous generation. */
export interface Changes {
  /** Read already: what is added, and what takes the place of an older one. */
  readonly read: readonly { readonly found: Found; readonly outcome: Read }[];
  readonly removed: readonly string[];
  /** All of the folder, whether they changed or not. */
  readonly documents: readonly Found[];
}

/** Vectors that are in no graph are compared one by one, and dead ones are in the way. */
const MOST_LOOSE = 8_192;
/** Below this they never matter; above, a quarter of all passages is too much. */
const FEW_LOOSE = 1_024;
const MOST_SHARE = 1 / 4;
/** Texts embedded at once. */
const LOT = 256;

type Fingerprinted = NonNullable<Read['document']>;

/**
 * Builds a generation from the previous one: the files with its vectors are linked, its SQLite file
 * is copied and changed where the documents were.
 *
 * @returns `undefined` when so much has changed, or there is so little room between documents, that
 *   everything had better be built anew.
 */
export async function buildChanges(
  changes: Changes,
  previous: Generation,
  options: BuildOptions,
): Promise<Built | undefined> {
  return build(options, async (folder, openWriter) => {
    for (const { file } of previous.manifest.vectors) {
      const [from, to] = [join(previous.folder, file), join(folder, file)];
      // Not every file system knows links.
      await link(from, to).catch(() => copyFile(from, to));
    }
    const [from, to] = [join(previous.folder, INDEX_FILE), join(folder, INDEX_FILE)];
    // Some file systems share what is not written to.
    await copyFile(from, to, constants.COPYFILE_FICLONE);
    return writeChanges(openWriter(), changes, previous, options);
  });
}

async function writeChanges(
  writer: IndexWriter,
  changes: Changes,
  previous: Generation,
  options: BuildOptions,
): Promise<Filled | undefined> {
  const { read, removed } = changes;
  // What cannot be read stays as it is.
  const documents = read.flatMap(({ outcome: { document, state } }) =>
    document === undefined || state === 'kept' ? [] : document,
  );
  const going = [...removed, ...documents.map(({ info }) => info.source)]
    .map((source) => previous.find(source))
    .filter((stored) => stored !== undefined);
  const known = previous.vectorsByKey(going);
  for (const { id, passages } of going) writer.removeDocument(id, passages);

  const cut = cutAll(documents, writer, options);
  const ids = cut && placeAmong(cut.map(sizeOf), presentIn(previous, going));
  if (cut === undefined || ids === undefined) return undefined;
  const added = cut.flatMap(({ document, passages }, i) => {
    const added = writer.addDocument(ids[i] as number, document, document.fingerprint, passages);
    return passages.map((passage, k) => ({ ...passage, id: added[k] as number }));
  });
  const embedded = await writeVectors(added, known, writer, options);
  const { vectors } = previous.manifest;
  const outcomes = outcomesOf(changes);
  const stamps = stampsOf(changes.documents, outcomes);
  return { read: outcomes, stamps, vectors, embedded, linkedFrom: previous.folder };
}

interface CutDocument {
  readonly document: Fingerprinted;
  readonly passages: readonly EmbeddablePassage[];
}

/** `undefined` as soon as there is too much. */
function cutAll(
  documents: readonly Fingerprinted[],
  writer: IndexWriter,
  { embedder, onProgress }: BuildOptions,
): CutDocument[] | undefined {
  const { passages, loose, dead } = writer.size();
  const cut: CutDocument[] = [];
  let added = 0;
  const isTooMuch = () =>
    loose + added > MOST_LOOSE ||
    loose + added + dead > Math.max(FEW_LOOSE, (passages + added) * MOST_SHARE);
  for (const document of documents) {
    const one = { document, passages: passagesToEmbed(document, embedder) };
    cut.push(one);
    added += one.passages.length;
    if (isTooMuch()) return undefined;
    onProgress?.({ phase: 'splitting', done: cut.length, total: documents.length });
  }
  return isTooMuch() ? undefined : cut;
}

const sizeOf = ({ document, passages }: CutDocument) => ({
  source: document.info.source,
  passages: passages.length,
});

function presentIn({ documents }: Generation, going: readonly StoredDocument[]): Placed[] {
  const gone = new Set(going);
  return documents
    .filter((stored) => !gone.has(stored))
    .map(({ id, info, passages }) => ({ id, source: info.source, passages }));
}

/** @returns how many were not known. */
async function writeVectors(
  passages: readonly (EmbeddablePassage & { readonly id: number })[],
  known: (key: Buffer) => Float32Array | undefined,
  writer: IndexWriter,
  { embedder, onProgress }: BuildOptions,
): Promise<number> {
  const write = (id: number, vector: Float32Array | undefined) => {
    checkVector(vector as Float32Array, embedder.dimension);
    writer.addLoose(id, vector as Float32Array);
  };
  const strange = passages.filter(({ id, embeddingKey }) => {
    const vector = known(embeddingKey);
    if (vector !== undefined) write(id, vector);
    return vector === undefined;
  });
  for (let from = 0; from < strange.length; from += LOT) {
    const lot = strange.slice(from, from + LOT);
    const embedded = await embedder.embed(
      lot.map(({ text }) => text),
      'passage',
    );
    for (const [i, { id }] of lot.entries()) write(id, embedded[i]);
    onProgress?.({ phase: 'embedding', done: from + lot.length, total: strange.length });
  }
  return strange.length;
}

/** What came of the documents that were read, by source. */
export function outcomesOf({ read }: Pick<Changes, 'read'>): Filled['read'] {
  const outcomes = read.map(({ found, outcome: { document, ...outcome } }) => {
    return [found.source, { ...outcome, isIndexed: document !== undefined }] as const;
  });
  return new Map(outcomes);
}
