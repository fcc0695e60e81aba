import type { Country } from 'world-countries';
import { wordsOf } from '../index/words.js';
import { NO_NAMES, OTHER_THINGS } from './place-doubts.js';
import { FURTHER_NAMES } from './place-names.js';

/** Its own name can hardly mean anything else. */
const NAME = 1;
/** "Russians" are not quite Russia: some of them oppose it, and some of them live elsewhere. */
export const PEOPLE = 0.95;
/** "The Kremlin" speaks for Russia, and now and then it is a building. */
export const GOVERNMENT = 0.9;
/** A capital is a city too, in which things happen that the country has no part in. */
const CAPITAL = 0.8;
/** Scotland is British, but what is British is not all Scottish. So with Europe and the EU. */
const PART = 0.7;
/** "Republic of Korea" → "Korea"; the everyday form of some names is found only in this way. */
const FORM_OF_STATE =
  /\b(?:Republic|Kingdom|States?|Union|Commonwealth|Sultanate|Principality|Duchy|Nation|Federation) of (?:the )?(.+)$/;

/** Weights of the concepts of each name, the name's words joined by spaces. */
export type Weights = Map<string, Map<string, number>>;

/**
 * All names of all countries.
 *
 * Sovereign states come first: what is theirs is not a dependency's, too ("French", "Indian").
 */
export function weightsOf(all: readonly Country[]): Weights {
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

/** The words of a name as it is looked up. */
export function keyOf(name: string): string {
  const words = wordsOf(name.replace(/ *\(.*\)/, '')).map(({ word }) => word);
  return (words[0] === 'the' ? words.slice(1) : words).join(' ');
}

function add(weights: Weights, key: string, code: string, weight: number): void {
  if (key === '' || NO_NAMES.has(key)) return;
  const known = weights.get(key) ?? new Map<string, number>();
  weights.set(key, known);
  known.set(`place:${code}`, Math.max(weight, known.get(`place:${code}`) ?? 0));
}
