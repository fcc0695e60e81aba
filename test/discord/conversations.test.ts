import { describe, expect, it } from 'vitest';
import { conversationOf, Replies } from '../../src/discord/conversations.js';

describe('the conversation of a message', () => {
  it('is its own in a server, and one for each person in direct messages', () => {
    const direct = (id: string, user: string) =>
      conversationOf({ id, guildId: null, channelId: '7' }, user);
    expect(direct('1', 'a')).toBe(direct('2', 'a'));
    expect(direct('1', 'a')).not.toBe(direct('1', 'b'));
    const inServer = (id: string) => conversationOf({ id, guildId: '9', channelId: '7' }, 'a');
    expect(inServer('1')).not.toBe(inServer('2'));
  });

  it('is that of the answer it replies to, as long as this is among the last', () => {
    const replies = new Replies();
    for (let i = 0; i <= 2_000; i++) replies.sent(`message ${i}`, `conversation ${i % 10}`);
    expect(replies.answeredBy('message 1234')).toBe('conversation 4');
    expect(replies.answeredBy('message 0')).toBeUndefined();
    expect(replies.answeredBy('of somebody else')).toBeUndefined();
    expect(replies.answeredBy(undefined)).toBeUndefined();
  });
});
