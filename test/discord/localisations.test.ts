import { Locale } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { COMMANDS, MESSAGE_COMMANDS } from '../../src/discord/commands/all.js';
import {
  type CommandPart,
  LOCALISATIONS,
  localised,
} from '../../src/discord/localisations/localised.js';

interface Place {
  readonly path: string;
  readonly kind: 'command' | 'option' | 'choice' | 'menu';
  /** Paths of those beside which its name must be unique. */
  readonly beside: string;
}

function placesIn(part: CommandPart, path: string, kind: Place['kind'], beside: string): Place[] {
  const inner = (parts: readonly CommandPart[] = [], kind: Place['kind']) =>
    parts.flatMap((each) => placesIn(each, `${path} ${each.name}`, kind, `${kind} of ${path}`));
  return [
    { path, kind, beside },
    ...inner(part.options, 'option'),
    ...inner(part.choices, 'choice'),
  ];
}

const PLACES = [
  ...COMMANDS.flatMap(({ data }) =>
    placesIn(data as CommandPart, data.name, 'command', 'commands'),
  ),
  ...MESSAGE_COMMANDS.flatMap(({ data }) => placesIn(data, data.name, 'menu', 'the menu')),
];
const isSlash = ({ kind }: Place) => kind === 'command' || kind === 'option';

describe.each(Object.entries(LOCALISATIONS))('commands in %s', (locale, words) => {
  it('is a language of Discord', () => {
    expect(Object.values<string>(Locale)).toContain(locale);
  });

  it('have a name for every command, option and choice, and for nothing else', () => {
    expect(Object.keys(words).sort()).toEqual(PLACES.map(({ path }) => path).sort());
  });

  it('have names and descriptions that Discord takes', () => {
    for (const place of PLACES) {
      const [name = '', description] = words[place.path] ?? [];
      if (isSlash(place)) {
        expect(name, place.path).toMatch(/^[-_'\p{L}\p{N}]{1,32}$/u);
        expect(name).toBe(name.toLocaleLowerCase(locale));
        expect(description?.length, place.path).toBeGreaterThan(0);
        expect(description?.length, place.path).toBeLessThanOrEqual(100);
      } else {
        expect(name.length, place.path).toBeGreaterThan(0);
        expect(name.length, place.path).toBeLessThanOrEqual(32);
        expect(description).toBeUndefined();
      }
    }
  });

  it('share no name with another beside them', () => {
    const names = PLACES.map(({ path, beside }) => `${beside}: ${words[path]?.[0]}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('are not in English', () => {
    const described = new Set(COMMANDS.map(({ data }) => data.description));
    for (const word of Object.values(words)) expect(described).not.toContain(word?.[1]);
  });
});

describe('a command with its languages', () => {
  it('keeps everything else, and has none where there are no words for it', () => {
    const unknown = { name: 'unknown', description: 'x', options: [{ name: 'a', required: true }] };
    expect(localised(unknown)).toEqual(unknown);
    expect(localised({ name: 'help', description: 'x' })).toMatchObject({
      ...{ name: 'help', description: 'x' },
      name_localizations: { uk: 'довідка', de: 'hilfe' },
    });
  });
});
