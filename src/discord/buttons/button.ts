import type { ButtonInteraction } from 'discord.js';
import type { Load } from '../commands/command.js';
import type { BotContext } from '../context.js';
import type { Reply } from '../rendering/reply.js';

/** What a button does; its state is in the arguments of its custom id. */
export interface Button {
  readonly name: string;
  /** `own`: answers with a message that only the presser sees. `update`: changes its message. */
  readonly mode: 'own' | 'update';
  /** `lookup` when absent. */
  readonly load?: Load;
  /** For `/help`: its label in bold and what it does; absent for what needs no explanation. */
  readonly help?: string;
  /** The reason for which this member may not use it; checked before `run`. */
  refusal?(interaction: ButtonInteraction, context: BotContext): string | undefined;
  /** Runs after it was acknowledged. */
  run(args: readonly string[], interaction: ButtonInteraction, context: BotContext): Promise<Reply>;
}
