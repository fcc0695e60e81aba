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
    for (let i = 0; i < Math.min(CANONICAL_QUERIES, passages); i++) {
      checkPassage(
        generation,
        1 + Math.floor((i * (passages - 1)) / Math.max(1, CANONICAL_QUERIES - 1)),
      );
    }
  } finally {
    generation.close();
  }
}

function checkPassage(generation: Generation, id: number): void {
  const { document, start, end } = generation.passage(id);
  const words = wordsOf(generation.text(document).slice(start, end)).map(({ word }) => word);
  if (words.length === 0) return;
  const frequency = (word: string) => generation.word(word)?.passages ?? 0;
  const rarest = words.reduce((a, b) => (frequency(b) < frequency(a) ? b : a));
  if (frequency(rarest) === 0 || generation.matchWords([rarest], 1).length === 0) {
    throw new Error(`passage ${id} is not found by its own words`);
  }
  // Many passages may have the same wording, so the nearest need not be this one, only as near.
  const vector = generation.vector(id);
  const isZero = vector.every((value) => value === 0);
  const nearest = generation.nearest(vector, 1)[0]?.similarity ?? 0;
  if (!isZero && nearest < 0.999) throw new Error(`passage ${id} is not found by its own vector`);
}
