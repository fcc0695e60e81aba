import type { Logger } from 'pino';
import type { AnswerService } from '../answer/answer.js';
import type { DiscordConfig } from '../config.js';
import type { Quality } from '../quality.js';
import type { Records } from '../records/records.js';
import type { Verbatim } from '../wiring.js';
import type { Backlog } from './backlog.js';
import type { Button } from './buttons/button.js';
import type { Command, MessageCommand } from './commands/command.js';
import type { Replies } from './conversations.js';
import type { Cooldowns } from './cooldowns.js';
import type { Timing } from './limits.js';
import type { Statistics } from './statistics.js';
import type { Turns } from './turns.js';

/** What the Discord face needs of the program. */
export interface BotDeps extends IndexChanges {
  readonly config: DiscordConfig;
  readonly service: AnswerService;
  readonly records: Records;
  readonly facts: ProgramFacts;
  readonly log: Logger;
}

/** What admins may do with the index. */
export type IndexChanges = Pick<
  Verbatim,
  'reindex' | 'cancelReindex' | 'isReindexing' | 'rollback'
>;

/** What members may know of how the program was set up. */
export interface ProgramFacts {
  /** Name of the embedding model, without where it lies. */
  readonly model: string;
  readonly quality: Quality;
  /** Whether what members ask is stored. */
  readonly storesQuestions: boolean;
  /** How long questions and votes are kept. */
  readonly retentionDays: number;
}

/** What handlers are given. */
export interface BotContext extends BotDeps {
  readonly timing: Timing;
  readonly replies: Replies;
  readonly turns: Turns;
  readonly backlog: Backlog;
  /** Aborted when the bot is being stopped: nothing new is begun then. */
  readonly closing: AbortSignal;
  readonly cooldowns: Cooldowns;
  readonly statistics: Statistics;
  /** In the order of `/help`; registration and dispatch derive from it. */
  readonly commands: readonly Command[];
  readonly messageCommands: readonly MessageCommand[];
  readonly buttons: readonly Button[];
}
