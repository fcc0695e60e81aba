import type { Run } from './inline.js';
import { widthOf } from './widths.js';

/** A stretch of one look on one line; all in pixels. */
export interface Segment {
  readonly x: number;
  readonly width: number;
  readonly text: string;
  readonly run: Run;
}

export interface Line {
  readonly segments: readonly Segment[];
  readonly width: number;
}

/** Code is set smaller than the text around it, on a ground that is wider than it, in em. */
export const CODE_SIZE = 0.85;
export const CODE_PADDING = 0.2;

/** A part of a run that is not broken, or the space between two. */
interface Piece {
  readonly run: Run;
  readonly text: string;
  readonly width: number;
  /** Space at its sides, in pixels. */
  readonly before: number;
  readonly after: number;
}

/**
 * Breaks runs into lines of at most `width` pixels: between words, after hyphens and dashes that a
 * letter follows, and within a word that is wider than a line. Only a character that is wider than
 * the line by itself exceeds it.
 *
 * @param size of the text, in pixels.
 */
export function wrap(runs: readonly Run[], width: number, size: number): Line[] {
  const lines: Piece[][] = [[]];
  let used = 0;
  let space: Piece[] = [];
  for (const word of wordsOf(runs, width, size)) {
    if (isSpace(word)) {
      space = word;
      continue;
    }
    const line = lines.at(-1) ?? [];
    const gap = line.length === 0 ? [] : space;
    space = [];
    if (line.length > 0 && used + sumOf(gap) + sumOf(word) > width) {
      lines.push([...word]);
      used = sumOf(word);
    } else {
      line.push(...gap, ...word);
      used += sumOf(gap) + sumOf(word);
    }
  }
  return lines.map(lineOf);
}

/** Words, which may change their look within, and spaces, in turn. */
function wordsOf(runs: readonly Run[], width: number, size: number): Piece[][] {
  const words: Piece[][] = [];
  for (const piece of runs.flatMap((run) => piecesOf(run, size))) {
    const last = words.at(-1);
    const joins = last !== undefined && !breaksBetween(last.at(-1), piece);
    if (joins) last.push(piece);
    else words.push([piece]);
  }
  return words.flatMap((word) =>
    isSpace(word) || sumOf(word) <= width
      ? [word]
      : word.flatMap((piece) => charactersOf(piece, size)),
  );
}

function breaksBetween(before: Piece | undefined, after: Piece): boolean {
  if (before === undefined || /^\s/.test(before.text) !== /^\s/.test(after.text)) return true;
  return /[-–—]$/.test(before.text) && /^\p{L}/u.test(after.text);
}

function piecesOf(run: Run, size: number): Piece[] {
  const texts = run.text.match(/\s+|[^\s]+?(?:[-–—](?=\p{L})|(?=\s|$))/gu) ?? [];
  const padding = run.code || run.stamp ? CODE_PADDING * size : 0;
  return texts.map((text, index) => ({
    run,
    text,
    width: pieceWidth(text, run, size),
    before: index === 0 ? padding : 0,
    after: index === texts.length - 1 ? padding : 0,
  }));
}

/** Each character as a reader sees it is a word of its own, so that any of them may end a line. */
function charactersOf({ run, text, before, after }: Piece, size: number): Piece[][] {
  const characters = [...new Intl.Segmenter('en').segment(text)];
  return characters.map(({ segment }, index) => [
    {
      run,
      text: segment,
      width: pieceWidth(segment, run, size),
      before: index === 0 ? before : 0,
      after: index === characters.length - 1 ? after : 0,
    },
  ]);
}

function pieceWidth(text: string, run: Run, size: number): number {
  return widthOf(text, run.code ? size * CODE_SIZE : size, run);
}

function sumOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { before, width, after }) => sum + before + width + after, 0);
}

function isSpace(word: readonly Piece[]): boolean {
  return word.every(({ text }) => /^\s*$/.test(text));
}

function lineOf(pieces: readonly Piece[]): Line {
  const segments: Segment[] = [];
  let x = 0;
  let gap = '';
  for (const { run, text, width, before, after } of pieces) {
    x += before;
    const last = segments.at(-1);
    if (isSpace([{ run, text, width, before, after }])) gap += text;
    else {
      if (last?.run === run) {
        segments.pop();
        segments.push({ ...last, text: last.text + gap + text, width: x + width - last.x });
      } else segments.push({ x, width, text, run });
      gap = '';
    }
    x += width + after;
  }
  return { segments, width: x };
}
