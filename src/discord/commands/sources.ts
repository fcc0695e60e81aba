import { renderSources } from '../rendering/documents.js';
import type { Command } from './command.js';

export const sources: Command = {
  data: { name: 'sources', description: 'List the documents that answers are quoted from' },
  load: 'lookup',
  isPrivate: () => true,
  run: async (_interaction, { service }) => renderSources(service.documents(), 0),
};
