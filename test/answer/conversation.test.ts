import { setTimeout } from 'node:timers/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import { Conversations } from '../../src/answer/conversation.js';

let now: number;
let conversations: Conversations;

beforeEach(() => {
  now = 1_000;
  conversations = new Conversations(() => now);
});

/** Adds a turn and gives the questions of the turns before it. */
async function say(id: string, question: string, afterMs = 0): Promise<string[]> {
  const { before } = await conversations.next(id, async (turns) => {
    if (afterMs > 0) await setTimeout(afterMs);
    return { turn: { question }, before: turns.map((turn) => turn.question) };
  });
  return before;
}

describe('a conversation', () => {
  test('gives each question the turns before it, and not those of another', async () => {
    expect(await say('a', 'one')).toEqual([]);
    expect(await say('b', 'other')).toEqual([]);
    expect(await say('a', 'two')).toEqual(['one']);
    expect(await say('a', 'three')).toEqual(['one', 'two']);
  });

  test('keeps to the order in which questions came, however long each one takes', async () => {
    const all = await Promise.all([say('a', 'slow', 30), say('a', 'quick'), say('a', 'last')]);
    expect(all).toEqual([[], ['slow'], ['slow', 'quick']]);
  });

  test('does not wait for another conversation', async () => {
    const order: string[] = [];
    await Promise.all([
      say('a', 'slow', 30).then(() => order.push('a')),
      say('b', 'quick').then(() => order.push('b')),
    ]);
    expect(order).toEqual(['b', 'a']);
  });

  test('goes on after a question that failed, which is no turn of it', async () => {
    await say('a', 'one');
    const failing = conversations.next('a', () => Promise.reject(new Error('too long')));
    const after = say('a', 'two');
    await expect(failing).rejects.toThrow('too long');
    expect(await after).toEqual(['one']);
  });

  test('that is forgotten begins anew, and the others go on', async () => {
    await say('a', 'one');
    await say('b', 'other');
    conversations.forget('a');
    conversations.forget('never heard of');
    expect(await say('a', 'two')).toEqual([]);
    expect(await say('b', 'more')).toEqual(['other']);
  });

  test('remembers a few turns', async () => {
    for (const question of ['1', '2', '3', '4', '5', '6']) await say('a', question);
    expect(await say('a', '7')).toEqual(['3', '4', '5', '6']);
  });

  test('is known from its first question until it has rested for half an hour', async () => {
    expect(conversations.has('a')).toBe(false);
    await say('a', 'one');
    expect(conversations.has('a')).toBe(true);
    expect(conversations.has('b')).toBe(false);
    now += 30 * 60_000;
    expect(conversations.has('a')).toBe(true);
    now += 1;
    expect(conversations.has('a')).toBe(false);
  });

  test('begins anew when it has rested for more than half an hour', async () => {
    await say('a', 'one');
    now += 30 * 60_000;
    expect(await say('a', 'two')).toEqual(['one']);
    now += 30 * 60_000 + 1;
    expect(await say('a', 'three')).toEqual([]);
  });

  test('that was used longest ago is forgotten first when there are too many', async () => {
    await say('old', 'one');
    await say('older', 'one');
    await say('old', 'two');
    for (let i = 0; i < 999; i++) await say(`other ${i}`, 'one');
    expect(await say('old', 'three')).toEqual(['one', 'two']);
    expect(await say('older', 'two')).toEqual([]);
  });
});
