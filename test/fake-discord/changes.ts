/** Lets tests wait for a state instead of sleeping: probes run again after every change. */
export class Changes {
  readonly #probes = new Set<() => void>();
  /** Milliseconds that a wait takes at most where it names no time of its own. */
  patienceMs = 30_000;

  notify(): void {
    for (const probe of [...this.#probes]) probe();
  }

  /** Resolves with the first value of `probe` that is not `undefined`. */
  until<T>(what: string, probe: () => T | undefined, patienceMs = this.patienceMs): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#probes.delete(look);
        reject(new Error(`waited ${patienceMs} ms in vain for ${what}`));
      }, patienceMs);
      const look = () => {
        const value = probe();
        if (value === undefined) return;
        clearTimeout(timer);
        this.#probes.delete(look);
        resolve(value);
      };
      this.#probes.add(look);
      look();
    });
  }
}
