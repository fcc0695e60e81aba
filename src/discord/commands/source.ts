import { ApplicationCommandOptionType } from 'discord.js';
import { findDocument, suggestDocuments } from '../documents.js';
import { renderPage, renderUnknownSource } from '../rendering/documents.js';
import type { Command } from './command.js';

export const source: Command = {
  data: {
    name: 'source',
    description: 'Show what is known about a document, and its text page by page',
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'document',
        description: 'Words of its title, its publisher or its file name',
        required: true,
        autocomplete: true,
      },
      {
        type: ApplicationCommandOptionType.Integer,
        name: 'page',
        description: 'Which page, from 1',
        min_value: 1,
      },
      {
        type: ApplicationCommandOptionType.Integer,
        name: 'position',
        description: 'A character position, as citations give it: shows the page that holds it',
        min_value: 0,
      },
    ],
  },
  load: 'lookup',
  isPrivate: () => true,
  async run({ options }, { service }) {
    const wanted = options.getString('document', true);
    const found = findDocument(service.documents(), wanted);
    const position = options.getInteger('position');
    const at = position === null ? { page: options.getInteger('page') ?? 1 } : { position };
    const page = found === undefined ? undefined : service.page(found, at);
    return page === undefined ? renderUnknownSource(wanted) : renderPage(page, at);
  },
  complete: (typed, _option, { service }) => suggestDocuments(service.documents(), typed),
};
