import { ApplicationCommandOptionType, type ChatInputCommandInteraction } from 'discord.js';
import { LONGEST_QUESTION } from '../../answer/answer.js';
import { checkedText } from '../../answer/question.js';
import { VerbatimError } from '../../errors.js';
import { answerQuestion, noteDelivered } from '../asking.js';
import type { BotContext } from '../context.js';
import { conversationAt } from '../conversations.js';
import { findDocument, suggestDocuments } from '../documents.js';
import { forMembers } from '../faults.js';
import { renderAnswer } from '../rendering/answer.js';
import { remedyFor } from '../rendering/notices.js';
import { fittedPlain } from '../rendering/text.js';
import { settingsOf } from '../settings.js';
import { threadForMore } from '../threads.js';
import type { Command } from './command.js';

/** Of a document's name in a message, in UTF-16 code units. */
const LONGEST_NAME = 100;

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
        description: 'Whether only you see the answer (the server decides when you do not)',
      },
      {
        type: ApplicationCommandOptionType.String,
        name: 'source',
        description: 'Only from this document: words of its title, publisher or file name',
        autocomplete: true,
      },
      {
        type: ApplicationCommandOptionType.String,
        name: 'after',
        description: 'Only from documents of this day or later, as YYYY-MM-DD',
      },
      {
        type: ApplicationCommandOptionType.String,
        name: 'before',
        description: 'Only from documents of this day or earlier, as YYYY-MM-DD',
      },
    ],
  },
  load: 'question',
  isPrivate,
  /** What is wrong with a question concerns nobody but its asker. */
  refusal(interaction, context) {
    try {
      const text = interaction.options.getString('question', true);
      checkedText({ text, ...filterOf(interaction, context) });
      return undefined;
    } catch (error) {
      const fault = forMembers(error);
      if (fault === undefined) throw error;
      return remedyFor(fault);
    }
  },
  async run(interaction, context, arrivedAt) {
    const { user, guildId, channelId, options } = interaction;
    const hidden = isPrivate(interaction, context);
    const text = options.getString('question', true);
    const { title, ...filter } = filterOf(interaction, context);
    const asked = {
      ...{ text, conversation: conversationAt(interaction, hidden, context.replies) },
      ...{ userId: user.id, guildId, channelId, arrivedAt },
      ...filter,
    };
    const { answer, questionId } = await answerQuestion(asked, context);
    const reply = renderAnswer(answer, {
      showQuestion: true,
      filter: { ...filter, ...(title === undefined ? {} : { title }) },
      canShare: interaction.inGuild() && hidden,
      ...(questionId === undefined ? {} : { questionId }),
    });
    return {
      ...reply,
      async delivered(sent) {
        noteDelivered(asked, answer, context);
        if (hidden || answer.kind === 'none') return;
        await threadForMore(sent, text, context);
      },
    };
  },
  complete: (typed, _option, { service }) => suggestDocuments(service.documents(), typed),
};

function isPrivate({ options, guildId }: ChatInputCommandInteraction, context: BotContext) {
  return options.getBoolean('private') ?? settingsOf(guildId, context).privateByDefault;
}

/** @throws VerbatimError `invalid-question` for an unknown document. */
function filterOf({ options }: ChatInputCommandInteraction, { service }: BotContext) {
  const [wanted, after, before] = ['source', 'after', 'before'].map(
    (name) => options.getString(name)?.trim() || undefined,
  );
  const document = wanted === undefined ? undefined : findDocument(service.documents(), wanted);
  if (wanted !== undefined && document === undefined) {
    throw new VerbatimError(
      'invalid-question',
      `there is no document called “${fittedPlain(wanted, LONGEST_NAME)}”`,
      'Choose one from the list that opens while you type, or see /sources.',
    );
  }
  return {
    ...(document === undefined ? {} : { source: document.source, title: document.title }),
    ...(after === undefined ? {} : { after }),
    ...(before === undefined ? {} : { before }),
  };
}
