import { type BaseInteraction, type Message, PermissionsBitField } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { lackingPermissions, lackingToPost } from '../../src/discord/permissions.js';

const ENOUGH = ['ViewChannel', 'SendMessages', 'EmbedLinks', 'ReadMessageHistory'] as const;
type Name = keyof typeof PermissionsBitField.Flags;

function messageIn(place: { has?: readonly Name[] | null; thread?: boolean; direct?: boolean }) {
  const { has = ENOUGH, thread = false, direct = false } = place;
  return {
    inGuild: () => !direct,
    guild: { members: { me: has === null ? null : {} } },
    channel: {
      isThread: () => thread,
      permissionsFor: () => new PermissionsBitField([...(has ?? [])]),
    },
  } as unknown as Message;
}

describe('the permissions that are lacking', () => {
  it('are none where there are enough to answer', () => {
    expect(lackingPermissions(messageIn({}))).toEqual([]);
  });

  it.each([
    ['ViewChannel', 'View Channel'],
    ['SendMessages', 'Send Messages'],
    ['EmbedLinks', 'Embed Links'],
    ['ReadMessageHistory', 'Read Message History'],
  ] as const)('without %s are called “%s”', (missing, called) => {
    const has = ENOUGH.filter((name) => name !== missing);
    expect(lackingPermissions(messageIn({ has }))).toEqual([called]);
  });

  it('in a thread are those of threads: Send Messages is not asked for there', () => {
    const has = ['ViewChannel', 'EmbedLinks', 'ReadMessageHistory'] as const;
    expect(lackingPermissions(messageIn({ has, thread: true }))).toEqual([
      'Send Messages in Threads',
    ]);
  });

  it('to begin a thread are more', () => {
    expect(lackingPermissions(messageIn({}), true).sort()).toEqual([
      'Create Public Threads',
      'Send Messages in Threads',
    ]);
  });

  it('are none for an administrator', () => {
    expect(lackingPermissions(messageIn({ has: ['Administrator'] }), true)).toEqual([]);
  });

  it('are not guessed in direct messages, nor while the bot does not know itself', () => {
    expect(lackingPermissions(messageIn({ has: [], direct: true }))).toEqual([]);
    expect(lackingPermissions(messageIn({ has: null }))).toEqual([]);
  });

  it('to post for an interaction are those that Discord tells with it', () => {
    const appPermissions = new PermissionsBitField(['ViewChannel', 'SendMessages']);
    const interaction = { appPermissions, channel: null } as unknown as BaseInteraction;
    expect(lackingToPost(interaction)).toEqual(['Embed Links']);
  });
});
