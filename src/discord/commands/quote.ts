import { ApplicationCommandOptionType } from 'discord.js';
import { LONGEST_QUOTATION } from '../../answer/quotation-check.js';
import { renderQuotations } from '../rendering/quotations.js';
import type { Command } from './command.js';

/** The whole text is the quotation; marks around it are no part of it, wherever it is looked up. */
export const quote: Command = {
  data: {
    name: 'quote',
    description: 'Check whether a quotation stands in the documents word for word',
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'text',
        description: 'The quotation to look up',
        max_length: LONGEST_QUOTATION,
        required: true,
      },
    ],
  },
  load: 'lookup',
  isPrivate: () => true,
  async run({ options }, { service }) {
    const check = await service.checkQuotation(options.getString('text', true));
    return renderQuotations({ checked: [check], left: 0 });
  },
};
