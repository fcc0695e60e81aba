import { messageOf } from '../errors.js';
import { codeOf } from './folders-in.js';

/** Milliseconds between two tries, at most, to watch what could not be watched. */
const LONGEST_PAUSE_MS = 300_000;
/** Key of the fault that no more folders can be watched, whichever it was and however many are. */
const EXHAUSTED = 'exhausted';

/** Messages of what keeps changes from being seen, by what tells one from another. */
export type Faults = Map<string, string>;

/** What keeps changes in a folder from being seen: each is told once, and tried again ever later. */
export class WatchFaults {
  readonly #onFault: (message: string) => void;
  readonly #shortestMs: number;
  #told: Faults = new Map();
  #pauseMs = 0;
  /** Milliseconds of `performance.now()`. */
  #dueAt = 0;

  /** @param shortestMs first pause; each is twice as long as the last one. */
  constructor(onFault: (message: string) => void, shortestMs: number) {
    this.#onFault = onFault;
    this.#shortestMs = shortestMs;
  }

  /** Whether it is time to try again. */
  get isDue(): boolean {
    return this.#told.size > 0 && performance.now() >= this.#dueAt;
  }

  get isExhausted(): boolean {
    return isExhausted(this.#told);
  }

  /** Takes in all that a look has met. */
  replace(faults: Faults): void {
    for (const [key, message] of faults) if (!this.#told.has(key)) this.#onFault(message);
    this.#told = faults;
    const longer = Math.max(this.#shortestMs, this.#pauseMs * 2);
    this.#pauseMs = faults.size > 0 ? Math.min(longer, LONGEST_PAUSE_MS) : 0;
    this.#dueAt = performance.now() + this.#pauseMs;
  }

  /** Takes in what came between two looks. */
  add(key: string, message: string): void {
    if (!this.#told.has(key)) this.#onFault(message);
    this.#told.set(key, message);
  }
}

export function isExhausted(faults: Faults): boolean {
  return faults.has(EXHAUSTED);
}

/**
 * @param root the documents folder.
 * @param watched how many folders in it are watched.
 */
export function faultOf(
  path: string,
  error: unknown,
  root: string,
  watched: number,
): [key: string, message: string] {
  const code = codeOf(error);
  if (code === 'ENOSPC' || code === 'EMFILE') {
    const advice = 'on Linux, raise fs.inotify.max_user_watches and max_user_instances';
    const message = `Changes in ${root} are seen in ${watched} of its folders only: the system allows no more watches (${advice}).`;
    return [EXHAUSTED, message];
  }
  const message = `Changes in ${path} are not seen: ${messageOf(error)}.`;
  return [message, message];
}
