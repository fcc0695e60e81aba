import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/discord/commands/all.js';
import { fingerprint } from '../../src/discord/fingerprint.js';

const WANTED = [
  {
    type: 1,
    name: 'ask',
    description: 'Ask',
    contexts: [0, 1],
    integration_types: [0],
    options: [
      { type: 3, name: 'question', description: 'Q', required: true },
      { type: 5, name: 'private', description: 'P' },
    ],
  },
  { type: 1, name: 'reindex', description: 'Re-index', default_member_permissions: 32 },
  { type: 3, name: 'Check quotes', name_localizations: { de: 'Zitate prüfen' } },
];

/** The same as Discord returns it. */
const KNOWN = [
  {
    ...{ id: '3', name: 'Check quotes', type: 3, description: '' },
    name_localizations: { de: 'Zitate prüfen' },
  },
  { id: '2', name: 'reindex', type: 1, description: 'Re-index', default_member_permissions: '32' },
  {
    id: '1',
    application_id: '9',
    version: '7',
    type: 1,
    name: 'ask',
    description: 'Ask',
    description_localizations: null,
    default_member_permissions: null,
    nsfw: false,
    contexts: [1, 0],
    integration_types: [0],
    dm_permission: true,
    something_new: 'tomorrow',
    options: [
      { type: 3, name: 'question', description: 'Q', required: true, autocomplete: false },
      { type: 5, name: 'private', description: 'P', required: false, choices: [] },
    ],
  },
];

const changed = (change: object) => [{ ...WANTED[0], ...change }, ...WANTED.slice(1)];

describe('comparing commands with those that Discord knows', () => {
  it('sees no change in defaults, ids, order of commands or fields it does not know', () => {
    expect(fingerprint(KNOWN, true)).toBe(fingerprint(WANTED, true));
  });

  it.each([
    ['a description', { description: 'Ask!' }],
    ['a permission', { default_member_permissions: '0' }],
    ['a place of use', { contexts: [0] }],
    ['an option taken away', { options: WANTED[0]?.options?.slice(1) }],
    ['the order of options', { options: WANTED[0]?.options?.toReversed() }],
    ['a translation', { description_localizations: { de: 'Frag' } }],
  ])('sees %s', (_what, change) => {
    expect(fingerprint(changed(change), true)).not.toBe(fingerprint(WANTED, true));
  });

  it('sees a command more or less', () => {
    expect(fingerprint(WANTED.slice(1), true)).not.toBe(fingerprint(WANTED, true));
    expect(fingerprint([], true)).not.toBe(fingerprint(WANTED, true));
  });

  it('compares the places of use for global commands only', () => {
    expect(fingerprint(changed({ contexts: null }), false)).toBe(fingerprint(WANTED, false));
  });
});

it('every command has a name and description that Discord takes, required options first', () => {
  for (const { data } of COMMANDS) {
    expect(data.name).toMatch(/^[a-z-]{1,32}$/);
    const described = [data, ...(data.options ?? [])];
    for (const { description } of described) {
      expect(description.length).toBeGreaterThan(0);
      expect(description.length).toBeLessThanOrEqual(100);
    }
    const required = (data.options ?? []).map((option) => option.required ?? false);
    expect(required).toEqual([...required].sort((a, b) => Number(b) - Number(a)));
  }
  expect(new Set(COMMANDS.map(({ data }) => data.name)).size).toBe(COMMANDS.length);
});
