import {
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type Message,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
} from 'discord.js';
import type { Logger } from 'pino';
import { isAcknowledgedAlready, isBrokenConnection, isTokenGone } from './faults.js';
import { insist, onceFor } from './insisting.js';
import { type Reply, toPayload } from './rendering/reply.js';

export type Served =
  | ChatInputCommandInteraction
  | MessageContextMenuCommandInteraction
  | ButtonInteraction;

/** `update` changes the message whose button was pressed; the others answer with one of their own. */
export type ReplyMode = 'public' | 'private' | 'update';

/**
 * Discord takes one acknowledgement. When the connection broke, or discord.js has repeated the
 * request by itself, it may be this program's own that is there already: then the answer is still
 * owed.
 */
export async function acknowledge(
  interaction: Served,
  mode: ReplyMode,
  log: Logger,
): Promise<void> {
  try {
    await defer(interaction, mode);
  } catch (error) {
    if (isBrokenConnection(error)) await deferAgain(interaction, mode);
    else if (isAcknowledgedAlready(error) && (await isThinking(interaction)))
      log.warn(
        'acknowledged already, and not answered; is another copy running with the same token?',
      );
    else throw error;
    interaction.deferred = true;
    interaction.ephemeral = mode === 'update' ? null : mode === 'private';
  }
}

async function defer(interaction: Served, mode: ReplyMode): Promise<void> {
  if (mode === 'update' && interaction.isButton()) await interaction.deferUpdate();
  else await interaction.deferReply(mode === 'private' ? { flags: MessageFlags.Ephemeral } : {});
}

async function deferAgain(interaction: Served, mode: ReplyMode): Promise<void> {
  try {
    await defer(interaction, mode);
  } catch (error) {
    if (!isAcknowledgedAlready(error)) throw error;
  }
}

/** Whether the member waits for an answer that nobody has given yet. */
async function isThinking(interaction: Served): Promise<boolean> {
  try {
    const { flags } = await interaction.webhook.fetchMessage('@original');
    return flags.has(MessageFlags.Loading);
  } catch {
    return false;
  }
}

/** An answer that took longer than its token lived goes to the channel, unless it was private. */
export async function deliver(interaction: Served, reply: Reply): Promise<Message> {
  try {
    return await insist(() => interaction.editReply(toPayload(reply)));
  } catch (error) {
    if (!isTokenGone(error) || interaction.ephemeral !== false) throw error;
    const { channelId, client } = interaction;
    const channel = channelId === null ? null : await client.channels.fetch(channelId);
    if (!channel?.isSendable()) throw error;
    const payload = { ...toPayload(reply), ...onceFor(interaction.id) };
    return await insist<Message>(() => channel.send(payload));
  }
}
