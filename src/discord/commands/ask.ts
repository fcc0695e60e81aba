import { ApplicationCommandOptionType } from 'discord.js';
import { LONGEST_QUESTION } from '../../answer/answer.js';
import { conversationOf } from '../conversations.js';
import { renderAnswer } from '../rendering/answer.js';
import type { Command } from './command.js';

export const ask: Command = {
  data: {
    name: 'ask',
    description: 'Ask the documents a question and see the passages that answer it',
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'question',
        description: 'Your question, in plain words',
        max_length: LONGEST_QUESTION,
        required: true,
      },
      {
        type: ApplicationCommandOptionType.Boolean,
        name: 'private',
        description: 'Show the answer only to you (default: everyone in the channel sees it)',
      },
    ],
  },
  load: 'question',
  isPrivate: (interaction) => interaction.options.getBoolean('private') ?? false,
  async run(interaction, { service }) {
    const text = interaction.options.getString('question', true);
    const conversation = conversationOf(interaction, interaction.user.id);
    return renderAnswer(await service.ask({ text, conversation }), { showQuestion: true });
  },
};
