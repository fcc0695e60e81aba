import { type BigIntStats, type FSWatcher, watch } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { messageOf } from '../errors.js';
import { isDocumentName } from './folder.js';
import { QUESTIONS_FILE } from './questions-file.js';
import { SOURCES_FILE } from './sources-file.js';

/** Milliseconds between two looks at whether the folder is still the one that is watched. */
const LOOK_MS = 5_000;
/** Milliseconds in which new folders are looked for once, however many there are. */
const GATHER_MS = 250;

export interface FolderWatching {
  readonly folder: string;
  /** A document, or a file about them, may have come, gone or changed. Comes in bursts. */
  readonly onChange: () => void;
  /** Hears once of what keeps changes from being seen, and again when it has come back. */
  readonly onFault: (message: string) => void;
}

interface Watched {
  readonly watcher: FSWatcher;
  /** Which folder it was that had the name. */
  readonly identity: string;
}

/**
 * Watches a documents folder: one watch for each folder in it, since a watch for each file, which
 * Node's recursive one and the libraries set, is too many for large collections, and loses files
 * that are written by renaming and folders that are made anew. Keeps the process alive.
 */
export class FolderWatch {
  readonly #watching: FolderWatching;
  readonly #timer: NodeJS.Timeout;
  readonly #watched = new Map<string, Watched>();
  #told: ReadonlySet<string> = new Set();
  #looking: Promise<void> = Promise.resolve();
  #soon: NodeJS.Timeout | undefined;
  #isOver = false;

  private constructor(watching: FolderWatching, lookMs: number) {
    this.#watching = watching;
    this.#timer = setInterval(() => void this.#lookIfAmiss(), lookMs);
  }

  /** Resolves when what changes from then on is heard of; a folder that is missing is waited for. */
  static async start(watching: FolderWatching, lookMs = LOOK_MS): Promise<FolderWatch> {
    const watch = new FolderWatch(watching, lookMs);
    await watch.look();
    return watch;
  }

  /**
   * Watches folders that are new. Where the operating system had more to tell than it keeps, they
   * are not heard of.
   *
   * @returns whether there was anything new or gone.
   */
  look(): Promise<boolean> {
    const looked = this.#looking.then(() => this.#look());
    this.#looking = looked.then(() => undefined);
    return looked;
  }

  close(): void {
    this.#isOver = true;
    clearInterval(this.#timer);
    clearTimeout(this.#soon);
    for (const { watcher } of this.#watched.values()) watcher.close();
    this.#watched.clear();
  }

  /** A folder that took the place of the watched one, e.g. behind a link, is not told of by it. */
  async #lookIfAmiss(): Promise<void> {
    const { folder } = this.#watching;
    const now = await stat(folder, { bigint: true }).then(identityOf, () => undefined);
    if (this.#told.size > 0 || now !== this.#watched.get(folder)?.identity) this.#lookSoon();
  }

  #lookSoon(): void {
    this.#soon ??= setTimeout(async () => {
      this.#soon = undefined;
      if (await this.look()) this.#watching.onChange();
    }, GATHER_MS);
  }

  async #look(): Promise<boolean> {
    const found = new Set<string>();
    const faults = new Set<string>();
    let isNew = false;
    for await (const folder of this.#folders(this.#watching.folder, faults)) {
      found.add(folder.path);
      if (this.#watch(folder, faults)) isNew = true;
    }
    if (this.#isOver) return false;
    const gone = [...this.#watched.keys()].filter((path) => !found.has(path));
    for (const path of gone) this.#forget(path);
    for (const fault of faults) if (!this.#told.has(fault)) this.#watching.onFault(fault);
    this.#told = faults;
    // What is missing altogether is told; nothing could be taken in from there.
    return isNew || (gone.length > 0 && found.size > 0);
  }

  /** The folder and those in it, each before what is in it is listed. */
  async *#folders(path: string, faults: Set<string>): AsyncGenerator<Folder> {
    try {
      const stats = await stat(path, { bigint: true });
      if (!stats.isDirectory()) throw new Error('it is no folder');
      yield { path, identity: identityOf(stats) };
      for (const entry of await readdir(path, { withFileTypes: true })) {
        if (entry.isDirectory() && !entry.name.startsWith('.'))
          yield* this.#folders(join(path, entry.name), faults);
      }
    } catch (error) {
      // A folder within that is gone by now was removed while this looked.
      const isGone = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      if (!isGone || path === this.#watching.folder) faults.add(unwatchable(path, error));
    }
  }

  /** @returns whether it was not watched before. */
  #watch({ path, identity }: Folder, faults: Set<string>): boolean {
    if (this.#isOver || this.#watched.get(path)?.identity === identity) return false;
    this.#forget(path);
    try {
      const watcher = watch(path, (event, name) => this.#heard(path, event, name));
      watcher.on('error', (error) => this.#fail(path, error));
      this.#watched.set(path, { watcher, identity });
      return true;
    } catch (error) {
      faults.add(unwatchable(path, error));
      return false;
    }
  }

  /** Watched again at the next look, which what was told brings about. */
  #fail(path: string, error: unknown): void {
    this.#forget(path);
    const fault = unwatchable(path, error);
    if (!this.#told.has(fault)) this.#watching.onFault(fault);
    this.#told = new Set([...this.#told, fault]);
  }

  #forget(path: string): void {
    this.#watched.get(path)?.watcher.close();
    this.#watched.delete(path);
  }

  #heard(path: string, event: 'rename' | 'change', name: string | null): void {
    const { folder, onChange } = this.#watching;
    if (this.#isOver || name?.startsWith('.')) return;
    const isAbout = path === folder && (name === SOURCES_FILE || name === QUESTIONS_FILE);
    if (name === null || isAbout || isDocumentName(name)) onChange();
    if (event !== 'rename') return;
    // A folder that is gone is told of under its own name; the next one may get its number.
    if (name === basename(path)) this.#forget(path);
    // Whatever else has come or gone may be a folder.
    this.#lookSoon();
  }
}

interface Folder {
  readonly path: string;
  readonly identity: string;
}

function identityOf({ dev, ino }: BigIntStats): string {
  return `${dev} ${ino}`;
}

function unwatchable(path: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const advice =
    code === 'ENOSPC' || code === 'EMFILE'
      ? ' The system allows no more watches (on Linux, raise fs.inotify.max_user_watches and max_user_instances).'
      : '';
  return `Changes in ${path} are not seen: ${messageOf(error)}.${advice}`;
}
