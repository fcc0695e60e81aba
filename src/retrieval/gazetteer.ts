import { createRequire } from 'node:module';
import type { Country } from 'world-countries';
import { wordsOf } from '../index/words.js';
import { NAMESAKES, NO_NAMES, ORDINARY_WORDS, OTHER_THINGS } from './place-doubts.js';
import { FURTHER_NAMES } from './place-names.js';

/** A name of places, by its words after the first. */
export interface PlaceName {
  readonly rest: readonly string[];
  /** What it may mean: none for a phrase that names no place, several for a shared name. */
  readonly meanings: readonly { readonly concept: string; readonly weight: number }[];
  /** An everyday word when it is written in lower case. */
  readonly ordinary: boolean;
}

/** By the first word of a name; the names with most words first. */
export type Gazetteer = ReadonlyMap<string, readonly PlaceName[]>;

/** Its own name can hardly mean anything else. */
const NAME = 1;
/** "Russians" are not quite Russia: some of them oppose it, and some of them live elsewhere. */
const PEOPLE = 0.95;
/** "The Kremlin" speaks for Russia, and now and then it is a building. */
const GOVERNMENT = 0.9;
/** A capital is a city too, in which things happen that the country has no part in. */
const CAPITAL = 0.8;
/** Scotland is British, but what is British is not all Scottish. So with Europe and the EU. */
const PART = 0.7;
/** A name of two countries means either one; both stay, because the context often decides. */
const SHARED = 0.7;
/** Forenames, cities of the same name: about as often something else. */
const NAMESAKE = 0.5;

/** "Republic of Korea" → "Korea"; the everyday form of some names is found only in this way. */
const FORM_OF_STATE =
  /\b(?:Republic|Kingdom|States?|Union|Commonwealth|Sultanate|Principality|Duchy|Nation|Federation) of (?:the )?(.+)$/;

let gazetteer: Gazetteer | undefined;
let byConcept: ReadonlyMap<string, readonly string[]> | undefined;

/** All names of all countries, made on the first call (about 50 ms, 12 of them to read the file) and kept. */
export function placeNames(): Gazetteer {
  gazetteer ??= arrange(collect(countries()));
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

/** Weights of the concepts of each name, the name's words joined by spaces. */
type Weights = Map<string, Map<string, number>>;

/** Sovereign states come first: what is theirs is not a dependency's, too ("French", "Indian"). */
function collect(all: readonly Country[]): Weights {
  const weights: Weights = new Map();
  const sovereign = all.filter(({ independent }) => independent);
  const dependent = all.filter(({ independent }) => !independent);
  for (const group of [sovereign, dependent]) {
    const taken = new Set(weights.keys());
    const addFree = (name: string, code: string, weight: number) => {
      const key = keyOf(name);
      if (!taken.has(key)) add(weights, key, code, weight);
    };
    for (const country of group) {
      for (const name of longNames(country)) addFree(name, country.cca2, NAME);
      for (const name of (country.demonyms.eng?.m ?? '').split(/, | or /))
        addFree(name, country.cca2, PEOPLE);
    }
  }
  for (const [code, further] of Object.entries(FURTHER_NAMES)) {
    const { names, people, capitals, government, parts } = further;
    for (const [list, weight] of [
      [names, NAME],
      [people, PEOPLE],
      [government, GOVERNMENT],
      [capitals, CAPITAL],
      [parts, PART],
    ] as const)
      for (const each of list?.split(', ') ?? []) add(weights, keyOf(each), code, weight);
  }
  const taken = new Set(weights.keys());
  for (const country of sovereign) {
    for (const city of country.capital) add(weights, keyOf(city), country.cca2, CAPITAL);
    for (const name of shortNames(country)) {
      const key = keyOf(name);
      if (!taken.has(key)) add(weights, key, country.cca2, NAME);
    }
  }
  for (const phrase of OTHER_THINGS) weights.set(phrase, new Map());
  return weights;
}

/** No codes, of which most are never words; and none turned round ("Korea, Republic of"). */
function longNames({ name, altSpellings }: Country): Set<string> {
  const others = [name.official, ...altSpellings];
  return new Set([name.common, ...others.filter((each) => each.length > 3 && !each.includes(','))]);
}

/** "Republic of Trinidad and Tobago" → "Trinidad and Tobago", "Trinidad". */
function shortNames(country: Country): Set<string> {
  const short = [...longNames(country)].map((name) => FORM_OF_STATE.exec(name)?.[1] ?? name);
  const first = short.map((name) => name.replace(/ and .*/, ''));
  return new Set([...short, ...first].filter((name) => !longNames(country).has(name)));
}

function keyOf(name: string): string {
  const words = wordsOf(name.replace(/ *\(.*\)/, '')).map(({ word }) => word);
  return (words[0] === 'the' ? words.slice(1) : words).join(' ');
}

function add(weights: Weights, key: string, code: string, weight: number): void {
  if (key === '' || NO_NAMES.has(key)) return;
  const known = weights.get(key) ?? new Map<string, number>();
  weights.set(key, known);
  known.set(`place:${code}`, Math.max(weight, known.get(`place:${code}`) ?? 0));
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
    const variants = variantsOf(key).filter((each) => !written.has(each) && !NO_NAMES.has(each));
    for (const variant of [key, ...variants]) {
      const [first = '', ...rest] = variant.split(' ');
      const ordinary = ORDINARY_WORDS.has(key);
      arranged.set(first, [...(arranged.get(first) ?? []), { rest, meanings, ordinary }]);
    }
  }
  for (const names of arranged.values()) names.sort((a, b) => b.rest.length - a.rest.length);
  return arranged;
}

/** "St Lucia", "Bosnia Herzegovina"; plurals, also for a possessive without its apostrophe. */
function variantsOf(key: string): string[] {
  const bases = new Set([key, key.replace(/^saint /, 'st '), key.replaceAll(' and ', ' ')]);
  const plural = [...bases].filter((base) => !/(?:s|sh|ese)$/.test(base)).map((base) => `${base}s`);
  return [...bases, ...plural].filter((variant) => variant !== key);
}
