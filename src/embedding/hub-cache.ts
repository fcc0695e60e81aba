import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Keeps downloaded model files. A file appears under its name only when it is complete: the
 * library's own cache writes in place, and a process that ends meanwhile leaves half a model.
 */
export class HubCache {
  readonly #folder: string;
  readonly #hub: string;
  readonly #writing: Promise<void>[] = [];
  readonly #missing = new Set<string>();
  readonly #written = new Set<string>();
  #forgotten = false;
  /** Why a file could not be kept, if so; the library only warns of it. */
  fault: unknown;

  /** @param hub URL that the files come from; names that are no URL below it are not cached. */
  constructor(folder: string, hub: string) {
    this.#folder = folder;
    this.#hub = hub.endsWith('/') ? hub : `${hub}/`;
  }

  async match(name: string): Promise<Response | undefined> {
    const path = this.#pathOf(name);
    if (path === undefined) return undefined;
    return readFile(path).then(
      (bytes) => new Response(bytes, { headers: { 'content-length': String(bytes.length) } }),
      () => {
        this.#missing.add(path);
        return undefined;
      },
    );
  }

  async put(name: string, response: Response): Promise<void> {
    const path = this.#pathOf(name);
    if (path === undefined) return;
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (this.#forgotten) return;
    const writing = this.#write(path, bytes).catch((error: unknown) => {
      this.fault = error;
      throw error;
    });
    this.#writing.push(writing);
    await writing;
  }

  async #write(path: string, bytes: Uint8Array): Promise<void> {
    const aside = `${path}.${randomUUID()}.part`;
    try {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(aside, bytes);
      await rename(aside, path);
      this.#missing.delete(path);
      this.#written.add(path);
    } finally {
      await rm(aside, { force: true });
    }
  }

  /**
   * Takes away what may be broken when a model did not load: all of its files when each was here,
   * otherwise those that came just now. What was here before a download failed stays.
   */
  async forget(model: string): Promise<void> {
    this.#forgotten = true;
    await Promise.allSettled(this.#writing);
    const doubtful = this.#missing.size === 0 ? [join(this.#folder, model)] : [...this.#written];
    // What cannot be removed is found broken again at the next start.
    const removals = doubtful.map((path) => rm(path, { recursive: true, force: true }));
    await Promise.allSettled(removals);
  }

  /** Hub URLs read `owner/name/resolve/revision/path`; what is no plain path gets a hashed name. */
  #pathOf(name: string): string | undefined {
    if (!name.startsWith(this.#hub)) return undefined;
    const path = name.slice(this.#hub.length).replace(/\/resolve\/[^/]+\//, '/');
    const plain = /^(?:[\w][\w.-]*\/)*[\w][\w.-]*$/.test(path);
    return join(this.#folder, plain ? path : createHash('sha256').update(path).digest('hex'));
  }
}
