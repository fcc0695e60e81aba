import type { Logger } from 'pino';
import type { AnswerService } from '../answer/answer.js';
import type { DiscordConfig } from '../config.js';
import type { IndexReport, OnProgress } from '../index/report.js';
import type { Button } from './buttons/button.js';
import type { Command } from './commands/command.js';
import type { Replies } from './conversations.js';
import type { Timing } from './limits.js';

/** What the Discord face needs of the program. */
export interface BotDeps {
  readonly config: DiscordConfig;
  readonly service: AnswerService;
  /** Brings the index up to date; a second call while one runs joins it. */
  readonly reindex: (onProgress?: OnProgress) => Promise<IndexReport>;
  readonly log: Logger;
}

/** What handlers are given. */
export interface BotContext extends BotDeps {
  readonly timing: Timing;
  readonly replies: Replies;
  /** In the order of `/help`; registration and dispatch derive from it. */
  readonly commands: readonly Command[];
  readonly buttons: readonly Button[];
}
