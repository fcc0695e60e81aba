import type { CountedName, CountedNames } from './name-reading.js';
import { isSuffix } from './name-spelling.js';
import { isTitleHead, isTitleModifier, isTitlePlural } from './titles.js';

/** Evidence from which something is a person, and a share of the uses that have some. */
const EVIDENCE = 1.5;
const EVIDENCE_A_USE = 0.04;
/** Of names that are words of the language besides. */
const EVIDENCE_OF_WORDS = 4;
/** People who show that a word is a given name. */
const BEARERS = 3;

/** The full names that mean a person, by what speaks for each and for others with the given name. */
export function fullNames(counted: CountedNames): CountedName[] {
  const all = counted.full;
  const sure = all.filter((name) => isPerson(name, counted));
  const known = new Set(sure);
  const bearers = groupBy(sure, ({ words }) => words[0] as string);
  const named = ({ words }: CountedName) =>
    (bearers.get(words[0] as string)?.length ?? 0) >= BEARERS;
  return all.filter((name) => known.has(name) || (named(name) && isLikely(name, counted)));
}

function isPerson(name: CountedName, counted: CountedNames): boolean {
  const { against, uses, titled } = name.counts;
  const { given, last } = name.parts;
  // "Secretary Roe" elsewhere shows that in "Secretary of the Army Jane Roe" the name is right.
  const evidence = name.counts.evidence + ((counted.surname(last)?.titled ?? 0) > 0 ? 1 : 0);
  if (evidence < EVIDENCE || evidence <= 2 * against || evidence < EVIDENCE_A_USE * uses) {
    return false;
  }
  const singular = singularOf(last);
  const isGroup = titled < 0.1 * uses && singular !== last && counted.isKnown(singular);
  const isOffice =
    isTitleModifier(given) ||
    [given, last].some(isTitlePlural) ||
    isSuffix(given) ||
    (titled === 0 && evidence <= EVIDENCE * uses && counted.commonness(last) > 0.15) ||
    (isTitleHead(last) && titled < 0.2 * uses);
  if (isOffice || isGroup) return false;
  const common = [[given], [last, singular]].filter((forms) =>
    forms.some((word) => counted.commonness(word) > 0.5),
  ).length;
  if (common === 0) return true;
  return evidence >= EVIDENCE_OF_WORDS * common && evidence > common * 0.3 * uses;
}

function singularOf(word: string): string {
  return word.endsWith('s') ? word.slice(0, -1) : word;
}

/** Somebody with a given name that others have, too. */
function isLikely({ parts, counts }: CountedName, counted: CountedNames): boolean {
  const { evidence, against } = counts;
  return evidence >= 1 && evidence > 2 * against && counted.commonness(parts.last) < 0.2;
}

/** A surname whose full name stands nowhere. */
export function isPersonAlone(name: CountedName, counted: CountedNames): boolean {
  const { key: word, counts } = name;
  const { uses, titled, evidence, against } = counts;
  if (word.length < 2 || evidence < 2 || evidence <= 2 * against || titled <= 0.1 * uses) {
    return false;
  }
  return [word, singularOf(word)].every((form) => counted.commonness(form) <= 0.2);
}

/** Leaves out names with a word too much: "Yesterday Jane Roe", "Jane Roe Good". */
export function withoutExtensions(
  names: readonly CountedName[],
  counted: CountedNames,
): CountedName[] {
  const known = new Map(names.map(({ key, counts }) => [key, counts.uses]));
  const commoner = (words: readonly string[], { counts }: CountedName) =>
    words.length > 1 && (known.get(words.join(' ')) ?? 0) >= 3 * counts.uses;
  return names.filter((name) => {
    const { words, parts } = name;
    if (words.length < 3) return true;
    if (commoner(words.slice(1), name)) return false;
    return !(
      commoner(words.slice(0, -1), name) &&
      parts.last === words.at(-1) &&
      counted.commonness(parts.last) > 0.3
    );
  });
}

/** In the order of the values. */
export function groupBy<Value, Key>(
  values: readonly Value[],
  keyOf: (value: Value) => Key,
): Map<Key, Value[]> {
  const groups = new Map<Key, Value[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
}
