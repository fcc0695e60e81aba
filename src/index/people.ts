import type { NameCounts } from './name-counts.js';
import type { CountedNames } from './name-reading.js';
import { clusterNames, type NameCluster } from './people-clusters.js';
import { isTitleHead } from './titles.js';

/** A person that the corpus names, learned from it. */
export interface Person {
  /** Counts from 1, the one in most passages first. */
  readonly id: number;
  /** The name as it is written most. */
  readonly name: string;
  /** Passages that name the person. */
  readonly passages: number;
}

/** Words that stand for a person: a name, or the key of a title. */
export interface Naming {
  /** As `wordsOf` gives them, joined by spaces; of a title, as `titleKey` gives them. */
  readonly words: string;
  readonly person: number;
  /** How surely they mean the person, 0…1. */
  readonly weight: number;
  /** Share of the uses of a single word without a capital, 0…1: there it is no name. */
  readonly common: number;
}

export interface People {
  readonly people: readonly Person[];
  readonly names: readonly Naming[];
  readonly titles: readonly Naming[];
}

/** Weights of what stands for a person when nobody else shares it. */
const SURNAME = 0.95;
const GIVEN = 0.5;
const TITLE = 0.7;
/** What means a person less surely than this is not kept. */
const LEAST = 0.1;
/** People that one surname, given name or title may stand for. */
const SHARING = 8;
/** Of a longer title every shorter one would be kept, too: they double with each word. */
const LONGEST_TITLE = 6;

/** The people that a corpus names, with their names and titles; the same for the same counts. */
export function peopleOf(counted: CountedNames): People {
  const clusters = clusterNames(counted);
  const names = new Claims();
  const titles = new Claims();
  for (const [i, cluster] of clusters.entries()) {
    for (const [name, weight] of namesOf(cluster)) names.add(name, i + 1, cluster.passages, weight);
    for (const [title, uses] of titlesOf(cluster)) titles.add(title, i + 1, uses, TITLE);
  }
  const single = (words: string) => !words.includes(' ');
  return {
    people: clusters.map(({ name, passages }, i) => ({ id: i + 1, name, passages })),
    names: names.list(
      (words) => (single(words) ? personhood(counted.surname(words)) : 1),
      (words) => (single(words) ? counted.commonness(words) : 0),
    ),
    titles: titles.list(
      () => 1,
      () => 0,
    ),
  };
}

/** All that a person is called, each with its weight. */
function namesOf({ spellings }: NameCluster): Map<string, number> {
  const names = new Map<string, number>();
  const add = (words: readonly string[], weight: number) => {
    const name = words.join(' ');
    names.set(name, Math.max(weight, names.get(name) ?? 0));
  };
  for (const { words, parts } of spellings) {
    const { given, surname, last } = parts;
    add(words, words.length > 1 ? 1 : SURNAME);
    if (words.length === 1) continue;
    add([given, ...surname], 1);
    add([given, last], 1);
    add(surname, SURNAME);
    add([last], SURNAME);
    if (given.length > 1) add([given], GIVEN);
  }
  return names;
}

/** Titles with their uses, and each that is left when words of one are left out, but not its head. */
function titlesOf({ spellings }: NameCluster): Map<string, number> {
  const titles = new Map<string, number>();
  for (const spelling of spellings) {
    for (const [title, uses] of spelling.titles) {
      const words = title.split(' ');
      const head = words.findLast(isTitleHead);
      if (head === undefined || words.length > LONGEST_TITLE) continue;
      const rest = words.filter((word) => word !== head);
      for (let chosen = 0; chosen < 1 << rest.length; chosen++) {
        const kept = rest.filter((_, i) => (chosen & (1 << i)) !== 0);
        const key = [...kept, head].sort().join(' ');
        titles.set(key, (titles.get(key) ?? 0) + uses);
      }
    }
  }
  return titles;
}

/** How far a word alone is this person and not a place or a thing of that name, 0…1. */
function personhood(alone: Readonly<NameCounts> | undefined): number {
  if (alone === undefined) return 1;
  return Math.min(1, (2 * (alone.resolved + alone.titled + 1)) / (alone.uses + 1));
}

interface Claim {
  readonly person: number;
  readonly size: number;
  readonly weight: number;
}

/** Who lays claim to the same words; who is named more has more of them. */
class Claims {
  readonly #claims = new Map<string, Claim[]>();

  add(words: string, person: number, size: number, weight: number): void {
    const claims = this.#claims.get(words);
    if (claims === undefined) this.#claims.set(words, [{ person, size, weight }]);
    else claims.push({ person, size, weight });
  }

  list(sure: (words: string) => number, common: (words: string) => number): Naming[] {
    return [...this.#claims].flatMap(([words, claims]) => {
      const total = claims.reduce((sum, { size }) => sum + size, 0);
      const factor = sure(words);
      return claims
        .map(({ person, size, weight }) => ({
          words,
          person,
          weight: weight * factor * Math.sqrt(size / total),
          common: common(words),
        }))
        .filter(({ weight }) => weight >= LEAST)
        .sort((a, b) => b.weight - a.weight || a.person - b.person)
        .slice(0, SHARING);
    });
  }
}
