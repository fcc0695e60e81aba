import {
  type ButtonInteraction,
  ComponentType,
  type Message,
  PermissionFlagsBits,
} from 'discord.js';
import { VerbatimError } from '../../errors.js';
import { decodeAction } from '../custom-id.js';
import { insist, onceFor } from '../insisting.js';
import { lackingToPost } from '../permissions.js';
import { MAY_NOT_SHARE, renderUnableToPost, sharedBy } from '../rendering/notices.js';
import { type ButtonRow, button, buttonRows, type Reply, toPayload } from '../rendering/reply.js';
import type { Button } from './button.js';

/** Posts a private answer for everybody. What is posted stands in the message of the button. */
export const share: Button = {
  name: 'share',
  mode: 'update',
  help: '**Share** posts a private answer for everybody here.',
  refusal(interaction) {
    if (!mayWrite(interaction)) return MAY_NOT_SHARE;
    const lacking = lackingToPost(interaction);
    return lacking.length === 0 ? undefined : renderUnableToPost(lacking);
  },
  async run(_args, { message, channelId, client, user }, { replies }) {
    const channel = await client.channels.fetch(channelId);
    if (!channel?.isSendable()) {
      throw new VerbatimError('discord', 'nothing can be posted here', 'Ask in another channel.');
    }
    const embeds = message.embeds.map(({ description, color }) => ({
      ...(description === null ? {} : { description }),
      ...(color === null ? {} : { color }),
    }));
    const posted: Reply = {
      content: sharedBy(user.id),
      embeds,
      components: rowsOf(message, 'left out'),
    };
    // Who presses twice, before the button is disabled, shares it once.
    const payload = { ...toPayload(posted), ...onceFor(message.id) };
    const sent = await insist<Message>(() => channel.send(payload));
    replies.sent(sent.id, replies.answeredBy(message.id) ?? sent.id);
    return { embeds, components: rowsOf(message, 'disabled') };
  },
};

function mayWrite({ memberPermissions, channel }: ButtonInteraction): boolean {
  const { SendMessages, SendMessagesInThreads } = PermissionFlagsBits;
  return (
    memberPermissions?.has(channel?.isThread() ? SendMessagesInThreads : SendMessages) ?? false
  );
}

function rowsOf({ components }: Message, sharing: 'left out' | 'disabled'): ButtonRow[] {
  const rows = components.map((row) =>
    row.type === ComponentType.ActionRow ? row.components : [],
  );
  return rows.flatMap((row) => {
    const buttons = row.flatMap((each) => {
      if (each.type !== ComponentType.Button || each.customId === null) return [];
      const isShare = decodeAction(each.customId)?.name === share.name;
      if (isShare && sharing === 'left out') return [];
      return [button(each.label ?? '', each.customId, each.disabled || isShare)];
    });
    return buttonRows(buttons);
  });
}
