import {
  isAkin,
  nameStemsIn,
  overlapOrUnknown,
  type Statement,
  sureNameStemsIn,
} from './statement.js';

/** Behind a word that is otherwise a noun: "the rules limit the ferry to 600". */
const DETERMINER = /^(?:an?|the|this|that|these|those|his|her|its|our|their)$/;

/**
 * What a statement says of which ferry or whose budget it speaks: the content word directly before
 * each of the wanted ones, "cargo" of "cargo ferry", and the one that "of" ties to it. Each comes
 * with the word that it belongs to; those that are wanted themselves are left out. Sorted.
 *
 * @param wanted stems.
 */
export function qualifiersOf({ text, words }: Statement, wanted: readonly string[]): string[] {
  const found = new Set<string>();
  const termOf = (stem: string) => wanted.find((term) => isAkin(stem, term));
  const add = (term: string, at: number) => {
    const entry = words[at]?.entry;
    if (entry === undefined || !entry.content || /\p{N}/u.test(entry.word)) return;
    if (termOf(entry.stem) === undefined) found.add(`${entry.stem} ${term}`);
  };
  for (const [at, { start, entry }] of words.entries()) {
    const term = termOf(entry.stem);
    if (term === undefined) continue;
    const next = words[at + 1]?.entry.word ?? '';
    const before = words[at - 1];
    const between = text.slice(before?.start ?? start, start);
    if (!DETERMINER.test(next) && !/[,;:.()]/.test(between)) add(term, at - 1);
    if (next === 'of')
      add(term, DETERMINER.test(words[at + 2]?.entry.word ?? '') ? at + 3 : at + 2);
  }
  return [...found].sort();
}

/**
 * Whether two statements share a name besides the wanted words, or neither holds one. A first word,
 * which has its capital anyhow, speaks for nobody, but may speak against.
 *
 * @param wanted stems.
 */
export function namesAgree(a: Statement, b: Statement, wanted: readonly string[]): boolean {
  const besides = (names: readonly string[]) =>
    names.filter((name) => !wanted.some((term) => isAkin(term, name)));
  const [ofA, ofB] = [besides(nameStemsIn(a)), besides(nameStemsIn(b))];
  const isKnown = ofA.length > 0 && ofB.length > 0;
  const isNamed = besides([...sureNameStemsIn(a), ...sureNameStemsIn(b)]).length > 0;
  return (isKnown || !isNamed) && overlapOrUnknown(ofA, ofB);
}
