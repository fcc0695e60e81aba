import {
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type Interaction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
} from 'discord.js';
import { askerOf } from './access.js';
import { admit } from './admission.js';
import { named, onAutocomplete } from './autocomplete.js';
import type { Handler, Load, Outcome } from './commands/command.js';
import type { BotContext } from './context.js';
import { conversationAt } from './conversations.js';
import { decodeAction } from './custom-id.js';
import { acknowledge, deliver, type ReplyMode, type Served } from './delivery.js';
import { canStillAnswer, forMembers, logFault, newIncident } from './faults.js';
import { tellAbove } from './posting.js';
import {
  RESTARTING,
  renderIncident,
  renderRemedy,
  UNKNOWN_BUTTON,
  UNKNOWN_COMMAND,
} from './rendering/notices.js';
import { type Reply, toPayload } from './rendering/reply.js';
import { isThreadLocked } from './threads.js';
import type { Turn } from './turns.js';

type CommandUse = ChatInputCommandInteraction | MessageContextMenuCommandInteraction;

/** What an interaction asks for, whichever kind it is. */
interface Job {
  /** For the log. */
  readonly name: string;
  readonly load: Load;
  readonly refusal: string | undefined;
  readonly reply: ReplyMode;
  run(): Promise<Outcome>;
}

/** Handles any interaction; never throws. */
export async function onInteraction(interaction: Interaction, context: BotContext): Promise<void> {
  if (interaction.isAutocomplete()) await onAutocomplete(interaction, context);
  else if (interaction.isChatInputCommand())
    await serve(
      interaction,
      jobOf(interaction, named(context.commands, interaction), context),
      context,
    );
  else if (interaction.isMessageContextMenuCommand())
    await serve(
      interaction,
      jobOf(interaction, named(context.messageCommands, interaction), context),
      context,
    );
  else if (interaction.isButton()) await serve(interaction, pressed(interaction, context), context);
}

function jobOf<I extends CommandUse>(
  interaction: I,
  command: Handler<I> | undefined,
  context: BotContext,
): Job {
  if (command === undefined) return unknown(`/${interaction.commandName}`, UNKNOWN_COMMAND);
  const arrivedAt = performance.now();
  return {
    name: `/${command.data.name}`,
    load: command.load,
    refusal: command.refusal?.(interaction, context),
    reply: command.isPrivate(interaction, context) ? 'private' : 'public',
    run: () => command.run(interaction, context, arrivedAt),
  };
}

function pressed(interaction: ButtonInteraction, context: BotContext): Job {
  const action = decodeAction(interaction.customId);
  const button = context.buttons.find(({ name }) => name === action?.name);
  if (button === undefined || action === undefined)
    return unknown('button of another version', UNKNOWN_BUTTON);
  return {
    name: `button ${button.name}`,
    load: button.load ?? 'lookup',
    refusal: button.refusal?.(interaction, context),
    reply: button.mode === 'own' ? 'private' : 'update',
    run: () => button.run(action.args, interaction, context),
  };
}

function unknown(name: string, refusal: string): Job {
  return { name, load: 'long', refusal, reply: 'private', run: async () => ({ content: refusal }) };
}

/**
 * Refuses at once, or acknowledges at once and works when it is its turn. A fault ends in one log
 * line and, where possible, in a word to the member.
 */
async function serve(interaction: Served, job: Job, context: BotContext): Promise<void> {
  try {
    if (context.closing.aborted) return await refuse(interaction, RESTARTING);
    if (job.refusal !== undefined) return await refuse(interaction, job.refusal);
    const { guildId, channelId } = interaction;
    const wish = {
      load: job.load,
      asker: askerOf(interaction),
      guildId,
      channelId: channelId ?? '',
    };
    const admission = await admit(wish, context);
    if (admission.kind === 'refused') return await refuse(interaction, admission.reason);
    const { turn } = admission;
    const served = await answer(interaction, job, turn, context).finally(() => turn?.leave());
    if (served === undefined || job.reply === 'update') return;
    const { outcome, sent } = served;
    const conversation = conversationAt(interaction, job.reply === 'private', context.replies);
    context.replies.sent(sent.id, conversation);
    // The answer is there: what comes after it must not put a notice in its place.
    await outcome
      .delivered?.(sent)
      .catch((error: unknown) => logFault(context.log, `after ${job.name}`, error, newIncident()));
  } catch (error) {
    await report(interaction, job.name, error, context);
  }
}

/** `undefined` when it never was its turn, which the member is told. */
async function answer(
  interaction: Served,
  job: Job,
  turn: Turn | undefined,
  { log, turns }: BotContext,
) {
  await turns.first(acknowledge(interaction, job.reply, log));
  const outcome = await (turn === undefined ? job.run() : turn.take(job.run));
  if (outcome !== undefined) return { outcome, sent: await deliver(interaction, outcome) };
  await tell(interaction, { content: RESTARTING });
  return undefined;
}

async function refuse(interaction: Served, reason: string): Promise<void> {
  await interaction.reply({ content: reason, flags: MessageFlags.Ephemeral });
}

async function report(
  interaction: Served,
  what: string,
  error: unknown,
  { log, statistics }: BotContext,
): Promise<void> {
  const incident = newIncident();
  const told = forMembers(error);
  if (told?.code !== 'invalid-question') {
    statistics.fault();
    logFault(log, what, error, incident);
  }
  if (!canStillAnswer(error)) return;
  const { channel, ephemeral } = interaction;
  if (isThreadLocked(error) && channel?.isThread() && ephemeral === false) {
    await tellAbove(channel, incident).catch(() => log.debug({ incident }, 'nobody could be told'));
    return;
  }
  const notice: Reply = told ? renderRemedy(told) : { content: renderIncident(incident) };
  await tell(interaction, notice).catch(() => log.debug({ incident }, 'nobody could be told'));
}

/** An update of a shared message must not be replaced by one member's fault. */
async function tell(interaction: Served, notice: Reply): Promise<void> {
  const { embeds, content } = toPayload(notice);
  const hidden = { content, embeds, flags: MessageFlags.Ephemeral } as const;
  if (!interaction.deferred && !interaction.replied) await interaction.reply(hidden);
  else if (interaction.isButton() && interaction.ephemeral === null)
    await interaction.followUp(hidden);
  else await deliver(interaction, notice);
}
