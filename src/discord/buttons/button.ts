import type { BotContext } from '../context.js';
import type { Reply } from '../rendering/reply.js';

/** What a button does; its state is in the arguments of its custom id. */
export interface Button {
  readonly name: string;
  /** `own`: answers with a message that only the presser sees. `update`: changes its message. */
  readonly mode: 'own' | 'update';
  run(args: readonly string[], context: BotContext): Promise<Reply>;
}
