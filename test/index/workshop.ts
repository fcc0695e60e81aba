import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BuildOptions } from '../../src/index/build.js';
import type { Generation } from '../../src/index/generation.js';
import type { IndexReport } from '../../src/index/report.js';
import { openCurrent } from '../../src/index/store.js';
import { updateIndex } from '../../src/index/update.js';
import { atEndOfTest } from '../at-end.js';
import { type Contents, documentsFolder } from '../documents-folder.js';
import { temporaryFolder } from '../temporary-folder.js';
import { HashingEmbedder } from './hashing-embedder.js';

/** The file of the first passages' vectors, in a generation that was built anew. */
export const FIRST_VECTORS = 'vectors-1.hnsw';

/** A documents folder, an index folder and a model, to be built and built again. */
export class Workshop {
  embedder = new HashingEmbedder();
  readonly seedsDir: string;
  readonly indexDir: string;

  private constructor(seedsDir: string, indexDir: string) {
    this.seedsDir = seedsDir;
    this.indexDir = indexDir;
  }

  static async with(contents: Contents): Promise<Workshop> {
    return new Workshop(await documentsFolder(contents), join(await temporaryFolder(), 'index'));
  }

  /** As a start of the program does it: what is current is opened and brought up to date. */
  async update(change: Partial<BuildOptions> = {}): Promise<IndexReport> {
    const current = await openCurrent(this.indexDir);
    const previous = current.kind === 'open' ? current.generation : undefined;
    try {
      return await updateIndex({ ...this.options, previous, ...change });
    } finally {
      previous?.close();
    }
  }

  get options(): BuildOptions {
    const { seedsDir, indexDir, embedder } = this;
    return { seedsDir, indexDir, embedder, maxDocumentBytes: 100_000 };
  }

  /** The current generation; it is closed after the test. */
  async open(): Promise<Generation> {
    const current = await openCurrent(this.indexDir);
    if (current.kind !== 'open') throw new Error(`the index is ${JSON.stringify(current)}`);
    const { generation } = current;
    atEndOfTest(() => generation.close());
    return current.generation;
  }

  /** Names in the index folder; without one there is none. */
  async entries(): Promise<string[]> {
    return (await readdir(this.indexDir).catch(() => [])).sort();
  }
}

/** All that a reader could see of a generation, but for its name and time, and the ids. */
export function contentsOf(generation: Generation) {
  const { name, builtAt, vectors, ...manifest } = generation.manifest;
  return {
    manifest,
    documents: generation.documents.map(({ id, ...document }) => ({
      ...document,
      text: generation.text(id),
      passages: generation
        .passagesOf(id)
        .map(({ id, document, ...passage }) => ({ ...passage, vector: generation.vector(id) })),
    })),
  };
}
