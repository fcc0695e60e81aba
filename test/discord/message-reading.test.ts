import { MessageType } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { readMessage } from '../../src/discord/message-reading.js';

const BOT = '111111111111111111';
const message = {
  content: '',
  type: MessageType.Default,
  fromBot: false,
  place: 'elsewhere',
  mentionsBot: false,
  repliesToBot: false,
  addressesOthers: false,
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
    expect(read({ content: 'and when?', place: 'direct' })).toEqual(question);
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
    expect(read({ content: '', place: 'direct' })).toEqual({ kind: 'empty' });
  });

  it('takes all that is said in a thread of its own as follow-ups, unless it is said to others', () => {
    const said = { content: 'and the date', place: 'thread' };
    expect(read(said)).toEqual({ kind: 'question', text: 'and the date' });
    expect(read({ ...said, addressesOthers: true })).toEqual({ kind: 'ignore' });
    expect(read({ ...said, content: '' })).toEqual({ kind: 'ignore' });
  });

  it('answers in a chosen channel what asks something, unless it is said to others', () => {
    const asked = { content: 'who signed it?', place: 'chosen' };
    expect(read(asked)).toEqual({ kind: 'question', text: 'who signed it?' });
    expect(read({ ...asked, content: 'we signed it' })).toEqual({ kind: 'ignore' });
    expect(read({ ...asked, addressesOthers: true })).toEqual({ kind: 'ignore' });
    expect(read({ ...asked, content: 'we signed it', mentionsBot: true })).toEqual({
      kind: 'question',
      text: 'we signed it',
    });
  });

  it('ignores a reply whose text Discord withholds because its mention was turned off', () => {
    expect(read({ type: MessageType.Reply, repliesToBot: true })).toEqual({ kind: 'ignore' });
  });
});
