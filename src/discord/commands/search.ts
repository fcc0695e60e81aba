import { ApplicationCommandOptionType } from 'discord.js';
import { LONGEST_TYPED, typedForId } from '../custom-id.js';
import { searchPage } from '../searching.js';
import type { Command } from './command.js';

export const search: Command = {
  data: {
    name: 'search',
    description: 'Find passages by the words that they hold, without an answer to anything',
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'terms',
        description: 'Words, "words side by side" and -unwanted ones',
        max_length: LONGEST_TYPED,
        required: true,
      },
      {
        type: ApplicationCommandOptionType.Integer,
        name: 'page',
        description: 'Which page, from 1',
        min_value: 1,
      },
    ],
  },
  load: 'lookup',
  isPrivate: () => true,
  async run({ options }, { service }) {
    const terms = typedForId(options.getString('terms', true));
    return searchPage(terms, (options.getInteger('page') ?? 1) - 1, service);
  },
};
