import type { CountedName, CountedNames } from './name-reading.js';
import { consonantsOf, foldName } from './name-spelling.js';
import { fullNames, groupBy, isPersonAlone, withoutExtensions } from './people-evidence.js';
import { CONSONANTS, sameSurname, titlesOf } from './people-namesakes.js';

/** The spellings of one person's name. */
export interface NameCluster {
  readonly spellings: readonly CountedName[];
  /** Of the spelling that is used most; no other person has it. */
  readonly key: string;
  /** As that is written most. */
  readonly name: string;
  readonly passages: number;
}

/**
 * The people among the names that were counted, those in most passages first, then by name, by code
 * unit. Names are met in the order of their keys throughout: among equals, the first one decides.
 */
export function clusterNames(counted: CountedNames): NameCluster[] {
  const full = withoutExtensions(fullNames(counted), counted);
  const bySurname = groupBy(full, ({ parts }) => foldName(parts.last));
  const people = [...bySurname.values()].flatMap(sameSurname).flatMap(byMiddle);
  const merged = [...groupBy(people, consonantsKey).values()].flatMap(transliterated);
  const taken = new Set(full.flatMap(({ parts }) => [parts.last, parts.given]));
  const alone = counted.alone.filter(
    (name) => !taken.has(name.key) && isPersonAlone(name, counted),
  );
  return [...merged, ...alone.map((name) => [name])]
    .map((spellings) => toCluster(spellings, counted))
    .sort((a, b) => b.passages - a.passages || compare(a.name, b.name) || compare(a.key, b.key));
}

/** "Jane A. Roe" and "Jane B. Roe" are two; "Jane Roe" is the one who is named more. */
function byMiddle(names: CountedName[]): CountedName[][] {
  if (names.length < 2) return [names];
  const groups = groupBy(names, ({ parts }) => parts.middle[0]?.[0]);
  const bare = groups.get(undefined) ?? [];
  groups.delete(undefined);
  if (groups.size < 2) return [names];
  const people = [...groups.values()];
  const largest = people.reduce((a, b) => (usesOf(b) > usesOf(a) ? b : a));
  largest.push(...bare);
  return people;
}

/** Those whose names have the same consonants are one when they bear the same title. */
function transliterated(people: readonly CountedName[][]): CountedName[][] {
  if (people.length === 1) return [...people];
  const merged: CountedName[][] = [];
  /** Of each title of several words, the first among `merged` to bear it. */
  const bearers = new Map<string, number>();
  for (const person of people) {
    const titles = titlesOf(person, 2);
    const first = Math.min(...titles.map((title) => bearers.get(title) ?? merged.length));
    const position = Math.min(first, merged.length);
    for (const title of titles) {
      bearers.set(title, Math.min(position, bearers.get(title) ?? position));
    }
    const same = merged[position];
    if (same === undefined) merged.push([...person]);
    else same.push(...person);
  }
  return merged;
}

/** Alike for transliterations of one name; too short a given name stands for itself. */
function consonantsKey([name]: readonly CountedName[]): string {
  const { given, last } = (name as CountedName).parts;
  const consonants = consonantsOf(given);
  return `${consonants.length < CONSONANTS ? foldName(given) : consonants} ${consonantsOf(last)}`;
}

function usesOf(names: readonly CountedName[]): number {
  return names.reduce((sum, { counts }) => sum + counts.uses, 0);
}

function toCluster(spellings: readonly CountedName[], counted: CountedNames): NameCluster {
  const best = spellings.reduce((a, b) => (isUsedMore(b, a) ? b : a));
  const passages = spellings.reduce((sum, { counts }) => sum + counts.passages, 0);
  return { spellings, key: best.key, name: counted.writtenOf(best), passages };
}

/** Among equals the longer given name counts as used more, then what comes first by code unit. */
function isUsedMore(a: CountedName, b: CountedName): boolean {
  const more = a.counts.uses - b.counts.uses || a.parts.given.length - b.parts.given.length;
  return more > 0 || (more === 0 && a.key < b.key);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
