import { join } from 'node:path';
import { messageOf, VerbatimError } from '../errors.js';
import type { Generation } from './generation.js';
import { openGeneration } from './store.js';
import { holds } from './stored-vectors.js';
import { VectorShard } from './vector-shard.js';
import { wordsOf } from './words.js';

/** Passages spread over the generation that must be found by their words and by their vector. */
const CANONICAL_QUERIES = 5;
/** Cosine from which two vectors are of the same text. */
const SAME = 0.999;

/**
 * Opens a generation as a reader would and looks things up in it.
 *
 * @param isNew whether its files of vectors are; else they were checked when they were.
 * @throws Error that says what does not hold; VerbatimError `index` when it cannot be opened at all.
 */
export async function checkGeneration(folder: string, isNew = true): Promise<void> {
  const generation = await openGeneration(folder, 'later').catch((cause: unknown) => {
    throw new VerbatimError(
      'index',
      `What was written to ${folder} cannot be read: ${messageOf(cause)}.`,
      'Make room on that disk, or look whether it fails, and try again.',
      { cause },
    );
  });
  try {
    const { passages, documents } = generation.manifest;
    const found = generation.countPassages();
    if (generation.documents.length !== documents || found !== passages) {
      throw new Error(
        `it holds ${found} passages of ${generation.documents.length} documents instead of ${passages} of ${documents}`,
      );
    }
    const probes = spreadOver(generation);
    for (const id of probes) checkWords(generation, id);
    if (isNew) await checkFiles(generation, probes);
    for (const [id, vector] of generation.looseVectors()) checkLength(id, vector);
  } finally {
    generation.close();
  }
}

/** Passages of documents from the first to the last. */
function spreadOver(generation: Generation): number[] {
  const ranges = generation.documents
    .map(({ id }) => generation.passageIds(id))
    .filter((range) => range !== undefined);
  return Array.from({ length: CANONICAL_QUERIES }, (_, i) => {
    const share = i / Math.max(1, CANONICAL_QUERIES - 1);
    const range = ranges[Math.floor(share * (ranges.length - 1))];
    return range && range.first + Math.floor(share * (range.last - range.first));
  }).filter((id) => id !== undefined);
}

function checkWords(generation: Generation, id: number): void {
  const { document, start, end } = generation.passage(id);
  const words = wordsOf(generation.text(document).slice(start, end)).map(({ word }) => word);
  if (words.length === 0) return;
  const frequency = (word: string) => generation.word(word)?.passages ?? 0;
  const rarest = words.reduce((a, b) => (frequency(b) < frequency(a) ? b : a));
  if (frequency(rarest) === 0 || generation.matchWords([rarest], 1).length === 0) {
    throw new Error(`passage ${id} is not found by its own words`);
  }
}

/** All vectors are of unit length, but for those of texts without a known word. */
function checkLength(id: number, vector: Float32Array): void {
  const length = Math.hypot(...vector);
  if (length !== 0 && !(Math.abs(length - 1) < 0.01)) {
    throw new Error(`the vector of passage ${id} has the length ${length.toFixed(3)} instead of 1`);
  }
}

/** One after the other: all of them take as much memory as the bot that answers meanwhile. */
async function checkFiles({ folder, manifest }: Generation, probes: readonly number[]) {
  const seen: boolean[] = [];
  for (const file of manifest.vectors) {
    const shard = await VectorShard.open(join(folder, file.file), manifest.dimension, file.count);
    try {
      for (const id of probes.filter((id) => holds(file, id))) {
        const vector = shard.get(id);
        checkLength(id, vector);
        seen.push(isFound(shard, vector));
      }
    } finally {
      shard.close();
    }
  }
  if (seen.length !== probes.length) {
    throw new Error(`some of the passages ${probes.join(', ')} are in no file of vectors`);
  }
  // A graph loses sight of some, as of one that is like no other among very many that are alike.
  if (seen.length > 0 && !seen.includes(true)) {
    throw new Error(`none of the passages ${probes.join(', ')} is found by its own vector`);
  }
}

function isFound(shard: VectorShard, vector: Float32Array): boolean {
  // Many passages may have the same wording, so the nearest need not be this one, only as near.
  const [nearest] = shard.search(vector, 1);
  return vector.every((value) => value === 0) || (nearest?.similarity ?? 0) >= SAME;
}
