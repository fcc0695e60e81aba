import type { Embedder } from '../../embedding/embedder.js';
import { dot } from '../../retrieval/vector.js';
import { type Baseline, DEPTH } from './baseline.js';

/** Texts handed to the model at once. */
const LOT = 64;

/** Cosine of the model's vectors of question and sentence, and nothing else. */
export async function vectors(sentences: readonly string[], embedder: Embedder): Promise<Baseline> {
  const rows: Float32Array[] = [];
  for (let from = 0; from < sentences.length; from += LOT) {
    rows.push(...(await embedder.embed(sentences.slice(from, from + LOT), 'passage')));
  }
  return {
    name: 'vectors',
    search: async (question) => {
      const [asked] = await embedder.embed([question], 'question');
      const cosines = rows.map((row) => dot(asked as Float32Array, row));
      return best(cosines, DEPTH);
    },
  };
}

/** Positions of the largest values, largest first; ties in the order of the positions. */
function best(values: readonly number[], count: number): number[] {
  const top: number[] = [];
  for (const [i, value] of values.entries()) {
    const last = values[top.at(-1) ?? -1] ?? Number.NEGATIVE_INFINITY;
    if (top.length === count && value <= last) continue;
    const at = top.findIndex((other) => value > (values[other] as number));
    top.splice(at === -1 ? top.length : at, 0, i);
    if (top.length > count) top.pop();
  }
  return top;
}
