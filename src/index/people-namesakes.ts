import type { CountedName } from './name-reading.js';
import { consonantsOf, foldName, isShortFor } from './name-spelling.js';
import { groupBy } from './people-evidence.js';

/** One given name in all its spellings, with one surname. */
interface Namesake {
  readonly givens: readonly GivenName[];
  readonly names: readonly CountedName[];
}

interface GivenName {
  readonly folded: string;
  readonly consonants: string;
}

/** Letters of a given name in which one may be a slip. */
const SLIP_FROM = 5;
/** Consonants that a spelling must have to be recognised by them. */
export const CONSONANTS = 3;
/**
 * Given names with one first letter and surname that are compared with one another: ten at most in
 * a corpus of 14,000 documents. Where a document makes up more of them, each is somebody else.
 */
const COMPARED = 400;

/** The people among names with one surname, by given name and its spellings. */
export function sameSurname(names: CountedName[]): CountedName[][] {
  if (names.length === 1) return [names];
  const byGiven = groupBy(names, ({ parts }) => foldName(parts.given));
  return [...groupBy([...byGiven], ([given]) => given[0]).values()].flatMap(sameInitial);
}

/** The longest given name first: what is short for it comes after. */
function sameInitial(groups: [given: string, names: CountedName[]][]): CountedName[][] {
  if (groups.length === 1 || groups.length > COMPARED) return groups.map(([, names]) => names);
  let people: Namesake[] = [];
  groups.sort(([a], [b]) => b.length - a.length || (a < b ? -1 : 1));
  for (const [folded, group] of groups) {
    const given = { folded, consonants: consonantsOf(folded) };
    const same = sameAs(given, group, people);
    const one = {
      givens: [...same.flatMap(({ givens }) => givens), given],
      names: [...same.flatMap(({ names }) => names), ...group],
    };
    people = [...people.filter((person) => !same.includes(person)), one];
  }
  return people.map(({ names }) => [...names]);
}

/** Those of the people whom the names are of: spelled alike, or short for just one of them. */
function sameAs(
  given: GivenName,
  names: readonly CountedName[],
  people: readonly Namesake[],
): readonly Namesake[] {
  const alike = people.filter(
    (person) =>
      person.givens.some((other) => isAlike(given, other)) && shareTitle(names, person.names, 2),
  );
  if (alike.length > 0) return alike;
  const longer = people.filter(({ givens }) =>
    givens.some((other) => isShortFor(given.folded, other.folded)),
  );
  if (longer.length !== 1) return [];
  return longer.filter(
    (person) => shareTitle(names, person.names, 1) || !hasTitle(names) || !hasTitle(person.names),
  );
}

/** Whether two given names with one first letter may be one in two spellings. */
function isAlike(a: GivenName, b: GivenName): boolean {
  if (a.consonants.length >= CONSONANTS && a.consonants === b.consonants) return true;
  const shorter = Math.min(a.folded.length, b.folded.length);
  return shorter >= SLIP_FROM && isOneSlip(a.folded, b.folded);
}

/** Whether one letter is another, or left out. */
function isOneSlip(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1) return false;
  let head = 0;
  while (head < short.length && short[head] === long[head]) head++;
  const rest = short.slice(head);
  return rest === long.slice(head + 1) || rest.slice(1) === long.slice(head + 1);
}

function hasTitle(person: readonly CountedName[]): boolean {
  return person.some(({ titles }) => titles.length > 0);
}

/** @param words that the title must have at least. */
function shareTitle(a: readonly CountedName[], b: readonly CountedName[], words: number): boolean {
  const titles = new Set(titlesOf(a, words));
  return titles.size > 0 && titlesOf(b, words).some((title) => titles.has(title));
}

/** The keys of the titles that have so many words at least. */
export function titlesOf(person: readonly CountedName[], words: number): string[] {
  return person
    .flatMap(({ titles }) => titles.map(([title]) => title))
    .filter((title) => words === 1 || title.split(' ').length >= words);
}
