import { ApplicationCommandType } from 'discord.js';
import { quotationsIn } from '../../answer/quotations-in.js';
import { quotingIn } from '../message-text.js';
import { checkQuotations } from '../quotations.js';
import { QUOTES_NOTHING } from '../rendering/notices.js';
import { renderQuotations } from '../rendering/quotations.js';
import type { MessageCommand } from './command.js';

export const checkQuotes: MessageCommand = {
  data: { type: ApplicationCommandType.Message, name: 'Check quotes' },
  load: 'lookup',
  isPrivate: () => true,
  async run({ targetMessage }, { service }) {
    const quotations = quotationsIn(quotingIn(targetMessage));
    if (quotations.length === 0) return { content: QUOTES_NOTHING };
    return renderQuotations(await checkQuotations(quotations, service));
  },
};
