import type { DocumentInfo } from '../corpus/document.js';
import type { Support } from './answer.js';
import type { Asked } from './differing.js';
import { agree, isDay, isLike } from './figure-agreement.js';
import { type Figure, figuresIn } from './figures.js';
import { deniesIn } from './fold.js';
import {
  isAkin,
  isQuestion,
  nameStemsIn,
  overlapOrUnknown,
  type Statement,
  sureNameStemsIn,
} from './statement.js';

/** A citation as evidence for what the first one says. */
export interface Witness {
  readonly statement: Statement;
  readonly document: Pick<DocumentInfo, 'source' | 'publisher' | 'site'>;
  /** 0…1, of the citation. */
  readonly score: number;
  /** Readable documents that carry its wording, its own left out. */
  readonly repeatedIn: readonly string[];
  /** The text around it, some thousand code units. */
  readonly around: () => string;
}

/** A witness is about as good an answer as the first, as a share of its score. */
const ABOUT_AS_GOOD = 0.5;
/** Share of the question's words, of those that either holds, that both must hold. */
const SAME_QUESTION = 0.5;
/** Share of what the one with less to say adds to the question that both must say. */
const SAME_ANSWER = 0.5;
const SAME_NAMES = 0.75;
const FEWEST_SHARED = 3;

/** Words in a row that two writers do not find independently. */
const COPIED_RUN = 6;
/** Runs that texts are compared by, in words, and the share of the shorter that makes it a copy. */
const RUN = 5;
const COPIED_SHARE = 0.2;

/**
 * How many documents say what the first witness says. Never more than is sure: one that shares
 * wording with a counted document repeats it, and a publisher counts once.
 */
export function supportFor(asked: Asked, witnesses: readonly Witness[]): Support {
  const [first, ...others] = witnesses;
  if (first === undefined) return { independent: 0, repeating: 0 };
  const counted = [first];
  const repeating = new Set(first.repeatedIn);
  for (const other of others) {
    if (counted.some(({ document }) => document.source === other.document.source)) continue;
    if (!saysTheSame(asked, first, other)) continue;
    if (counted.some((known) => hasSamePublisher(known, other))) continue;
    if (counted.some((known) => isCopy(known, other))) repeating.add(other.document.source);
    else counted.push(other);
    for (const source of other.repeatedIn) repeating.add(source);
  }
  for (const { document } of counted) repeating.delete(document.source);
  return { independent: counted.length, repeating: repeating.size };
}

function saysTheSame(asked: Asked, first: Witness, other: Witness): boolean {
  const [a, b] = [first.statement, other.statement];
  if (other.score < ABOUT_AS_GOOD * first.score || isQuestion(a) || isQuestion(b)) return false;
  if (deniesIn(wordsIn(a)) !== deniesIn(wordsIn(b))) return false;
  const [left, right] = [figuresIn(a.text), figuresIn(b.text)];
  if (left.some((one) => right.some((two) => isLike(one, two) && !agree(one, two)))) return false;
  const wanted = asked.terms.map(({ stem }) => stem);
  const held = [a, b].map((said) => wanted.filter((term) => holds(contentIn(said), term)));
  const [heldByFirst = [], heldByOther = []] = held;
  const both = heldByFirst.filter((term) => heldByOther.includes(term)).length;
  const either = new Set(held.flat()).size;
  if (both === 0 || both < SAME_QUESTION * either) return false;
  const besides = (stems: readonly string[]) => stems.filter((stem) => !holds(wanted, stem));
  const names = [besides(nameStemsIn(a)), besides(nameStemsIn(b))] as const;
  switch (asked.answerType) {
    case 'person': {
      const surely = [besides(sureNameStemsIn(a)), besides(sureNameStemsIn(b))] as const;
      // A first word is a name when the other has it within.
      const common = [
        ...surely[0].filter((name) => holds(names[1], name)),
        ...names[0].filter((name) => holds(surely[1], name)),
      ];
      const fewer = Math.min(...surely.map((list) => new Set(list).size));
      return common.length > 0 && new Set(common).size >= SAME_NAMES * fewer;
    }
    case 'date':
    case 'number':
      return overlapOrUnknown(...names) && hasEqual(left, right, asked.answerType === 'date');
    default:
      return (
        overlapOrUnknown(...names) &&
        shared(besides(contentIn(a)), besides(contentIn(b)), FEWEST_SHARED, SAME_ANSWER)
      );
  }
}

function shared(
  a: readonly string[],
  b: readonly string[],
  fewest: number,
  share: number,
): boolean {
  const [fewer, more] = a.length <= b.length ? [a, b] : [b, a];
  const common = new Set(fewer.filter((stem) => holds(more, stem))).size;
  return common >= fewest && common >= share * new Set(fewer).size;
}

function hasEqual(a: readonly Figure[], b: readonly Figure[], dates: boolean): boolean {
  const wanted = (figure: Figure) => dates === isDay(figure);
  return a
    .filter(wanted)
    .some((one) => b.some((two) => isLike(one, two) && one.value === two.value));
}

function hasSamePublisher(a: Witness, b: Witness): boolean {
  const publisher = ({ document }: Witness) => document.publisher ?? document.site;
  return publisher(a) !== undefined && publisher(a) === publisher(b);
}

function isCopy(a: Witness, b: Witness): boolean {
  const said = [a, b].map(({ statement }) => runsOf(wordsIn(statement), COPIED_RUN));
  if (commonRuns(said) > 0) return true;
  const around = [a, b].map((witness) => runsOf(plainWords(witness.around()), RUN));
  const shorter = Math.min(...around.map(({ size }) => size));
  return shorter > 0 && commonRuns(around) >= COPIED_SHARE * shorter;
}

function commonRuns([a, b]: readonly ReadonlySet<string>[]): number {
  return [...(a ?? [])].filter((run) => b?.has(run)).length;
}

function runsOf(words: readonly string[], length: number): Set<string> {
  return new Set(words.slice(length - 1).map((_, i) => words.slice(i, i + length).join(' ')));
}

function plainWords(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function wordsIn({ words }: Statement): string[] {
  return words.map(({ entry }) => entry.word);
}

function contentIn({ words }: Statement): string[] {
  return words.filter(({ entry }) => entry.content).map(({ entry }) => entry.stem);
}

function holds(stems: readonly string[], wanted: string): boolean {
  return stems.some((stem) => isAkin(stem, wanted));
}
