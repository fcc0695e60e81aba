import type {
  ApplicationCommandOptionChoiceData,
  ChatInputCommandInteraction,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import type { BotContext } from '../context.js';
import type { Reply } from '../rendering/reply.js';

/** A slash command as data and handler. Registration, dispatch and `/help` read the same object. */
export interface Command {
  readonly data: RESTPostAPIChatInputApplicationCommandsJSONBody;
  /** Whether only the asker sees the reply. Discord wants to know before any work is done. */
  isPrivate(interaction: ChatInputCommandInteraction): boolean;
  /** The reason for which this member may not use the command; checked before `run`. */
  refusal?(interaction: ChatInputCommandInteraction, context: BotContext): string | undefined;
  /** Runs after the reply was deferred. What it returns replaces the “thinking” state. */
  run(interaction: ChatInputCommandInteraction, context: BotContext): Promise<Reply>;
  /** At most 25 choices of at most 100 characters for what has been typed so far. */
  complete?(typed: string, context: BotContext): ApplicationCommandOptionChoiceData<string>[];
}
