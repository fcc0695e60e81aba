import { renderHelp } from '../rendering/notices.js';
import type { Command } from './command.js';

export const help: Command = {
  data: { name: 'help', description: 'What this bot does and how to ask' },
  load: 'lookup',
  isPrivate: () => true,
  run: async (_interaction, { commands, service }) =>
    renderHelp(
      commands.map(({ data }) => data),
      service.about(),
    ),
};
