import { createRequire } from 'node:module';
import type { Country } from 'world-countries';
import { NAMESAKES, NO_NAMES, ORDINARY_WORDS } from './place-doubts.js';
import { FURTHER_NAMES } from './place-names.js';
import { GOVERNMENT, keyOf, PEOPLE, type Weights, weightsOf } from './place-weights.js';

/** A name of places, by its words after the first. */
export interface PlaceName {
  readonly rest: readonly string[];
  /** What it may mean: none for a phrase that names no place, several for a shared name. */
  readonly meanings: readonly { readonly concept: string; readonly weight: number }[];
  /** An everyday word when it is written in lower case. */
  readonly ordinary: boolean;
  /** What it names first: the place itself, who is of it, or what stands for its government. */
  readonly sense: 'place' | 'people' | 'government';
}

/** By the first word of a name; the names with most words first. */
export type Gazetteer = ReadonlyMap<string, readonly PlaceName[]>;

/** A name of two countries means either one; both stay, because the context often decides. */
const SHARED = 0.7;
/** Forenames, cities of the same name: about as often something else. */
export const NAMESAKE = 0.5;

let gazetteer: Gazetteer | undefined;
let byConcept: ReadonlyMap<string, readonly string[]> | undefined;

/** All names of all countries, made on the first call (about 50 ms, 12 of them to read the file) and kept. */
export function placeNames(): Gazetteer {
  gazetteer ??= arrange(weightsOf(countries()));
  return gazetteer;
}

/** The everyday name for a code as in `place:FI`. */
export function nameOfPlace(code: string): string {
  const common = countries().find(({ cca2 }) => cca2 === code)?.name.common;
  // The Union is no country: the last of its names is the one in full.
  return common ?? FURTHER_NAMES[code]?.names?.split(', ').at(-1) ?? code;
}

/** Other names of one word for the places that `word` names: "finland" for "finnish". */
export function equivalentsOf(word: string): readonly string[] {
  const meanings = singleWord(placeNames().get(word)) ?? [];
  const names = meanings.flatMap(({ concept }) => namesOf(concept));
  return [...new Set(names)].filter((name) => name !== word);
}

/** Whether a name is somebody's rather than a place's: "the Finns", "Kremlin". */
export function namesParty(name: string): boolean {
  const [first = '', ...others] = keyOf(name).split(' ');
  const known = placeNames().get(first);
  const same = known?.find(({ rest }) => rest.join(' ') === others.join(' '));
  return same !== undefined && same.sense !== 'place';
}

/** The names of a place that are one word. @param concept e.g. `place:FI`. */
export function namesOf(concept: string): readonly string[] {
  byConcept ??= namesByConcept(placeNames());
  return byConcept.get(concept) ?? [];
}

function namesByConcept(names: Gazetteer): ReadonlyMap<string, readonly string[]> {
  const inverse = new Map<string, string[]>();
  for (const [word, each] of names) {
    for (const { concept } of singleWord(each) ?? []) {
      const known = inverse.get(concept);
      if (known === undefined) inverse.set(concept, [word]);
      else known.push(word);
    }
  }
  return inverse;
}

function singleWord(names: readonly PlaceName[] | undefined): PlaceName['meanings'] | undefined {
  return names?.find(({ rest }) => rest.length === 0)?.meanings;
}

/** The file without escapes is the quickest to read; as an import it would be read at the start. */
function countries(): readonly Country[] {
  const require = createRequire(import.meta.url);
  return require('world-countries/dist/countries-unescaped.json') as Country[];
}

function arrange(weights: Weights): Gazetteer {
  const arranged = new Map<string, PlaceName[]>();
  const written = new Set(weights.keys());
  for (const [key, concepts] of weights) {
    const share = (concepts.size > 1 ? SHARED : 1) * (NAMESAKES.has(key) ? NAMESAKE : 1);
    const meanings = [...concepts].map(([concept, weight]) => ({
      concept,
      weight: weight * share,
    }));
    const sense = senseOf([...concepts.values()]);
    const variants = variantsOf(key).filter((each) => !written.has(each) && !NO_NAMES.has(each));
    for (const variant of [key, ...variants]) {
      const [first = '', ...rest] = variant.split(' ');
      const ordinary = ORDINARY_WORDS.has(key);
      arranged.set(first, [...(arranged.get(first) ?? []), { rest, meanings, ordinary, sense }]);
    }
  }
  for (const names of arranged.values()) names.sort((a, b) => b.rest.length - a.rest.length);
  return arranged;
}

function senseOf(weights: readonly number[]): PlaceName['sense'] {
  if (weights.length > 0 && weights.every((weight) => weight === PEOPLE)) return 'people';
  return weights.length > 0 && weights.every((weight) => weight === GOVERNMENT)
    ? 'government'
    : 'place';
}

/** "St Lucia", "Bosnia Herzegovina"; plurals, also for a possessive without its apostrophe. */
function variantsOf(key: string): string[] {
  const bases = new Set([key, key.replace(/^saint /, 'st '), key.replaceAll(' and ', ' ')]);
  const plural = [...bases].filter((base) => !/(?:s|sh|ese)$/.test(base)).map((base) => `${base}s`);
  return [...bases, ...plural].filter((variant) => variant !== key);
}
