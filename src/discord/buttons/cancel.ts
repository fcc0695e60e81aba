import { refusalForAllServers } from '../commands/admin.js';
import { CANCELLING, RUN_IS_OVER } from '../rendering/notices.js';
import type { Button } from './button.js';

/**
 * Argument: the name of the run. Those who wait for it hear of its end by their own messages; the
 * one of the button may have lost its token, and is older than the run then.
 */
export const cancel: Button = {
  name: 'cancel',
  mode: 'own',
  load: 'long',
  refusal: refusalForAllServers,
  async run([run = ''], { user, guildId }, { cancelReindex, log }) {
    const isEnding = run !== '' && cancelReindex(run);
    if (isEnding) log.info({ user: user.id, guild: guildId }, 're-index cancelled');
    return { content: isEnding ? CANCELLING : RUN_IS_OVER };
  },
};
