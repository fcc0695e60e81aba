/**
 * Questions of a channel that may be on their way to an answer there. Discord takes about five
 * messages in five seconds, so that the last one stands there after some twenty seconds.
 */
const MOST_ANSWERS = 20;
/** What refuses a question is a message, too: past this, nothing more is said. */
const MOST_MESSAGES = 2 * MOST_ANSWERS;

/** How much each channel has yet to be told; what Discord makes wait must not pile up. */
export class Backlog {
  readonly #waiting = new Map<string, number>();

  /** Whether another question in a channel can be answered there soon. */
  hasRoomToAnswer(channelId: string): boolean {
    return this.#of(channelId) < MOST_ANSWERS;
  }

  /** Whether a channel can be told at least why something is not answered. */
  hasRoomToRefuse(channelId: string): boolean {
    return this.#of(channelId) < MOST_MESSAGES;
  }

  /** Counts for the channel until the work, which ends with a message there, is done. */
  async during<T>(channelId: string, work: () => Promise<T>): Promise<T> {
    this.#waiting.set(channelId, this.#of(channelId) + 1);
    try {
      return await work();
    } finally {
      const left = this.#of(channelId) - 1;
      if (left > 0) this.#waiting.set(channelId, left);
      else this.#waiting.delete(channelId);
    }
  }

  #of(channelId: string): number {
    return this.#waiting.get(channelId) ?? 0;
  }
}
