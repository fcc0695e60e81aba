import { setTimeout } from 'node:timers/promises';
import type { ChatInputCommandInteraction } from 'discord.js';
import { retried } from '../../records/retried.js';
import type { BotContext } from '../context.js';
import { conversationOf } from '../conversations.js';
import { type Forgotten, renderForgotten } from '../rendering/forgotten.js';
import { FORGOT_JUST_NOW } from '../rendering/notices.js';
import type { Command } from './command.js';

/** Members who ask within this time have the file written anew once for all of them. */
const GATHERING_MS = 500;

export const forgetMe: Command = {
  data: { name: 'forget-me', description: 'Delete what I have stored of you' },
  load: 'lookup',
  isPrivate: () => true,
  async run(interaction, context) {
    const { records, cooldowns, log } = context;
    const { user } = interaction;
    if (await cooldowns.isRepeated(`forget ${user.id}`)) return { content: FORGOT_JUST_NOW };
    const conversation = forgetConversation(interaction, context);
    const forgotten = await retried(() => records.forget(user.id));
    await setTimeout(GATHERING_MS);
    await retried(() => records.rewrite());
    // Who it was shall not stand in the log of all places.
    log.info(forgotten, 'what was stored of a member was deleted');
    return renderForgotten({ ...forgotten, conversation });
  },
};

/** Of direct messages; their channel is not always known elsewhere. */
function forgetConversation(
  { id, user, guildId, channelId }: ChatInputCommandInteraction,
  { service }: BotContext,
): Forgotten['conversation'] {
  const direct = guildId === null ? channelId : user.dmChannel?.id;
  if (direct === undefined) return 'elsewhere';
  const conversation = conversationOf({ id, guildId: null, channelId: direct }, user.id);
  if (!service.remembers(conversation)) return 'none';
  service.forget(conversation);
  return 'forgotten';
}
