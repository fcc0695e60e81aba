import { renderAbout } from '../rendering/about.js';
import type { Command } from './command.js';

export const about: Command = {
  data: {
    name: 'about',
    description: 'What I quote from, how good my answers are, and what I store',
  },
  load: 'lookup',
  isPrivate: () => true,
  run: async (_interaction, { service, facts }) =>
    renderAbout(service.documents(), service.about(), facts),
};
