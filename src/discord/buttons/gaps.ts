import { refusalToOthers } from '../commands/admin.js';
import { gapsOf } from '../gaps.js';
import { renderGaps } from '../rendering/gaps.js';
import { toPage } from '../rendering/pages.js';
import type { Button } from './button.js';

/** Arguments: the page, counted from 0. Who is no admin any more sees no further page. */
export const gaps: Button = {
  name: 'gaps',
  mode: 'update',
  async run([page], interaction, context) {
    const refusal = refusalToOthers(interaction, context);
    if (refusal !== undefined) return { content: refusal };
    const { guildId } = interaction;
    return renderGaps(gapsOf(guildId, context), toPage(page), { guildId, ...context.facts });
  },
};
