import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { readConfig } from '../src/config.js';
import type { Embedder } from '../src/embedding/embedder.js';
import type { Generation } from '../src/index/generation.js';
import { compoundsOf, wordsOf } from '../src/index/words.js';
import { createLog } from '../src/log.js';
import { embeddingText } from '../src/passages/passages.js';
import { openVerbatim } from '../src/wiring.js';
import { latencyOf } from './scale-figures.js';
import { FILES, type Place } from './scale-place.js';
import { serve } from './scale-processes.js';
import { recallOf, similaritiesTo, type Vectors } from './scale-recall.js';

/** Looks into the current generation: how well vectors are found, and what was put into it. */

const COUNT = 10;

interface Inspecting extends Place {
  readonly questions: readonly string[];
  /** Folder to write `FILES` to. */
  readonly to: string;
}

const services = {
  async inspect({ seedsDir, embeddingsDir, questions, to }: Inspecting) {
    const config = readConfig({ SEEDS_DIR: seedsDir, EMBEDDINGS_DIR: embeddingsDir });
    const verbatim = await openVerbatim({ ...config, logLevel: 'error' }, await createLog(config));
    try {
      return await new Promise<Awaited<ReturnType<typeof inspect>>>((resolve, reject) => {
        const use = async (generation: Generation, embedder: Embedder) =>
          resolve(await inspect(generation, embedder, questions, to));
        verbatim.lend(use).catch(reject);
      });
    } finally {
      await verbatim.close();
    }
  },
};
export type InspectionServices = typeof services;

async function inspect(
  generation: Generation,
  embedder: Embedder,
  questions: readonly string[],
  to: string,
) {
  const { dimension } = generation.manifest;
  const ids = generation.documents.flatMap(({ id }) =>
    generation.passagesOf(id).map((passage) => passage.id),
  );
  const vectors: Vectors = { dimension, numbers: new Float32Array(ids.length * dimension) };
  for (const [row, id] of ids.entries())
    vectors.numbers.set(generation.vector(id), row * dimension);
  const asked = await embedder.embed(questions, 'question');
  await writeFile(join(to, FILES.vectors), bytesOf(vectors.numbers));
  const flat = new Float32Array(asked.length * dimension);
  for (const [row, vector] of asked.entries()) flat.set(vector, row * dimension);
  await writeFile(join(to, FILES.questions), bytesOf(flat));
  await writeLines(join(to, FILES.texts), generation, (title, text, passage) =>
    embeddingText(title, text, passage),
  );
  await writeLines(join(to, FILES.words), generation, (title, text, { start, end, section }) => {
    const body = text.slice(start, end);
    const found = wordsOf(body);
    const words = [...found.map(({ word }) => word), ...compoundsOf(found, body)];
    return [joinWords(title), joinWords(section ?? ''), words.join(' ')];
  });
  const recall = recallOfAll(generation, ids, vectors, asked);
  return { passages: ids.length, dimension, ...recall };
}

function recallOfAll(
  generation: Generation,
  ids: readonly number[],
  vectors: Vectors,
  asked: readonly Float32Array[],
) {
  const rowOf = new Map(ids.map((id, row) => [id, row]));
  const all = new Float32Array(ids.length);
  const times: number[] = [];
  let sum = 0;
  for (const vector of asked) {
    const startedAt = performance.now();
    const found = generation.nearest(vector, COUNT);
    times.push(performance.now() - startedAt);
    similaritiesTo(vector, vectors, all);
    const similarities = found.map(({ id }) => all[rowOf.get(id) as number] as number);
    sum += recallOf(similarities, all, COUNT);
  }
  const tookMs = times.reduce((total, time) => total + time, 0);
  return { at10: sum / asked.length, search: latencyOf(times, tookMs) };
}

type Passage = ReturnType<Generation['passagesOf']>[number];

/** Without holding more than one document's lines at a time. */
async function writeLines(
  path: string,
  generation: Generation,
  line: (title: string, text: string, passage: Passage) => unknown,
): Promise<void> {
  function* lines() {
    for (const { id, info } of generation.documents) {
      const text = generation.text(id);
      const passages = generation.passagesOf(id);
      yield passages.map((one) => `${JSON.stringify(line(info.title, text, one))}\n`).join('');
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(path));
}

function joinWords(text: string): string {
  return wordsOf(text)
    .map(({ word }) => word)
    .join(' ');
}

function bytesOf(numbers: Float32Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}

serve(services);
