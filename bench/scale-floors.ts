import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { BUNDLED } from '../src/config.js';
import type { EmbeddingFloorServices } from './scale-embedding-floor.js';
import { evenly, type Floors, spreadOf } from './scale-figures.js';
import type { LibraryFloorServices } from './scale-library-floors.js';
import { FILES } from './scale-place.js';
import { Served, withServed } from './scale-processes.js';

/** Queries of words that are asked: without our choice of rarer words, one may take long. */
const QUERIES = 100;
const LOT = 64;

export interface FloorWishes {
  /** Folder with `FILES`. */
  readonly from: string;
  readonly dimension: number;
  readonly questions: readonly string[];
  /** Processes that embed at once. */
  readonly processes: number;
  readonly passes: number;
  /** Texts and vectors that are taken at most. */
  readonly most: number;
}

export async function floorsOf(wishes: FloorWishes): Promise<Floors> {
  const { from, dimension, most, processes } = wishes;
  const embedding = { perSecond: await embeddingRate(wishes), processes };
  const questions = evenly(wishes.questions, QUERIES);
  // A process for each, so that no memory of one is in the way of the next.
  const bare = <T>(use: (served: Served<LibraryFloorServices>) => Promise<T>) =>
    withServed('./scale-library-floors.js', use);
  return {
    embedding,
    graph: await bare((served) => served.call('graph', { from, dimension, most })),
    words: await bare((served) => served.call('words', { from, questions })),
    vectors: await bare((served) => served.call('vectors', { from, dimension })),
  };
}

/** Texts a second, by all processes together, without the time to load the model. */
async function embeddingRate({ from, processes, passes, most }: FloorWishes) {
  const texts = await textsOf(join(from, FILES.texts), most);
  const started = Array.from(
    { length: processes },
    () => new Served<EmbeddingFloorServices>('./scale-embedding-floor.js'),
  );
  try {
    await Promise.all(
      started.map((one, part) => {
        const own = texts.filter((_, i) => Math.floor(i / LOT) % processes === part);
        return one.call('load', { model: BUNDLED.model, texts: own });
      }),
    );
    const rates: number[] = [];
    for (let pass = 0; pass < passes; pass++) {
      const startedAt = performance.now();
      await Promise.all(started.map((one) => one.call('embed', undefined)));
      rates.push((texts.length / (performance.now() - startedAt)) * 1000);
    }
    return spreadOf(rates);
  } finally {
    await Promise.all(started.map((one) => one.stop()));
  }
}

/** In lots of neighbours, as the indexer meets them; of more than `most` texts, some of the lots. */
async function textsOf(path: string, most: number): Promise<string[]> {
  const lots: string[][] = [];
  for await (const line of createInterface(createReadStream(path))) {
    if (lots.length === 0 || lots.at(-1)?.length === LOT) lots.push([]);
    lots.at(-1)?.push(JSON.parse(line));
  }
  return evenly(lots, Math.max(1, Math.floor(most / LOT))).flat();
}
