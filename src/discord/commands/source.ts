import { ApplicationCommandOptionType } from 'discord.js';
import { findDocument, suggestDocuments } from '../documents.js';
import { renderSource, renderUnknownSource } from '../rendering/documents.js';
import type { Command } from './command.js';

export const source: Command = {
  data: {
    name: 'source',
    description: 'Show what is known about a document, and the beginning of its text',
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'document',
        description: 'Words of its title, its publisher or its file name',
        required: true,
        autocomplete: true,
      },
    ],
  },
  load: 'lookup',
  isPrivate: () => true,
  async run(interaction, { service }) {
    const wanted = interaction.options.getString('document', true);
    const found = findDocument(service.documents(), wanted);
    const read = found === undefined ? undefined : service.read(found.source);
    return read === undefined ? renderUnknownSource(wanted) : renderSource(read);
  },
  complete: (typed, _option, { service }) => suggestDocuments(service.documents(), typed),
};
