import { setImmediate } from 'node:timers/promises';
import { type BuildOptions, type Built, build, type Filled, type ReadOutcome } from './build.js';
import { type Collected, nothingToIndex } from './collect.js';
import { passagesToEmbed } from './cut.js';
import { slotsFor, spacingFor } from './ids.js';
import { stampsOf } from './stamps.js';
import { buildersFor, VectorFiles } from './vector-files.js';
import type { IndexWriter } from './writer.js';

/** Words that are counted in memory: few are new any more when there are so many. */
const MOST_WORDS = 65_536;

/**
 * Builds everything anew; the vectors of texts that the previous generation has are taken from
 * there, unless a full run is asked for.
 *
 * @throws VerbatimError `corpus` when no document can be read; see `build` for the rest.
 */
export async function buildAnew(collected: Collected, options: BuildOptions): Promise<Built> {
  const { embedder, helpers, onProgress } = options;
  const bytes = collected.documents.reduce((sum, document) => sum + document.bytes, 0);
  const built = await build(options, async (folder, openWriter) => {
    const writer = openWriter();
    let embedded = 0;
    let total: number | undefined;
    const vectors = new VectorFiles(folder, buildersFor(bytes, embedder, helpers), (count) => {
      embedded += count;
      if (total !== undefined) onProgress?.({ phase: 'embedding', done: embedded, total });
    });
    try {
      const { read, strange } = await writeDocuments(collected, writer, vectors, options);
      total = writer.size().passages;
      onProgress?.({ phase: 'embedding', done: embedded, total });
      // What is left of the words is written while the builders end.
      const [files] = await Promise.all([vectors.finish(), writer.words.settle(embedder)]);
      const stamps = stampsOf(collected.documents, read);
      return { read, stamps, vectors: files, embedded: strange };
    } finally {
      await vectors.close();
    }
  });
  return built as Built;
}

async function writeDocuments(
  { documents, faults }: Collected,
  writer: IndexWriter,
  vectors: VectorFiles,
  { embedder, previous, full, onProgress, seedsDir }: BuildOptions,
): Promise<{ read: Filled['read']; strange: number }> {
  const known = full ? undefined : previous?.vectorsByKey();
  const spacing = spacingFor(documents.length);
  const read = new Map<string, ReadOutcome>();
  let strange = 0;
  let from = 1 + spacing;
  for (const [position, found] of documents.entries()) {
    const { document, ...outcome } = await found.read();
    read.set(found.source, { ...outcome, isIndexed: document !== undefined });
    if (document !== undefined) {
      const passages = passagesToEmbed(document, embedder);
      const ids = writer.addDocument(from, document, document.fingerprint, passages);
      from += Math.max(spacing, slotsFor(passages.length));
      for (const [i, { text, embeddingKey }] of passages.entries()) {
        const vector = known?.(embeddingKey);
        if (vector === undefined) strange++;
        await vectors.add({ id: ids[i] as number, text, known: vector });
      }
    }
    if (writer.words.waiting >= MOST_WORDS) await writer.words.settle(embedder);
    onProgress?.({ phase: 'splitting', done: position + 1, total: documents.length });
    // Other work, and the answers of the builders, get their turn.
    await setImmediate();
  }
  const all = [...read.values()];
  if (!all.some(({ isIndexed }) => isIndexed)) {
    throw nothingToIndex(seedsDir, [...faults, ...all.flatMap((outcome) => outcome.faults)]);
  }
  return { read, strange };
}
