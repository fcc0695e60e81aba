import type { Generation } from './generation.js';
import { openGeneration } from './store.js';
import { wordsOf } from './words.js';

/** Passages spread over the generation that must be found by their words and by their vector. */
const CANONICAL_QUERIES = 5;

/**
 * Opens a generation as a reader would and looks things up in it.
 *
 * @throws Error that says what does not hold.
 */
export async function checkGeneration(folder: string): Promise<void> {
  const generation = await openGeneration(folder);
  try {
    const { passages, documents } = generation.manifest;
    const found = generation.documents.reduce(
      (sum, document) => sum + generation.passagesOf(document.id).length,
      0,
    );
    if (generation.documents.length !== documents || found !== passages) {
      throw new Error(
        `it holds ${found} passages of ${generation.documents.length} documents instead of ${passages} of ${documents}`,
      );
    }
    const count = Math.min(CANONICAL_QUERIES, passages);
    const canonical = Array.from(
      { length: count },
      (_, i) => 1 + Math.floor((i * (passages - 1)) / Math.max(1, CANONICAL_QUERIES - 1)),
    );
    for (const id of canonical) {
      checkWords(generation, id);
      checkLength(generation, id);
    }
    // Among very many equal passages the graph may lose sight of one that is like no other.
    const lost = canonical.filter((id) => !isFoundByVector(generation, id));
    if (2 * lost.length > count) {
      throw new Error(`passages ${lost.join(', ')} are not found by their own vectors`);
    }
  } finally {
    generation.close();
  }
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
function checkLength(generation: Generation, id: number): void {
  const length = Math.hypot(...generation.vector(id));
  if (length !== 0 && !(Math.abs(length - 1) < 0.01)) {
    throw new Error(`the vector of passage ${id} has the length ${length.toFixed(3)} instead of 1`);
  }
}

/** Many passages may have the same wording, so the nearest need not be this one, only as near. */
function isFoundByVector(generation: Generation, id: number): boolean {
  const vector = generation.vector(id);
  const isZero = vector.every((value) => value === 0);
  return isZero || (generation.nearest(vector, 1)[0]?.similarity ?? 0) >= 0.999;
}
