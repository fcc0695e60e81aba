import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

const MINUTE_S = 60;

export interface CooldownSettings {
  readonly userQuestionsPerMinute: number;
  readonly channelQuestionsPerMinute: number;
}

/** Who has asked more than may be asked, and for how long. */
export interface Cooldown {
  readonly of: 'user' | 'channel';
  /** Milliseconds until the next question is welcome. */
  readonly waitMs: number;
  /** Whether this member was refused for it before. */
  readonly repeated: boolean;
}

/** How many questions one member, and all members of one channel, may ask within a minute. */
export class Cooldowns {
  readonly #users: RateLimiterMemory;
  readonly #channels: RateLimiterMemory;
  readonly #told = new RateLimiterMemory({ points: 1, duration: MINUTE_S });

  constructor(settings: CooldownSettings) {
    const limiter = (points: number) => new RateLimiterMemory({ points, duration: MINUTE_S });
    this.#users = limiter(settings.userQuestionsPerMinute);
    this.#channels = limiter(settings.channelQuestionsPerMinute);
  }

  /** Counts a question. A member's that is refused does not count against the channel. */
  async ask(userId: string, channelId: string): Promise<Cooldown | undefined> {
    const own = await wait(this.#users, userId);
    if (own !== undefined) {
      return { of: 'user', waitMs: own, repeated: await this.isRepeated(userId, own) };
    }
    const shared = await wait(this.#channels, channelId);
    if (shared === undefined) return undefined;
    const repeated = await this.isRepeated(`${userId} in ${channelId}`, shared);
    return { of: 'channel', waitMs: shared, repeated };
  }

  /**
   * Whether this was asked with the same key before.
   *
   * @param withinMs for how long the first time counts.
   */
  async isRepeated(key: string, withinMs = MINUTE_S * 1000): Promise<boolean> {
    return (await wait(this.#told, key, withinMs / 1000)) !== undefined;
  }
}

/** Counts one; the milliseconds until the next is welcome when it was one too many. */
async function wait(
  limiter: RateLimiterMemory,
  key: string,
  durationS = MINUTE_S,
): Promise<number | undefined> {
  try {
    await limiter.consume(key, 1, { customDuration: durationS });
    return undefined;
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    return refused.msBeforeNext;
  }
}
