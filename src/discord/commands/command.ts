import type {
  ApplicationCommandOptionChoiceData,
  AutocompleteInteraction,
  ChatInputCommandInteraction,
  CommandInteraction,
  Message,
  MessageContextMenuCommandInteraction,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
  RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from 'discord.js';
import type { BotContext } from '../context.js';
import type { Reply } from '../rendering/reply.js';

/**
 * What a command costs the others: a `question` counts against the cooldowns, is only for those who
 * may ask, and takes a turn; a `lookup` takes a turn; what is `long` must not block the queue.
 */
export type Load = 'question' | 'lookup' | 'long';

/** A reply, and what is to do once it can be read. */
export interface Outcome extends Reply {
  delivered?(sent: Message): Promise<void>;
}

/** What a command does, whichever way it is used. */
export interface Handler<I extends CommandInteraction> {
  readonly data: { readonly name: string };
  readonly load: Load;
  /** Whether only the asker sees the reply. Discord wants to know before any work is done. */
  isPrivate(interaction: I, context: BotContext): boolean;
  /** The reason for which this member may not use the command; checked before `run`. */
  refusal?(interaction: I, context: BotContext): string | undefined;
  /**
   * Runs after the reply was deferred. What it returns replaces the “thinking” state.
   *
   * @param arrivedAt milliseconds of `performance.now()`.
   */
  run(interaction: I, context: BotContext, arrivedAt: number): Promise<Outcome>;
}

/** A slash command as data and handler. Registration, dispatch and `/help` read the same object. */
export interface Command extends Handler<ChatInputCommandInteraction> {
  readonly data: RESTPostAPIChatInputApplicationCommandsJSONBody;
  /** At most 25 choices of at most 100 characters for what has been typed so far. */
  complete?(
    typed: string,
    option: string,
    context: BotContext,
    interaction: AutocompleteInteraction,
  ): ApplicationCommandOptionChoiceData[];
}

/** A command in the menu of a message (Apps → …). */
export interface MessageCommand extends Handler<MessageContextMenuCommandInteraction> {
  readonly data: RESTPostAPIContextMenuApplicationCommandsJSONBody;
}
