import { thanksFor, UNKNOWN_BUTTON } from '../rendering/notices.js';
import type { Button } from './button.js';

/** Arguments: yes or no, and the id of the question in the records, or nothing. */
export const vote: Button = {
  name: 'vote',
  mode: 'own',
  async run([verdict, id = ''], { message, user }, { records }) {
    if ((verdict !== 'yes' && verdict !== 'no') || !/^\d{0,15}$/.test(id))
      return { content: UNKNOWN_BUTTON };
    const helpful = verdict === 'yes';
    const question = id === '' ? {} : { questionId: Number(id) };
    records.voted({
      messageId: message.id,
      userId: user.id,
      helpful,
      at: new Date(),
      ...question,
    });
    return { content: thanksFor(helpful, id !== '') };
  },
};
