import type { Generation } from '../index/generation.js';
import type { Naming } from '../index/people.js';
import { FUNCTION_WORDS, isTitleHead, TITLE_TIES, titleKey } from '../index/titles.js';
import type { Word } from '../index/words.js';
import type { Mention } from './mention.js';

/** A title that many bear means none of them, 0…1; one person's alone has 0.7. */
const LEAST = 0.35;
/** Words before the head of a title, and behind its "of", that are looked at. */
const BEFORE = 3;
const BEHIND = 3;
/** Weight from which a title is one person's, and what is left of it when its place is not known. */
const ONLY = 0.69;
const OTHER_PLACE = 0.55;

/**
 * Mentions of people by their office alone: "the army secretary", "president of Finland". A title
 * beside a name adds nothing to it and is left out.
 *
 * @param names the mentions by name in the same words.
 */
export function officesIn(
  generation: Generation,
  words: readonly Word[],
  names: readonly Mention[],
  equivalents: (word: string) => readonly string[] = () => [],
): Mention[] {
  const mentions: Mention[] = [];
  for (const [at, { word }] of words.entries()) {
    if (!isTitleHead(word)) continue;
    const office = officeAt(generation, words, at, equivalents);
    if (office === undefined) continue;
    const { from, to, namings } = office;
    const bears = names.some((name) => name.from === to || (name.to > at && name.from <= at));
    if (bears) continue;
    const best = (namings[0] as Naming).weight;
    for (const { person, weight } of namings) {
      if (weight >= best / 2) mentions.push({ concept: conceptOf(person), from, to, weight });
    }
  }
  return mentions;
}

interface Office {
  readonly from: number;
  readonly to: number;
  readonly namings: readonly Naming[];
}

/** The longest title around its head that somebody bears. */
function officeAt(
  generation: Generation,
  words: readonly Word[],
  head: number,
  equivalents: (word: string) => readonly string[],
): Office | undefined {
  const wordAt = (i: number) => words[i]?.word ?? '';
  let first = head;
  while (first > Math.max(0, head - BEFORE) && !FUNCTION_WORDS.has(wordAt(first - 1))) first--;
  const { least, most } = tailOf(words, head);
  for (let to = most; to >= least; to--) {
    for (let from = first; from <= head; from++) {
      const namings = bearers(generation, words.slice(from, to), equivalents);
      if (namings.length === 0) continue;
      // Without its place a title is another's, unless there is just one in all the documents.
      const alone = from === head && to === head + 1 && first < head;
      if (!alone) return { from, to, namings };
      const [only] = namings as [Naming];
      if (namings.length > 1 || only.weight < ONLY) return undefined;
      return { from, to, namings: [{ ...only, weight: only.weight * OTHER_PLACE }] };
    }
  }
  return undefined;
}

/** How far a title goes on behind its head, at least and at most; positions behind it. */
function tailOf(words: readonly Word[], head: number): { least: number; most: number } {
  const wordAt = (i: number) => words[i]?.word ?? '';
  if (wordAt(head + 1) === 'in' && wordAt(head + 2) === 'law') {
    return { least: head + 3, most: head + 3 };
  }
  if (!TITLE_TIES.has(wordAt(head + 1))) return { least: head + 1, most: head + 1 };
  const from = wordAt(head + 2) === 'the' ? head + 3 : head + 2;
  let to = from;
  while (to < Math.min(words.length, from + BEHIND) && !FUNCTION_WORDS.has(wordAt(to))) to++;
  return to === from ? { least: head + 1, most: head + 1 } : { least: from + 1, most: to };
}

function bearers(
  generation: Generation,
  title: readonly Word[],
  equivalents: (word: string) => readonly string[],
): readonly Naming[] {
  const written = title.map(({ word }) => word);
  const known = sure(generation.people.titled(titleKey(written)));
  if (known.length > 0) return known;
  for (const [i, word] of written.entries()) {
    for (const other of equivalents(word)) {
      const key = titleKey(written.with(i, other));
      const found = sure(generation.people.titled(key));
      if (found.length > 0) return found;
    }
  }
  return [];
}

function sure(namings: readonly Naming[]): readonly Naming[] {
  return (namings[0]?.weight ?? 0) >= LEAST ? namings : [];
}

/** @param person its id in the generation. */
export function conceptOf(person: number): string {
  return `person:${person}`;
}
