import { STOP_WORDS } from '../retrieval/stop-words.js';
import { isSame, isWord, type WrittenToken } from './written-tokens.js';

/**
 * From this likeness on a text is near a quotation. One word in three may be another, as in a short
 * quotation that got a figure or a name wrong; who says it in words of their own keeps fewer.
 */
export const NEAR_FROM = 0.7;

/** What a word, one that every text has, and a mark count. */
const WEIGHTS = { content: 1, common: 0.4, mark: 0.1 } as const;
/** A word in other case counts nearly as the same. */
const OTHER_CASE = 0.9;

/** A token of the quotation beside the one of the text that it stands for. Positions of tokens. */
export interface Pair {
  readonly asked: number;
  readonly text: number;
  /** Whether they are the same to the letter. */
  readonly same: boolean;
}

export interface Aligned {
  /** In order, at least one. */
  readonly pairs: readonly Pair[];
  /** Pairs before which an ellipsis of the quotation leaves out what the text has. */
  readonly gapsBefore: ReadonlySet<number>;
}

const START = 0;
const SKIP_ASKED = 1;
const SKIP_TEXT = 2;
const PAIR = 3;
const GAP = 4;

/**
 * The best alignment of a quotation with a part of a text, as Smith & Waterman (1981) find it, by
 * words. With S the weight of shared words, A of the quotation's and D of the part's, the likeness
 * is Dice's 2S/(A + D), and it can reach `NEAR_FROM` just where S − NEAR_FROM/2·D, which this makes as
 * large as it can be, reaches NEAR_FROM/2·A. Time and memory: words times words.
 *
 * @param breaks positions in `asked` at which an ellipsis stands.
 */
export function alignWords(
  asked: readonly WrittenToken[],
  text: readonly WrittenToken[],
  breaks: ReadonlySet<number>,
): Aligned | undefined {
  const [rows, columns] = [asked.length + 1, text.length + 1];
  const moves = new Uint8Array(rows * columns);
  // Numbers in place of words: every cell compares two of them.
  const cost = Float64Array.from(text, (token) => (NEAR_FROM / 2) * weightOf(token));
  const numbers = new Map<string, number>();
  const numberOf = ({ key }: WrittenToken) => {
    const word = key.toLowerCase();
    const number = numbers.get(word) ?? numbers.size;
    numbers.set(word, number);
    return number;
  };
  const words = Int32Array.from(text, numberOf);
  let above = new Float64Array(columns);
  let current = new Float64Array(columns);
  let best = { score: 0, row: 0, column: 0 };
  for (let row = 1; row < rows; row++) {
    const token = asked[row - 1] as WrittenToken;
    const [weight, word] = [weightOf(token), numberOf(token)];
    const anyCase = row === 1 || breaks.has(row - 1);
    const isBreak = breaks.has(row);
    for (let column = 1; column < columns; column++) {
      const price = cost[column - 1] as number;
      let score = 0;
      let move = START;
      if (words[column - 1] === word) {
        const alike = isSame(token, text[column - 1] as WrittenToken, anyCase) ? 1 : OTHER_CASE;
        const paired = (above[column - 1] as number) + alike * weight - price;
        if (paired > score) {
          score = paired;
          move = PAIR;
        }
      }
      const skipped = above[column] as number;
      if (skipped > score) {
        score = skipped;
        move = SKIP_ASKED;
      }
      const left = current[column - 1] as number;
      if (left - price > score) {
        score = left - price;
        move = SKIP_TEXT;
      }
      if (isBreak && left > score) {
        score = left;
        move = GAP;
      }
      current[column] = score;
      moves[row * columns + column] = move;
      if (score > best.score) best = { score, row, column };
    }
    [above, current] = [current, above];
  }
  return best.score > 0 ? trace(moves, columns, best, { asked, text, breaks }) : undefined;
}

function trace(
  moves: Uint8Array,
  columns: number,
  best: { readonly row: number; readonly column: number },
  {
    asked,
    text,
    breaks,
  }: Record<'asked' | 'text', readonly WrittenToken[]> & {
    readonly breaks: ReadonlySet<number>;
  },
): Aligned {
  const pairs: Pair[] = [];
  const gaps = new Set<Pair>();
  let { row, column } = best;
  for (;;) {
    const move = moves[row * columns + column];
    if (move === PAIR) {
      row--;
      column--;
      const [one, other] = [asked[row] as WrittenToken, text[column] as WrittenToken];
      const same = isSame(one, other, row === 0 || breaks.has(row));
      pairs.push({ asked: row, text: column, same });
    } else if (move === SKIP_ASKED) row--;
    else if (move === SKIP_TEXT || move === GAP) {
      const last = pairs.at(-1);
      if (move === GAP && last !== undefined) gaps.add(last);
      column--;
    } else break;
  }
  pairs.reverse();
  return { pairs, gapsBefore: new Set([...gaps].map((pair) => pairs.indexOf(pair))) };
}

/** The likeness of what was aligned, 0…1, `text` being the tokens of the part that it takes in. */
export function likenessOf(
  asked: readonly WrittenToken[],
  text: readonly WrittenToken[],
  shared: readonly Pair[],
): number {
  const total = (tokens: readonly WrittenToken[]) =>
    tokens.reduce((sum, token) => sum + weightOf(token), 0);
  const same = shared.reduce((sum, pair) => {
    return sum + (pair.same ? 1 : OTHER_CASE) * weightOf(asked[pair.asked] as WrittenToken);
  }, 0);
  return (2 * same) / (total(asked) + total(text));
}

export function weightOf(token: WrittenToken): number {
  if (!isWord(token)) return WEIGHTS.mark;
  const word = token.key.toLowerCase().replace(/'/g, '');
  return STOP_WORDS.has(word) ? WEIGHTS.common : WEIGHTS.content;
}

export function isContent(token: WrittenToken): boolean {
  return weightOf(token) === WEIGHTS.content;
}
