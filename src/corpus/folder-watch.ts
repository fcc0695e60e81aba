import { type FSWatcher, watch } from 'node:fs';
import { basename } from 'node:path';
import { type FolderFound, foldersIn, identityAt } from './folders-in.js';
import { QUESTIONS_FILE } from './questions-file.js';
import { SOURCES_FILE } from './sources-file.js';
import { isDocumentName } from './walk.js';
import { type Faults, faultOf, isExhausted, WatchFaults } from './watch-faults.js';

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

/** Node's `watch`, as far as it is used. */
export type WatchFolder = (
  path: string,
  heard: (event: 'rename' | 'change', name: string | null) => void,
) => Pick<FSWatcher, 'on' | 'close'>;

interface Watched {
  readonly watcher: ReturnType<WatchFolder>;
  readonly identity: string;
}

/**
 * Watches a documents folder: one watch for each folder in it, since a watch for each file, which
 * Node's recursive one and the libraries set, is too many for large collections, and loses files
 * that are written by renaming and folders that are made anew. Keeps the process alive.
 */
export class FolderWatch {
  readonly #watching: FolderWatching;
  readonly #watchFolder: WatchFolder;
  readonly #timer: NodeJS.Timeout;
  readonly #watched = new Map<string, Watched>();
  readonly #faults: WatchFaults;
  /** Identity of the folder at the last look. */
  #seen: string | undefined;
  #looking: Promise<unknown> | undefined;
  #next: Promise<boolean> | undefined;
  #soon: NodeJS.Timeout | undefined;
  #isOver = false;

  private constructor(watching: FolderWatching, lookMs: number, watchFolder: WatchFolder) {
    this.#watching = watching;
    this.#faults = new WatchFaults(watching.onFault, lookMs);
    this.#watchFolder = watchFolder;
    this.#timer = setInterval(() => void this.#lookIfAmiss(), lookMs);
  }

  /** Resolves when what changes from then on is heard of; a folder that is missing is waited for. */
  static async start(
    watching: FolderWatching,
    lookMs = LOOK_MS,
    watchFolder: WatchFolder = watch,
  ): Promise<FolderWatch> {
    const folderWatch = new FolderWatch(watching, lookMs, watchFolder);
    await folderWatch.look();
    return folderWatch;
  }

  /**
   * Watches folders that are new. Where the operating system had more to tell than it keeps, they
   * are not heard of. Whoever asks while one look goes on shares the next one.
   *
   * @returns whether there was anything new or gone.
   */
  look(): Promise<boolean> {
    this.#next ??= Promise.resolve(this.#looking).then(() => {
      this.#next = undefined;
      const look = this.#look();
      this.#looking = look.finally(() => {
        this.#looking = undefined;
      });
      return look;
    });
    return this.#next;
  }

  close(): void {
    this.#isOver = true;
    clearInterval(this.#timer);
    clearTimeout(this.#soon);
    this.#forgetAll();
  }

  /** A folder that took the place of the watched one, e.g. behind a link, is not told of by it. */
  async #lookIfAmiss(): Promise<void> {
    if (this.#looking !== undefined) return;
    const isAnother = (await identityAt(this.#watching.folder)) !== this.#seen;
    if (isAnother || this.#faults.isDue) this.#lookSoon();
  }

  #lookSoon(): void {
    if (this.#isOver) return;
    this.#soon ??= setTimeout(async () => {
      this.#soon = undefined;
      if (await this.look()) this.#watching.onChange();
    }, GATHER_MS);
  }

  async #look(): Promise<boolean> {
    const found = new Map<string, string>();
    const faults: Faults = new Map();
    const fail = (path: string, error: unknown) => faults.set(...this.#faultOf(path, error));
    let isNew = false;
    for await (const folder of foldersIn(this.#watching.folder, fail)) {
      if (this.#isOver || isExhausted(faults)) break;
      found.set(folder.path, folder.identity);
      if (this.#watch(folder, fail)) isNew = true;
    }
    if (this.#isOver) return false;
    this.#seen = found.get(this.#watching.folder);
    // Who has not seen all folders does not know which of them are gone.
    const known = isExhausted(faults) ? [] : [...this.#watched.keys()];
    const gone = known.filter((path) => !found.has(path));
    for (const path of gone) this.#forget(path);
    this.#faults.replace(faults);
    // What is missing altogether is told; nothing could be taken in from there.
    return isNew || (gone.length > 0 && found.size > 0);
  }

  /** @returns whether it was not watched before. */
  #watch({ path, identity }: FolderFound, fail: (path: string, error: unknown) => void): boolean {
    if (this.#watched.get(path)?.identity === identity) return false;
    // In another folder of this name there is nothing of what was in the last one.
    if (path === this.#watching.folder) this.#forgetAll();
    this.#forget(path);
    try {
      const watcher = this.#watchFolder(path, (event, name) => this.#heard(path, event, name));
      watcher.on('error', (error) => this.#fail(path, error));
      this.#watched.set(path, { watcher, identity });
      return true;
    } catch (error) {
      fail(path, error);
      return false;
    }
  }

  /** Watched again at a later look, which what was told brings about. */
  #fail(path: string, error: unknown): void {
    this.#forget(path);
    this.#faults.add(...this.#faultOf(path, error));
  }

  #faultOf(path: string, error: unknown): [key: string, message: string] {
    return faultOf(path, error, this.#watching.folder, this.#watched.size);
  }

  #forget(path: string): void {
    this.#watched.get(path)?.watcher.close();
    this.#watched.delete(path);
  }

  #forgetAll(): void {
    for (const path of [...this.#watched.keys()]) this.#forget(path);
  }

  #heard(path: string, event: 'rename' | 'change', name: string | null): void {
    const { folder, onChange } = this.#watching;
    if (this.#isOver || name?.startsWith('.')) return;
    const isAbout = path === folder && (name === SOURCES_FILE || name === QUESTIONS_FILE);
    if (name === null || isAbout || isDocumentName(name)) onChange();
    if (event !== 'rename') return;
    // A folder that is gone is told of under its own name; the next one may get its number.
    const isGone = name === basename(path);
    if (isGone) this.#forget(path);
    // Whatever else has come or gone may be a folder, which might be watched.
    if (isGone || !this.#faults.isExhausted) this.#lookSoon();
  }
}
