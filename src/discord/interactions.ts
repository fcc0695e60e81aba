import {
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type Interaction,
  type Message,
  MessageFlags,
  RESTJSONErrorCodes,
} from 'discord.js';
import { VerbatimError } from '../errors.js';
import type { BotContext } from './context.js';
import { conversationOf } from './conversations.js';
import { decodeAction } from './custom-id.js';
import { apiCode, isTokenGone, logFault, newIncident } from './faults.js';
import {
  renderIncident,
  renderRemedy,
  UNKNOWN_BUTTON,
  UNKNOWN_COMMAND,
} from './rendering/notices.js';
import { type Reply, toPayload } from './rendering/reply.js';

/** Handles any interaction; never throws. */
export async function onInteraction(interaction: Interaction, context: BotContext): Promise<void> {
  if (interaction.isAutocomplete()) await onAutocomplete(interaction, context);
  else if (interaction.isChatInputCommand()) await onCommand(interaction, context);
  else if (interaction.isButton()) await onButton(interaction, context);
}

async function onCommand(
  interaction: ChatInputCommandInteraction,
  context: BotContext,
): Promise<void> {
  const command = context.commands.find(({ data }) => data.name === interaction.commandName);
  await guard(interaction, `/${interaction.commandName}`, context, async () => {
    if (command === undefined) return refuse(interaction, UNKNOWN_COMMAND);
    const refusal = command.refusal?.(interaction, context);
    if (refusal !== undefined) return refuse(interaction, refusal);
    await interaction.deferReply(
      command.isPrivate(interaction) ? { flags: MessageFlags.Ephemeral } : {},
    );
    const sent = await deliver(interaction, await command.run(interaction, context));
    context.replies.sent(sent.id, conversationOf(interaction, interaction.user.id));
  });
}

async function onButton(interaction: ButtonInteraction, context: BotContext): Promise<void> {
  const action = decodeAction(interaction.customId);
  const button = context.buttons.find(({ name }) => name === action?.name);
  await guard(interaction, `button ${button?.name ?? 'of another version'}`, context, async () => {
    if (button === undefined || action === undefined) return refuse(interaction, UNKNOWN_BUTTON);
    if (button.mode === 'own') await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    else await interaction.deferUpdate();
    await deliver(interaction, await button.run(action.args, context));
  });
}

/** Choices cannot be deferred and are asked for at every key: a failure is only logged. */
async function onAutocomplete(
  interaction: AutocompleteInteraction,
  context: BotContext,
): Promise<void> {
  const command = context.commands.find(({ data }) => data.name === interaction.commandName);
  try {
    await interaction.respond(command?.complete?.(interaction.options.getFocused(), context) ?? []);
  } catch (error) {
    logFault(context.log, `autocomplete of /${interaction.commandName}`, error, newIncident());
  }
}

type Acknowledgeable = ChatInputCommandInteraction | ButtonInteraction;

async function refuse(interaction: Acknowledgeable, reason: string): Promise<void> {
  await interaction.reply({ content: reason, flags: MessageFlags.Ephemeral });
}

/** An answer that took longer than its token lived goes to the channel, unless it was private. */
async function deliver(interaction: Acknowledgeable, reply: Reply): Promise<Message> {
  try {
    return await interaction.editReply(toPayload(reply));
  } catch (error) {
    if (!isTokenGone(error) || interaction.ephemeral !== false) throw error;
    const { channelId, client } = interaction;
    const channel = channelId === null ? null : await client.channels.fetch(channelId);
    if (!channel?.isSendable()) throw error;
    return await channel.send(toPayload(reply));
  }
}

/** Runs a handler. A fault ends in one log line and, where possible, in a word to the member. */
async function guard(
  interaction: Acknowledgeable,
  what: string,
  { log }: BotContext,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    const incident = newIncident();
    const asked = error instanceof VerbatimError ? error : undefined;
    if (asked?.code !== 'invalid-question') logFault(log, what, error, incident);
    if (!canStillAnswer(error)) return;
    const notice: Reply = asked ? renderRemedy(asked) : { content: renderIncident(incident) };
    await tell(interaction, notice).catch(() => log.debug({ incident }, 'nobody could be told'));
  }
}

function canStillAnswer(error: unknown): boolean {
  const code = apiCode(error);
  return (
    code !== RESTJSONErrorCodes.UnknownInteraction &&
    code !== RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged
  );
}

/** An update of a shared message must not be replaced by one member's fault. */
async function tell(interaction: Acknowledgeable, notice: Reply): Promise<void> {
  const { embeds, content } = toPayload(notice);
  const hidden = { content, embeds, flags: MessageFlags.Ephemeral } as const;
  if (!interaction.deferred && !interaction.replied) await interaction.reply(hidden);
  else if (interaction.isButton() && interaction.ephemeral === null)
    await interaction.followUp(hidden);
  else await deliver(interaction, notice);
}
