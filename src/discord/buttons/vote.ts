import { retried } from '../../records/retried.js';
import { thanksFor, UNKNOWN_BUTTON } from '../rendering/notices.js';
import type { Button } from './button.js';

/** Arguments: yes or no, and the id of the question in the records, or nothing. */
export const vote: Button = {
  name: 'vote',
  mode: 'own',
  help: '**Helpful** and **Not helpful** tell those who run me how well I answer.',
  async run([verdict, id = ''], { message, user, guildId, channelId, channel }, { records }) {
    if ((verdict !== 'yes' && verdict !== 'no') || !/^\d{0,15}$/.test(id))
      return { content: UNKNOWN_BUTTON };
    const helpful = verdict === 'yes';
    // An answer in a thread may be to a question that was asked above it.
    const above = channel?.isThread() ? channel.parentId : null;
    const channelIds = [channelId, ...(above === null ? [] : [above])];
    const cast = {
      messageId: message.id,
      userId: user.id,
      helpful,
      at: new Date(),
      ...(id === '' ? {} : { question: { id: Number(id), guildId, channelIds } }),
    };
    const isStored = await retried(() => records.voted(cast));
    return { content: thanksFor(helpful, isStored) };
  },
};
