import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { cp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, expect } from 'vitest';
import type { Generation } from '../../../src/index/generation.js';
import { generationsIn, openCurrent, openPointed } from '../../../src/index/store.js';
import { updateIndex } from '../../../src/index/update.js';
import { documentsFolder, putFiles } from '../../documents-folder.js';
import { temporaryFolder } from '../../temporary-folder.js';
import { HashingEmbedder } from '../hashing-embedder.js';
import { contentsOf } from '../workshop.js';

const fileOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));

export type How =
  | 'before'
  | 'during'
  | 'after'
  | 'ENOSPC'
  | 'EIO'
  | 'EROFS'
  | 'removed'
  | 'stopped';

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly report?: { readonly generation: string };
  readonly fault?: { readonly name: string; readonly code?: string; readonly message: string };
  /** What it changed, with the names of files; absent when nothing was to happen, or it was killed. */
  readonly steps?: readonly string[];
  readonly stderr: string;
  /** From when its modules were loaded. */
  readonly workedMs: number;
}

/** `full`: an update that builds everything anew. */
export type What = 'update' | 'full' | 'rollback';

/** What happens at which step, counted from 1; nothing at step 0. */
export interface Fault {
  readonly at: number;
  readonly how: How;
}

export interface Starting {
  readonly what?: What;
  readonly fault?: Fault;
  /** Milliseconds after its modules were loaded; it is killed then. */
  readonly killAfterMs?: number;
}

const running = new Set<ChildProcessWithoutNullStreams>();

afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
});

/** What a reader sees of a generation, and how it answers. */
function seen(generation: Generation) {
  const question = new HashingEmbedder().vectorOf('Who closed the pier on the second day?');
  // Ids are those of a way here, and there are several.
  const placeOf = (id: number) => {
    const { document, start } = generation.passage(id);
    return { source: generation.document(document).info.source, start };
  };
  return {
    ...contentsOf(generation),
    nearest: generation
      .nearest(question, 3)
      .map(({ id, similarity }) => ({ similarity, ...placeOf(id) })),
    matching: generation
      .matchWords(['pier', 'closed', 'day'], 3)
      .map(({ passage, score }) => ({ score, ...placeOf(passage) })),
  };
}

type Seen = ReturnType<typeof seen>;

/** Documents that have changed since they were indexed, and copies of that index to be maltreated. */
export class Stand {
  /** What the index shows before and after the run; absent when there is no index before. */
  before: Seen | undefined;
  after!: Seen;
  readonly #seedsDir: string;
  readonly #template: string;

  private constructor(seedsDir: string, template: string) {
    this.#seedsDir = seedsDir;
    this.#template = template;
  }

  /**
   * @param count documents in the index; none: there is no index yet.
   * @param more documents besides these that are new.
   */
  static async with(count: number, more = 0): Promise<Stand> {
    const seedsDir = await documentsFolder();
    const stand = new Stand(seedsDir, join(await temporaryFolder(), 'index'));
    const text = (i: number, day: string) =>
      `Day ${i} of the pier.\n\nThe pier was closed by keeper ${i} on the ${day} day, and the ferry did not leave.\n`;
    for (let i = 0; i < count; i++) await putFiles(seedsDir, { [`${i}.txt`]: text(i, 'first') });
    if (count > 0) {
      await stand.#update(stand.#template);
      stand.before = await stand.#seenIn(stand.#template);
    }
    for (let i = count; i < more; i++) await putFiles(seedsDir, { [`${i}.txt`]: text(i, 'first') });
    await putFiles(seedsDir, { '0.txt': text(0, 'second'), 'new.txt': text(99, 'second') });
    const fresh = join(await temporaryFolder(), 'index');
    await stand.#update(fresh);
    stand.after = await stand.#seenIn(fresh);
    return stand;
  }

