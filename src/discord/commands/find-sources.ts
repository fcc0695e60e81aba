import { ApplicationCommandType, type MessageContextMenuCommandInteraction } from 'discord.js';
import { LONGEST_QUESTION } from '../../answer/answer.js';
import { answerQuestion, noteDelivered } from '../asking.js';
import { conversationOf } from '../conversations.js';
import { withoutMentionsOf } from '../message-reading.js';
import { writtenIn } from '../message-text.js';
import { renderAnswer } from '../rendering/answer.js';
import { ASKS_NOTHING } from '../rendering/notices.js';
import { fittedPlain } from '../rendering/text.js';
import type { MessageCommand } from './command.js';

/**
 * Looks for what the documents say about a message, as if it had been asked. It is not recorded:
 * whoever wrote it has asked nothing, and could not have it forgotten.
 */
export const findSources: MessageCommand = {
  data: { type: ApplicationCommandType.Message, name: 'Find sources' },
  load: 'question',
  isPrivate: () => true,
  refusal: (interaction) => (questionIn(interaction) === '' ? ASKS_NOTHING : undefined),
  async run(interaction, context, arrivedAt) {
    const { id, user, guildId, channelId } = interaction;
    const asked = {
      text: questionIn(interaction),
      conversation: conversationOf({ id, guildId, channelId }, user.id),
      recorded: false,
      ...{ userId: user.id, guildId, channelId, arrivedAt },
    };
    const { answer } = await answerQuestion(asked, context);
    const reply = renderAnswer(answer, { showQuestion: true, canShare: interaction.inGuild() });
    return { ...reply, delivered: async () => noteDelivered(asked, answer, context) };
  },
};

function questionIn({ targetMessage, client }: MessageContextMenuCommandInteraction): string {
  return fittedPlain(withoutMentionsOf(client.user.id, writtenIn(targetMessage)), LONGEST_QUESTION);
}
