import { conversationOf } from '../conversations.js';
import { renderForgotten } from '../rendering/forgotten.js';
import type { Command } from './command.js';

export const forgetMe: Command = {
  data: { name: 'forget-me', description: 'Delete what I have stored of you' },
  load: 'lookup',
  isPrivate: () => true,
  async run({ id, user, guildId, channelId }, { records, service, log }) {
    const forgotten = records.forget(user.id);
    const direct = guildId === null ? channelId : user.dmChannel?.id;
    if (direct !== undefined)
      service.forget(conversationOf({ id, guildId: null, channelId: direct }, user.id));
    // Who it was shall not stand in the log of all places.
    log.info(forgotten, 'what was stored of a member was deleted');
    return renderForgotten(forgotten);
  },
};
