import { basename, dirname, join } from 'node:path';
import { AutoModel, AutoTokenizer, env } from '@xenova/transformers';
import { MODEL_FILE } from '../src/embedding/model-source.js';
import { withOneThread } from '../src/embedding/threads.js';
import { serve } from './scale-processes.js';

/** The tokenizer and the model alone, on one thread: nothing is read, kept, or sent anywhere. */

/** Texts that are put in order of their length together, and texts a run of the model. */
const LOT = 64;
const BATCH = 32;

let run: (batch: readonly string[]) => Promise<number> = async () => {
  throw new Error('no model was loaded');
};
let lots: string[][] = [];

const services = {
  async load({ model, texts }: { readonly model: string; readonly texts: readonly string[] }) {
    env.allowRemoteModels = false;
    env.localModelPath = dirname(model);
    const tokenizer = await AutoTokenizer.from_pretrained(basename(model));
    // With the threads that it starts by itself, which wait by turning in circles, it does half as much.
    const { session } = await withOneThread(join(model, MODEL_FILE), () =>
      AutoModel.from_pretrained(basename(model)),
    );
    run = async (batch) => {
      const inputs = tokenizer([...batch], { padding: true, truncation: true });
      const feeds = Object.fromEntries(
        (session.inputNames as string[]).map((name) => [name, inputs[name]]),
      );
      const output = await session.run(feeds, ['sentence_embedding']);
      return Object.keys(output).length;
    };
    lots = Array.from({ length: Math.ceil(texts.length / LOT) }, (_, i) =>
      texts.slice(i * LOT, (i + 1) * LOT),
    );
    // The first run allocates what the others use.
    await run(texts.slice(0, BATCH));
  },

  /** @returns milliseconds for all texts. */
  async embed() {
    const startedAt = performance.now();
    for (const lot of lots) {
      const sorted = [...lot].sort((a, b) => a.length - b.length);
      for (let from = 0; from < sorted.length; from += BATCH)
        await run(sorted.slice(from, from + BATCH));
    }
    return performance.now() - startedAt;
  },
};
export type EmbeddingFloorServices = typeof services;

serve(services, 'low');
