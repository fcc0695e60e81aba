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
}

/** How many questions one member, and all members of one channel, may ask within a minute. */
export class Cooldowns {
  readonly #users: RateLimiterMemory;
  readonly #channels: RateLimiterMemory;

  constructor(settings: CooldownSettings) {
    const limiter = (points: number) => new RateLimiterMemory({ points, duration: MINUTE_S });
    this.#users = limiter(settings.userQuestionsPerMinute);
    this.#channels = limiter(settings.channelQuestionsPerMinute);
  }

  /** Counts a question. A member's that is refused does not count against the channel. */
  async ask(userId: string, channelId: string): Promise<Cooldown | undefined> {
    return (
      (await consume(this.#users, userId, 'user')) ?? consume(this.#channels, channelId, 'channel')
    );
  }
}

async function consume(
  limiter: RateLimiterMemory,
  key: string,
  of: Cooldown['of'],
): Promise<Cooldown | undefined> {
  try {
    await limiter.consume(key);
    return undefined;
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    return { of, waitMs: refused.msBeforeNext };
  }
}
