import { MessageType } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { readMessage } from '../../src/discord/messages.js';

const BOT = '111111111111111111';
const message = {
  content: '',
  type: MessageType.Default,
  fromBot: false,
  direct: false,
  mentionsBot: false,
  repliesToBot: false,
} as const;
const read = (change: object) => readMessage({ ...message, ...change }, BOT);

describe('reading a message', () => {
  it('takes a mention as a question, without the mention', () => {
    const question = { kind: 'question', text: 'who signed it?' };
    expect(read({ content: `<@${BOT}> who signed it?`, mentionsBot: true })).toEqual(question);
    expect(read({ content: `who  signed <@!${BOT}> it?`, mentionsBot: true })).toEqual(question);
  });

  it('keeps the mentions of others in the question', () => {
    expect(read({ content: `<@${BOT}> what did <@222> say?`, mentionsBot: true })).toEqual({
      kind: 'question',
      text: 'what did <@222> say?',
    });
  });

  it('takes a reply to the bot and a direct message as questions', () => {
    const question = { kind: 'question', text: 'and when?' };
    const reply = { content: 'and when?', type: MessageType.Reply, repliesToBot: true };
    expect(read(reply)).toEqual(question);
    expect(read({ content: 'and when?', direct: true })).toEqual(question);
  });

  it('ignores what is not addressed to the bot, bots, and the notices of Discord', () => {
    const ignored = { kind: 'ignore' };
    expect(read({ content: 'hello all' })).toEqual(ignored);
    expect(read({ content: '@everyone', mentionsBot: false })).toEqual(ignored);
    expect(read({ content: 'hi', mentionsBot: true, fromBot: true })).toEqual(ignored);
    const pinned = { type: MessageType.ChannelPinnedMessage, mentionsBot: true };
    expect(read(pinned)).toEqual(ignored);
  });

  it('offers help for a mention without a question', () => {
    expect(read({ content: `<@${BOT}>  `, mentionsBot: true })).toEqual({ kind: 'empty' });
    expect(read({ content: '', direct: true })).toEqual({ kind: 'empty' });
  });

  it('ignores a reply whose text Discord withholds because its mention was turned off', () => {
    expect(read({ type: MessageType.Reply, repliesToBot: true })).toEqual({ kind: 'ignore' });
  });
});
