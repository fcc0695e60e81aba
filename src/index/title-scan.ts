import {
  FUNCTION_WORDS,
  isTitleHead,
  isTitleModifier,
  SAYING,
  TITLE_LINKS,
  TITLE_TIES,
} from './titles.js';
import type { Word } from './words.js';

/** Words that a title before a name, and one behind it, may have. */
const LONGEST_BEFORE = 8;
const LONGEST_AFTER = 9;
const LONGEST_TITLE = 7;

/**
 * The words of the title that ends right before the name at `start`: "Finnish President",
 * "Secretary of the Army", "Kremlin confidant".
 */
export function titleBefore(
  text: string,
  words: readonly Word[],
  start: number,
  from: number,
): readonly string[] | undefined {
  const first = Math.max(from, start - LONGEST_BEFORE);
  const head = headBefore(text, words, start, first);
  if (head === undefined) return undefined;
  let at = isInLaw(words, head) ? head - 2 : head;
  while (at > first && spaced(text, words[at - 1] as Word, words[at] as Word)) {
    const { word, capital } = words[at - 1] as Word;
    if (FUNCTION_WORDS.has(word) || SAYING.has(word)) break;
    if (!capital && !isTitleModifier(word)) break;
    at--;
  }
  return words.slice(at, start).map(({ word }) => word);
}

/** Position of the head: the word before the name, or the one before "of the Army". */
function headBefore(
  text: string,
  words: readonly Word[],
  start: number,
  first: number,
): number | undefined {
  for (let at = start - 1; at >= first; at--) {
    if (!spaced(text, words[at] as Word, words[at + 1] as Word)) return undefined;
    const { word, capital } = words[at] as Word;
    const tied = at < start - 2 && TITLE_TIES.has((words[at + 1] as Word).word);
    if ((at === start - 1 || tied) && (isTitleHead(word) || isInLaw(words, at))) return at;
    const within = at < start - 1 && (TITLE_TIES.has(word) || word === 'the');
    if (!capital && !within) return undefined;
  }
  return undefined;
}

/** The words of the title that follows a name behind a comma: ", the top negotiator of the union". */
export function titleAfter(
  text: string,
  words: readonly Word[],
  end: number,
  to: number,
): readonly string[] | undefined {
  const behind = (words[end - 1] as Word).end;
  if (end >= to || text[behind] !== ',') return undefined;
  if (!/^,\s+$/.test(text.slice(behind, words[end]?.start))) return undefined;
  let head = -1;
  let last = end;
  for (; last < Math.min(to, end + LONGEST_AFTER); last++) {
    const { word } = words[last] as Word;
    if (last > end && !spacedOrOwned(text, words[last - 1] as Word, words[last] as Word)) break;
    if (FUNCTION_WORDS.has(word) && !TITLE_LINKS.has(word)) break;
    const next = words[last + 1];
    const beforeName = next?.capital === true && spaced(text, words[last] as Word, next);
    const isHead = isTitleHead(word) ? next?.word !== 'in' : isInLaw(words, last);
    if (isHead && !(beforeName && last + 1 < to)) head = last;
  }
  if (head < 0) return undefined;
  const tied = head + 1 < last && (words[head + 1] as Word).word === 'of';
  const stop = tied ? phraseEnd(words, head + 1, last) : head + 1;
  if (stop === undefined || goesOn(text, words, stop, to)) return undefined;
  const title = words.slice(beginOf(text, words, end, head), stop).map(({ word }) => word);
  return title.length > LONGEST_TITLE ? undefined : title;
}

/** Whether a capital follows at once: the title belongs to another name. */
function goesOn(text: string, words: readonly Word[], stop: number, to: number): boolean {
  const next = words[stop];
  return stop < to && next?.capital === true && spaced(text, words[stop - 1] as Word, next);
}

/** Behind a "’s" only the last owned part is the title, together with the owner's last word. */
function beginOf(text: string, words: readonly Word[], end: number, head: number): number {
  for (let i = head; i > end; i--) {
    const gap = text.slice((words[i - 1] as Word).end, (words[i] as Word).start);
    if (/s\s/.test(gap)) return i - 1;
  }
  return end;
}

/** Behind "of" and what follows; `undefined` when so much does that a name must be among it. */
function phraseEnd(words: readonly Word[], of: number, last: number): number | undefined {
  let i = of + 1;
  if (words[i]?.word === 'the') i++;
  const from = i;
  while (i < last && (words[i] as Word).capital) i++;
  if (i - from > 2) return undefined;
  return i === from && i < last ? i + 1 : i;
}

function isInLaw(words: readonly Word[], at: number): boolean {
  return (
    words[at]?.word === 'law' &&
    words[at - 1]?.word === 'in' &&
    isTitleHead(words[at - 2]?.word ?? '')
  );
}

function spaced(text: string, a: Word, b: Word): boolean {
  if (b.start === a.end + 1 && text[a.end] === ' ') return true;
  return /^(?:-|\.?\s+)$/.test(text.slice(a.end, b.start));
}

function spacedOrOwned(text: string, a: Word, b: Word): boolean {
  return /^(?:-|['’]s\s+|\.?\s+)$/.test(text.slice(a.end, b.start));
}
