/** What later turns of a conversation may refer back to. */
export interface Turn {
  /** The question, with what it took from the turns before it. */
  readonly question: string;
  /** The text of the first citation, if it answered the question. */
  readonly quote?: string;
}

/** Turns that a question can refer back to, and conversations that are kept. */
const TURNS = 4;
const CONVERSATIONS = 1_000;
/** Milliseconds after which nobody means what was said before: half an hour. */
const AGE_MS = 30 * 60_000;

interface Conversation {
  turns: readonly Turn[];
  /** Settles when the last question that has come is answered. */
  last: Promise<unknown>;
  usedAt: number;
}

/**
 * The last turns of the conversations that were used last, in memory. One that has rested for half
 * an hour begins anew.
 */
export class Conversations {
  readonly #now: () => number;
  readonly #byId = new Map<string, Conversation>();

  /** @param now milliseconds of a clock that never goes back. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /**
   * Calls `answer` with the turns so far, oldest first, once the questions that came before it in
   * this conversation are answered; the turn that it returns, if any, is added to them. One that fails adds none.
   */
  async next<Answered extends { readonly turn?: Turn }>(
    id: string,
    answer: (turns: readonly Turn[]) => Promise<Answered>,
  ): Promise<Answered> {
    const conversation = this.#open(id);
    const answered = conversation.last.then(() => answer(conversation.turns));
    conversation.last = answered.then(
      ({ turn }) => {
        if (turn !== undefined) conversation.turns = [...conversation.turns, turn].slice(-TURNS);
      },
      () => undefined,
    );
    return answered;
  }

  /** Whether something was asked in it that later questions may refer back to. */
  has(id: string): boolean {
    return this.#known(id) !== undefined;
  }

  /** The turns so far, oldest first, once the questions that came before are answered. */
  async turns(id: string): Promise<readonly Turn[]> {
    const conversation = this.#known(id);
    await conversation?.last;
    return conversation?.turns ?? [];
  }

  /** As if nothing had been said in it. */
  forget(id: string): void {
    this.#byId.delete(id);
  }

  /** Puts it behind all others, so that the first of them is the one that rested longest. */
  #open(id: string): Conversation {
    const now = this.#now();
    const conversation = this.#known(id) ?? { turns: [], last: Promise.resolve(), usedAt: now };
    conversation.usedAt = now;
    this.#byId.delete(id);
    this.#byId.set(id, conversation);
    const [oldest] = this.#byId.keys();
    if (this.#byId.size > CONVERSATIONS && oldest !== undefined) this.#byId.delete(oldest);
    return conversation;
  }

  #known(id: string): Conversation | undefined {
    const known = this.#byId.get(id);
    return known !== undefined && this.#now() - known.usedAt <= AGE_MS ? known : undefined;
  }
}
