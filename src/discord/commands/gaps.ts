import { ApplicationCommandOptionType } from 'discord.js';
import { gapsOf, toFile } from '../gaps.js';
import { renderGaps } from '../rendering/gaps.js';
import { ADMINS, refusalToOthers } from './admin.js';
import type { Command } from './command.js';

export const gaps: Command = {
  data: {
    name: 'gaps',
    description: 'Questions that found nothing here, or whose answers did not help (admins)',
    default_member_permissions: ADMINS,
    options: [
      {
        type: ApplicationCommandOptionType.Boolean,
        name: 'export',
        description: 'Attach them as a CSV file for a spreadsheet (default: False)',
      },
    ],
  },
  load: 'lookup',
  isPrivate: () => true,
  refusal: refusalToOthers,
  async run({ guildId, options }, context) {
    const found = gapsOf(guildId, context);
    const shown = renderGaps(found, 0, { guildId, ...context.facts });
    const exported = (options.getBoolean('export') ?? false) && found.length > 0;
    return exported ? { ...shown, file: toFile(found) } : shown;
  },
};
