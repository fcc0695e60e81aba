import { copyFile, link } from 'node:fs/promises';
import { join } from 'node:path';
import { type BuildOptions, type Built, build, type Filled } from './build.js';
import type { Found, Read } from './collect.js';
import { type EmbeddablePassage, passagesToEmbed } from './cut.js';
import type { Generation } from './generation.js';
import { slotBetween, slotsFor } from './ids.js';
import { INDEX_FILE } from './store.js';
import { checkVector } from './vector-shard.js';
import type { IndexWriter } from './writer.js';

/** What is to be changed in a copy of the previous generation. */
export interface Changes {
  /** Read already: what is added, and what takes the place of an older one. */
  readonly read: readonly { readonly found: Found; readonly outcome: Read }[];
  readonly removed: readonly string[];
}

/** Vectors that are in no graph are compared one by one, and dead ones are in the way. */
const MOST_LOOSE = 8_192;
/** Below this they never matter; above, a quarter of all passages is too much. */
const FEW_LOOSE = 1_024;
const MOST_SHARE = 1 / 4;

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
    await copyFile(join(previous.folder, INDEX_FILE), join(folder, INDEX_FILE));
    return writeChanges(openWriter(), changes, previous, options);
  });
}

async function writeChanges(
  writer: IndexWriter,
  { read, removed }: Changes,
  previous: Generation,
  { embedder, onProgress }: BuildOptions,
): Promise<Filled | undefined> {
  // What cannot be read stays as it is.
  const documents = read.flatMap(({ outcome: { document, state } }) =>
    document === undefined || state === 'kept' ? [] : document,
  );
  const going = [...removed, ...documents.map(({ info }) => info.source)]
    .map((source) => previous.find(source))
    .filter((stored) => stored !== undefined);
  const known = previous.vectorsByKey(going);
  for (const { id, passages } of going) writer.removeDocument(id, passages);
  const gone = new Set(going);
  const present: Placed[] = previous.documents
    .filter((stored) => !gone.has(stored))
    .map(({ id, info, passages }) => ({ id, source: info.source, passages }));

  const added: (EmbeddablePassage & { readonly id: number })[] = [];
  for (const [position, document] of documents.entries()) {
    const passages = passagesToEmbed(document, embedder);
    const id = place({ source: document.info.source, passages: passages.length }, present);
    if (id === undefined) return undefined;
    const ids = writer.addDocument(id, document, document.fingerprint, passages);
    added.push(...passages.map((passage, i) => ({ ...passage, id: ids[i] as number })));
    onProgress?.({ phase: 'splitting', done: position + 1, total: documents.length });
  }
  const strange = added.filter(({ embeddingKey }) => known(embeddingKey) === undefined);
  const embedded = await embedder.embed(
    strange.map(({ text }) => text),
    'passage',
  );
  const made = new Map(strange.map(({ id }, i) => [id, embedded[i] as Float32Array]));
  for (const { id, embeddingKey } of added) {
    const vector = (known(embeddingKey) ?? made.get(id)) as Float32Array;
    checkVector(vector, embedder.dimension);
    writer.addLoose(id, vector);
  }
  onProgress?.({ phase: 'embedding', done: added.length, total: added.length });
  if (isTooMuch(writer)) return undefined;
  const { vectors } = previous.manifest;
  const linkedFrom = previous.folder;
  return { read: outcomesOf({ read }), vectors, embedded: strange.length, linkedFrom };
}

/** What came of the documents that were read, by source. */
export function outcomesOf({ read }: Pick<Changes, 'read'>): Filled['read'] {
  const outcomes = read.map(({ found, outcome: { document, ...outcome } }) => {
    return [found.source, { ...outcome, isIndexed: document !== undefined }] as const;
  });
  return new Map(outcomes);
}

interface Placed {
  readonly id: number;
  readonly source: string;
  readonly passages: number;
}

/**
 * Puts a document among those that are there, which are sorted by code unit of their sources.
 *
 * @returns its id, or nothing without room.
 */
function place(document: Omit<Placed, 'id'>, present: Placed[]): number | undefined {
  const found = present.findIndex(({ source }) => source > document.source);
  const at = found < 0 ? present.length : found;
  const before = present[at - 1];
  const from = before === undefined ? 1 : before.id + slotsFor(before.passages);
  const id = slotBetween(from, present[at]?.id, slotsFor(document.passages));
  if (id !== undefined) present.splice(at, 0, { ...document, id });
  return id;
}

function isTooMuch(writer: IndexWriter): boolean {
  const { passages, loose, dead } = writer.size();
  return loose > MOST_LOOSE || loose + dead > Math.max(FEW_LOOSE, passages * MOST_SHARE);
}
