import { expect, it } from 'vitest';
import type { FakeDiscord } from '../fake-discord.js';
import { ask, type Bench } from './bare.js';

export function commands(bench: Bench): void {
  const put = (discord: FakeDiscord, list: readonly object[]) =>
    ask(discord, 'PUT', `/applications/${discord.world.applicationId}/commands`, list);
  const chat = (more: object = {}) => ({ type: 1, name: 'ask', description: 'Asks', ...more });
  const text = (name: string, more: object = {}) => ({ type: 3, name, description: 'x', ...more });
  const many = (count: number, make: (index: number) => object) =>
    Array.from({ length: count }, (_, index) => make(index));

  it('takes a slash command and a message command of one name, and gives languages on demand', async () => {
    const discord = await bench.discord();
    const german = {
      name_localizations: { de: 'frage' },
      description_localizations: { de: 'Fragt' },
    };
    const sub = { type: 1, name: 'show', description: 'x', options: [text('language')] };
    const list = [chat({ ...german, options: [sub] }), { type: 3, name: 'ask' }];
    expect((await put(discord, list)).status).toBe(200);
    expect(discord.world.commands.global.map(({ type, name }) => `${type} ${name}`)).toEqual([
      '1 ask',
      '3 ask',
    ]);
    const path = `/applications/${discord.world.applicationId}/commands`;
    const plain = (await ask(discord, 'GET', path)).body as unknown as object[];
    const full = (await ask(discord, 'GET', `${path}?with_localizations=true`)).body;
    expect(plain[0]).not.toHaveProperty('name_localizations');
    expect((full as unknown as object[])[0]).toMatchObject(german);
  });

  it.each([
    ['capital letters', [chat({ name: 'Ask' })]],
    ['capital letters in a language', [chat({ name_localizations: { de: 'Frage' } })]],
    ['a space in a language', [chat({ name_localizations: { fr: 'poser question' } })]],
    ['a language that Discord does not know', [chat({ name_localizations: { xx: 'frage' } })]],
    ['one name twice', [chat(), chat()]],
    ['one option twice', [chat({ options: [text('a'), text('a')] })]],
    ['an option beside subcommands', [chat({ options: [text('a'), { ...text('b'), type: 1 }] })]],
    [
      'groups in groups',
      [chat({ options: [{ ...text('a'), type: 2, options: [{ ...text('b'), type: 2 }] }] })],
    ],
    [
      '26 choices',
      [
        chat({
          options: [text('a', { choices: many(26, (n) => ({ name: `${n}`, value: `${n}` })) })],
        }),
      ],
    ],
    [
      'more than 8,000 characters',
      [
        chat({
          options: many(25, (n) =>
            text(`option${n}`, {
              choices: many(25, (m) => ({ name: `${m}`.repeat(10), value: `${m}` })),
            }),
          ),
        }),
      ],
    ],
    ['a message command with a description', [{ type: 3, name: 'Ask', description: 'x' }]],
    ['an optional option first', [chat({ options: [text('a'), text('b', { required: true })] })]],
  ])('refuses %s', async (_what, list) => {
    const discord = await bench.discord();
    expect((await put(discord, list)).code).toBe(50_035);
    discord.bodies.faults.length = 0;
    expect(discord.world.commands.global).toEqual([]);
  });

  it('takes 100 slash commands and 15 message commands', async () => {
    const discord = await bench.discord();
    const slash = many(100, (n) => chat({ name: `ask${n}` }));
    const menu = many(16, (n) => ({ type: 3, name: `Ask ${n}` }));
    expect((await put(discord, [...slash, ...menu.slice(1)])).status).toBe(200);
    expect((await put(discord, [...slash, chat()])).code).toBe(30_032);
    expect((await put(discord, menu)).code).toBe(30_032);
  });
}