  /** A copy of the index before the run, or of another. @param to a folder; its own when absent. */
  async copy({ of, to }: { of?: string; to?: string } = {}): Promise<string> {
    const indexDir = join(to ?? (await temporaryFolder()), 'index');
    const template = of ?? (this.before === undefined ? undefined : this.#template);
    if (template !== undefined) await cp(template, indexDir, { recursive: true });
    return indexDir;
  }

  /** Starts the indexer on a copy, in a process of its own. */
  start(indexDir: string, { what = 'update', fault }: Starting): ChildProcessWithoutNullStreams {
    const preload = fault ? ['--import', fileOf('faults.mjs')] : [];
    const env = fault && { FAULT_FOLDER: indexDir, FAULT_AT: `${fault.at}`, FAULT_HOW: fault.how };
    const args = [...preload, fileOf('child.mjs'), what, this.#seedsDir, indexDir];
    const child = spawn(process.execPath, args, { env: { ...env }, stdio: 'pipe' });
    running.add(child);
    child.once('close', () => running.delete(child));
    return child;
  }

  /** Runs it to its end. */
  run(indexDir: string, starting: Starting = {}): Promise<Ended> {
    const { killAfterMs } = starting;
    const child = this.start(indexDir, starting);
    let begunAt = 0;
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
      if (begunAt > 0 || !stderr.startsWith('begun\n')) return;
      begunAt = performance.now();
      if (killAfterMs === undefined) return;
      void setTimeout(killAfterMs, undefined, { ref: false }).then(() => child.kill('SIGKILL'));
    });
    return new Promise<Ended>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code, signal) => {
        const steps = /^steps (.*)$/m.exec(stderr)?.[1];
        resolve({
          code,
          signal,
          stderr,
          workedMs: performance.now() - begunAt,
          ...(stdout === '' ? {} : JSON.parse(stdout)),
          ...(steps === undefined ? {} : { steps: JSON.parse(steps) }),
        });
      });
    });
  }

  /** The index opens to what it was, or to what it was to become, and to nothing in between. */
  async expectWhole(indexDir: string): Promise<'before' | 'after' | 'missing'> {
    const opened = await openCurrent(indexDir);
    if (opened.kind === 'missing') {
      expect(this.before).toBeUndefined();
      return 'missing';
    }
    if (opened.kind === 'damaged') throw new Error(`the index is damaged: ${opened.why}`);
    const { generation } = opened;
    // Where there was an index before, nothing has to be fallen back to.
    if (this.before !== undefined) expect(opened.fallback).toBeUndefined();
    return this.expectShown(generation);
  }

  /** A generation shows what was or what was to be; it is closed. */
  expectShown(generation: Generation): 'before' | 'after' {
    const shown = seen(generation);
    generation.close();
    const isNew = shown.documents.some(({ info }) => info.source === 'new.txt');
    const which = isNew ? 'after' : 'before';
    expect(shown).toEqual(this[which]);
    return which;
  }

  /** The next run brings the index up to date, and leaves nothing behind. */
  async expectMended(indexDir: string): Promise<void> {
    const report = await this.#update(indexDir);
    expect(await this.#seenIn(indexDir)).toEqual(this.after);
    expect(await openPointed(indexDir)).toMatchObject({
      kind: 'open',
      generation: { manifest: { name: report.generation } },
    });
    const generations = await generationsIn(indexDir);
    expect(generations.length).toBeLessThanOrEqual(2);
    // Beside the lock of a process that was killed may lie an empty journal; SQLite knows of it.
    const entries = (await readdir(indexDir)).filter((name) => !name.startsWith('lock.sqlite'));
    expect(entries.sort()).toEqual([...generations, 'CURRENT'].sort());
    await rm(indexDir, { recursive: true });
  }

  async #update(indexDir: string) {
    const found = await openCurrent(indexDir);
    const previous = found.kind === 'open' ? found.generation : undefined;
    const options = { seedsDir: this.#seedsDir, indexDir, maxDocumentBytes: 100_000 };
    const embedder = new HashingEmbedder();
    return updateIndex({ ...options, embedder, previous }).finally(() => previous?.close());
  }

  async #seenIn(indexDir: string): Promise<Seen> {
    const opened = await openCurrent(indexDir);
    if (opened.kind !== 'open') throw new Error(`the index is ${opened.kind}`);
    const shown = seen(opened.generation);
    opened.generation.close();
    return shown;
  }
}
