import type { CountedName, CountedNames } from './name-reading.js';
import { consonantsOf, foldName, isShortFor, partsOf } from './name-spelling.js';
import { fullNames, groupBy, isPersonAlone, withoutExtensions } from './people-evidence.js';

/** The spellings of one person's name. */
export interface NameCluster {
  readonly spellings: readonly CountedName[];
  /** Of the spelling that is used most, or has the longest given name among equals; no other person has it. */
  readonly key: string;
  /** As that is written most. */
  readonly name: string;
  readonly passages: number;
}

/** One given name in all its spellings, with one surname. */
interface Namesake {
  readonly givens: readonly string[];
  readonly names: readonly CountedName[];
}

/** Letters of a given name in which one may be a slip. */
const SLIP_FROM = 5;
/** Consonants that a spelling must have to be recognised by them. */
const CONSONANTS = 3;

/**
 * The people among the names that were counted, those in most passages first, then by name, by code
 * unit. Names are met in the order of their keys throughout: wherever two of them are equal, the
 * first one decides.
 */
export function clusterNames(counted: CountedNames): NameCluster[] {
  const full = withoutExtensions(fullNames(counted), counted);
  const bySurname = groupBy(full, (name) => foldName(partsOf(name.words).last));
  const people = [...bySurname.values()].flatMap(sameSurname);
  const merged = [...groupBy(people, consonantsKey).values()].flatMap(transliterated);
  const taken = new Set(full.flatMap(({ words }) => [partsOf(words).last, words[0] as string]));
  const alone = counted.alone.filter(
    (name) => !taken.has(name.key) && isPersonAlone(name, counted),
  );
  return [...merged, ...alone.map((name) => [name])]
    .map((spellings) => toCluster(spellings, counted))
    .sort((a, b) => b.passages - a.passages || compare(a.name, b.name) || compare(a.key, b.key));
}

/** Those with one surname by given name, the longest first: what is short for them comes after. */
function sameSurname(names: readonly CountedName[]): CountedName[][] {
  const groups = [...groupBy(names, ({ words }) => foldName(words[0] as string))];
  groups.sort(([a], [b]) => b.length - a.length || (a < b ? -1 : 1));
  let people: Namesake[] = [];
  for (const [given, group] of groups) {
    const same = sameAs(given, group, people);
    const one = {
      givens: [...same.flatMap(({ givens }) => givens), given],
      names: [...same.flatMap(({ names }) => names), ...group],
    };
    people = [...people.filter((person) => !same.includes(person)), one];
  }
  return people.flatMap(({ names }) => byMiddle(names));
}

/** Those of the people whom the names are of: spelled alike, or short for just one of them. */
function sameAs(
  given: string,
  names: readonly CountedName[],
  people: readonly Namesake[],
): readonly Namesake[] {
  const alike = people.filter(
    (person) =>
      person.givens.some((other) => isAlike(given, other)) && shareTitle(names, person.names, 2),
  );
  if (alike.length > 0) return alike;
  const longer = people.filter(({ givens }) => givens.some((other) => isShortFor(given, other)));
  if (longer.length !== 1) return [];
  return longer.filter(
    (person) => shareTitle(names, person.names, 1) || !hasTitle(names) || !hasTitle(person.names),
  );
}

/** Whether two folded given names may be one in two spellings. */
function isAlike(a: string, b: string): boolean {
  if (a[0] !== b[0]) return false;
  const consonants = consonantsOf(a);
  if (consonants.length >= CONSONANTS && consonants === consonantsOf(b)) return true;
  return Math.min(a.length, b.length) >= SLIP_FROM && isOneSlip(a, b);
}

/** Whether one letter is another, or left out. */
function isOneSlip(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  let head = 0;
  while (head < short.length && short[head] === long[head]) head++;
  const rest = short.slice(head);
  return rest === long.slice(head + 1) || rest.slice(1) === long.slice(head + 1);
}

/** "Jane A. Roe" and "Jane B. Roe" are two; "Jane Roe" is the one who is named more. */
function byMiddle(names: readonly CountedName[]): CountedName[][] {
  const initial = ({ words }: CountedName) => partsOf(words).middle[0]?.[0];
  const bare = names.filter((name) => initial(name) === undefined);
  const groups = [
    ...groupBy(
      names.filter((name) => initial(name) !== undefined),
      initial,
    ).values(),
  ];
  if (groups.length < 2) return [[...names]];
  const largest = groups.reduce((a, b) => (usesOf(b) > usesOf(a) ? b : a));
  return groups.map((group) => (group === largest ? [...group, ...bare] : group));
}

/** Those whose names have the same consonants are one when they bear the same title. */
function transliterated(people: readonly (readonly CountedName[])[]): CountedName[][] {
  const merged: CountedName[][] = [];
  for (const person of people) {
    const same = merged.find((other) => shareTitle(person, other, 2));
    if (same === undefined) merged.push([...person]);
    else same.push(...person);
  }
  return merged;
}

/** Alike for transliterations of one name; too short a given name stands for itself. */
function consonantsKey(person: readonly CountedName[]): string {
  const { given, last } = partsOf((person[0] as CountedName).words);
  const consonants = consonantsOf(given);
  return `${consonants.length < CONSONANTS ? foldName(given) : consonants} ${consonantsOf(last)}`;
}

function hasTitle(person: readonly CountedName[]): boolean {
  return person.some(({ titles }) => titles.size > 0);
}

/** @param words that the title must have at least. */
function shareTitle(a: readonly CountedName[], b: readonly CountedName[], words: number): boolean {
  const titles = new Set(a.flatMap((name) => [...name.titles.keys()]));
  return b.some((name) =>
    [...name.titles.keys()].some((title) => titles.has(title) && title.split(' ').length >= words),
  );
}

function usesOf(names: readonly CountedName[]): number {
  return names.reduce((sum, { uses }) => sum + uses, 0);
}

function toCluster(spellings: readonly CountedName[], counted: CountedNames): NameCluster {
  const [best] = [...spellings].sort(
    (a, b) => b.uses - a.uses || givenOf(b).length - givenOf(a).length || compare(a.key, b.key),
  ) as [CountedName];
  const passages = spellings.reduce((sum, name) => sum + name.passages, 0);
  return { spellings, key: best.key, name: counted.writtenOf(best), passages };
}

function givenOf({ words }: CountedName): string {
  return words[0] as string;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
