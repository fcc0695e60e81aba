import { join } from 'node:path';
import { Answerer } from '../src/answer/service.js';
import { BUNDLED } from '../src/config.js';
import type { Embedder } from '../src/embedding/embedder.js';
import { CurrentGeneration } from '../src/index/current.js';
import type { Generation } from '../src/index/generation.js';
import { openCurrent } from '../src/index/store.js';
import {
  EVIDENCE,
  type Evidence,
  type RankerWeights,
  readWeights,
} from '../src/retrieval/ranker.js';
import { atEndOfFile } from './at-end.js';
import { bundledEmbedder, indexHere } from './bundled-embedder.js';
import { documentsFolder } from './documents-folder.js';
import { temporaryFolder } from './temporary-folder.js';

/** A small corpus, indexed with the bundled model, and what answers from it. */
export interface Stage {
  readonly seedsDir: string;
  readonly indexDir: string;
  readonly generation: Generation;
  readonly embedder: Embedder;
  readonly weights: RankerWeights;
  /** Quotes that did not match their document. */
  readonly faults: string[];
  /** @param generation another one than the stage's own. */
  answerer(change?: {
    weights?: RankerWeights;
    generation?: Generation;
    now?: () => number;
  }): Answerer;
}

/** Closes `generation` after the tests of the file. */
export function closeAtEnd(generation: Generation): Generation {
  atEndOfFile(() => generation.close());
  return generation;
}

/** @param documents contents by name, which may hold folders. */
export async function openStage(documents: Readonly<Record<string, string>>): Promise<Stage> {
  const folder = await temporaryFolder();
  const indexDir = join(folder, 'index');
  const seedsDir = await documentsFolder(documents);
  const embedder = await bundledEmbedder();
  const weights = await readWeights(BUNDLED.ranker);
  await indexHere(seedsDir, folder);
  const opened = await openCurrent(indexDir);
  if (opened.kind !== 'open') throw new Error(`the stage's index is ${opened.kind}`);
  const { generation } = opened;
  closeAtEnd(generation);
  const faults: string[] = [];
  return {
    seedsDir,
    indexDir,
    generation,
    embedder,
    weights,
    faults,
    answerer: (change = {}) =>
      new Answerer({
        current: new CurrentGeneration(change.generation ?? generation),
        embedder,
        weights: change.weights ?? weights,
        onFault: (message) => faults.push(message),
        ...(change.now === undefined ? {} : { now: change.now }),
      }),
  };
}

/** The same ranking, and the same confidence whatever is asked. */
export function sureOf(confidence: number, { features }: RankerWeights): RankerWeights {
  const none = Object.fromEntries(EVIDENCE.map((name) => [name, 0])) as Record<keyof Evidence, 0>;
  return {
    features,
    confidence: { ...none, intercept: Math.log(confidence / (1 - confidence)) },
  };
}
