import { ApplicationCommandOptionType } from 'discord.js';
import { LONGEST_TYPED, typedForId } from '../custom-id.js';
import { matching } from '../documents.js';
import { renderSources } from '../rendering/documents.js';
import type { Command } from './command.js';

export const sources: Command = {
  data: {
    name: 'sources',
    description: 'List the documents that answers are quoted from',
    options: [
      {
        type: ApplicationCommandOptionType.Integer,
        name: 'page',
        description: 'Which page, from 1',
        min_value: 1,
      },
      {
        type: ApplicationCommandOptionType.String,
        name: 'filter',
        description: 'Words of the title, the publisher, the file name or the date',
        max_length: LONGEST_TYPED,
      },
    ],
  },
  load: 'lookup',
  isPrivate: () => true,
  async run({ options }, { service }) {
    const page = (options.getInteger('page') ?? 1) - 1;
    const filter = typedForId(options.getString('filter') ?? '');
    return renderSources(matching(service.documents(), filter), page, filter);
  },
};
