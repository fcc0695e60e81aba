/** A place in the queue that was kept for somebody. */
export interface Turn {
  /**
   * Waits for the turn and does the work; `undefined` when the turns were closed before it came.
   * Rejects as the work does. The place stays taken.
   */
  take<T>(work: () => Promise<T>): Promise<T | undefined>;
  /**
   * Gives the place back, once: when the outcome was delivered, or is not wanted any more. What
   * Discord has not taken yet counts, as it waits in memory.
   */
  leave(): void;
}

/** Called with whether it is its turn now; `false` when it never will be. */
type Called = (isTurn: boolean) => void;

/** Milliseconds that work is held back at most for acknowledgements that are under way. */
const HELD_MS = 250;
/** Handlers at work at once: most of a question is computation, of which only one runs at a time. */
const AT_ONCE = 8;

/**
 * Turns for work that many members want at once: first come, first served for each member, the
 * members in rotation, so that one with many questions delays the others by one at a time.
 */
export class Turns {
  readonly #limit: number;
  readonly #waiting = new Map<string, Called[]>();
  #reserved = 0;
  #running = 0;
  #starting = false;
  #ahead = 0;
  #startedAt = 0;
  #held: NodeJS.Timeout | undefined;
  #closed = false;

  /** @param limit places, of those that wait, are at work or are being delivered together. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Places that are taken: waiting, at work and being delivered. */
  get taken(): number {
    return this.#reserved;
  }

  /** `undefined` when every place is taken. */
  reserve(member: string): Turn | undefined {
    if (this.#reserved >= this.#limit) return undefined;
    this.#reserved += 1;
    let left = false;
    return {
      take: async (work) => {
        if (!(await this.#turnOf(member))) return undefined;
        try {
          return await work();
        } finally {
          this.#finished();
        }
      },
      leave: () => {
        if (!left) this.#reserved -= 1;
        left = true;
      },
    };
  }

  /**
   * Goes before all work: Discord waits 3 s for an acknowledgement and 15 minutes for an answer. In
   * a flood of them some work is done all the same.
   */
  async first<T>(acknowledging: Promise<T>): Promise<T> {
    this.#ahead += 1;
    try {
      return await acknowledging;
    } finally {
      this.#ahead -= 1;
      if (this.#ahead === 0 && this.#held !== undefined) {
        clearTimeout(this.#held);
        this.#start();
      }
    }
  }

  /** Whoever waits hears at once that no turn will come; what is at work goes on. Idempotent. */
  close(): void {
    this.#closed = true;
    const waiting = [...this.#waiting.values()].flat();
    this.#waiting.clear();
    for (const called of waiting) called(false);
  }

  #turnOf(member: string): Promise<boolean> {
    if (this.#closed) return Promise.resolve(false);
    return new Promise((resolve) => {
      const queue = this.#waiting.get(member) ?? [];
      queue.push(resolve);
      this.#waiting.set(member, queue);
      this.#startNext();
    });
  }

  #finished(): void {
    this.#running -= 1;
    this.#startNext();
  }

  /**
   * One begins in each turn of the event loop, which its computation holds up: acknowledgements,
   * which take several turns each, wait for one question at a time and not for eight.
   */
  #startNext(): void {
    if (this.#starting || this.#running >= AT_ONCE || this.#waiting.size === 0) return;
    this.#starting = true;
    const wait = this.#startedAt + HELD_MS - performance.now();
    if (this.#ahead > 0 && wait > 0) this.#held = setTimeout(() => this.#start(), wait);
    else setImmediate(() => this.#start());
  }

  #start(): void {
    this.#held = undefined;
    this.#starting = false;
    const next = this.#next();
    if (next === undefined) return;
    this.#running += 1;
    this.#startedAt = performance.now();
    next(true);
    this.#startNext();
  }

  #next(): Called | undefined {
    const [first] = this.#waiting;
    if (first === undefined) return undefined;
    const [member, queue] = first;
    const next = queue.shift();
    this.#waiting.delete(member);
    if (queue.length > 0) this.#waiting.set(member, queue);
    return next;
  }
}
