import { renderHelp } from '../rendering/help.js';
import type { Command } from './command.js';

export const help: Command = {
  data: { name: 'help', description: 'What this bot does and how to ask' },
  load: 'lookup',
  isPrivate: () => true,
  run: async (_interaction, { commands, messageCommands, buttons, service }) =>
    renderHelp({
      commands: commands.map(({ data }) => data),
      messageCommands: messageCommands.map(({ data }) => data),
      buttons: buttons.flatMap(({ help }) => help ?? []),
      index: service.about(),
    }),
};
