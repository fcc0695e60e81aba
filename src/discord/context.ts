import type { Logger } from 'pino';
import type { AnswerService } from '../answer/answer.js';
import type { DiscordConfig } from '../config.js';
import type { IndexReport, OnProgress } from '../index/report.js';
import type { Records } from '../records/records.js';
import type { Button } from './buttons/button.js';
import type { Command, MessageCommand } from './commands/command.js';
import type { Replies } from './conversations.js';
import type { Cooldowns } from './cooldowns.js';
import type { Timing } from './limits.js';
import type { Statistics } from './statistics.js';
import type { Turns } from './turns.js';

/** What the Discord face needs of the program. */
export interface BotDeps {
  readonly config: DiscordConfig;
  readonly service: AnswerService;
  /** Brings the index up to date; a second call while one runs joins it. */
  readonly reindex: (onProgress?: OnProgress) => Promise<IndexReport>;
  readonly records: Records;
  readonly log: Logger;
}

/** What handlers are given. */
export interface BotContext extends BotDeps {
  readonly timing: Timing;
  readonly replies: Replies;
  readonly turns: Turns;
  readonly cooldowns: Cooldowns;
  readonly statistics: Statistics;
  /** In the order of `/help`; registration and dispatch derive from it. */
  readonly commands: readonly Command[];
  readonly messageCommands: readonly MessageCommand[];
  readonly buttons: readonly Button[];
}
