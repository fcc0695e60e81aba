import { FRENCH } from './french.js';
import { GERMAN } from './german.js';
import type { Localisation } from './localisation.js';
import { SPANISH } from './spanish.js';
import { UKRAINIAN } from './ukrainian.js';

/** By Discord's names of the languages. */
export const LOCALISATIONS: Readonly<Record<string, Localisation>> = {
  uk: UKRAINIAN,
  de: GERMAN,
  fr: FRENCH,
  'es-ES': SPANISH,
  'es-419': SPANISH,
};

/** A command, or a part of one, as Discord's API describes it. */
export interface CommandPart {
  readonly name: string;
  readonly options?: readonly CommandPart[] | undefined;
  readonly choices?: readonly CommandPart[] | undefined;
}

/**
 * The same with its names and descriptions in every language; members whose language is not among
 * them see the English ones.
 */
export function localised<Part extends CommandPart>(part: Part, path = part.name) {
  const inner = (parts: readonly CommandPart[]): object[] =>
    parts.map((each) => localised(each, `${path} ${each.name}`));
  return {
    ...part,
    ...inLanguages('name_localizations', path, 0),
    ...inLanguages('description_localizations', path, 1),
    ...(part.options === undefined ? {} : { options: inner(part.options) }),
    ...(part.choices === undefined ? {} : { choices: inner(part.choices) }),
  };
}

function inLanguages(field: string, path: string, at: 0 | 1): Record<string, object> {
  const texts = Object.entries(LOCALISATIONS).flatMap(([locale, words]) => {
    const text = words[path]?.[at];
    return text === undefined ? [] : [[locale, text] as const];
  });
  return texts.length === 0 ? {} : { [field]: Object.fromEntries(texts) };
}
