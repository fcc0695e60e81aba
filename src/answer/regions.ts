import type { Span } from '../corpus/document.js';
import type { Generation } from '../index/generation.js';
import type { StoredDocument, StoredPassage } from '../index/rows.js';
import type { QuotedPlace } from './quotation-check.js';
import type { Written } from './word-changes.js';
import { writtenTokensOf } from './written-tokens.js';

/** Code units of a document that are looked at in one piece; a passage may be endless. */
const LONGEST_REGION = 30_000;

/** A stretch of a document around one or more of its passages. */
export interface Region extends Written {
  readonly document: StoredDocument;
  readonly passages: readonly StoredPassage[];
}

/**
 * The surroundings of passages, those that overlap in one, in the order of `ids`. Only of texts
 * whose hash is the recorded one; `onFault` hears of others.
 *
 * @param reach code units on either side of a passage that are taken in, by whole passages.
 */
export function regionsAround(
  generation: Generation,
  ids: readonly number[],
  reach: number,
  onFault: (message: string) => void,
): Region[] {
  const order = new Map(ids.map((id, i) => [id, i]));
  const runs: Run[] = [];
  for (const id of [...ids].sort((a, b) => a - b)) {
    const run = runAround(generation, id, reach, order.get(id) ?? 0);
    const open = runs.at(-1);
    if (open !== undefined && joins(generation, open, run)) {
      open.last = run.last;
      open.rank = Math.min(open.rank, run.rank);
    } else runs.push(run);
  }
  return runs
    .sort((a, b) => a.rank - b.rank)
    .flatMap((run) => {
      const passages = passagesOf(generation, run);
      const document = generation.document(passages[0]?.document ?? 0);
      const text = generation.verifiedText(document.info.source);
      if (text === undefined) {
        onFault(`${document.info.source} is not looked through: its text cannot be read`);
        return [];
      }
      const start = passages[0]?.start ?? 0;
      const end = Math.min(passages.at(-1)?.end ?? start, start + LONGEST_REGION);
      return [{ document, passages, text, tokens: writtenTokensOf(text, start, end) }];
    });
}

/** Passages of one document by their ids, which follow the order of the text; the last included. */
interface Run {
  first: number;
  last: number;
  /** The place of the best of its passages. */
  rank: number;
}

/** The passage with its neighbours as far as `reach`. */
function runAround(generation: Generation, id: number, reach: number, rank: number): Run {
  const own = generation.passage(id);
  const ids = generation.passageIds(own.document) ?? { first: id, last: id };
  const isNear = (near: number) => {
    if (near < ids.first || near > ids.last) return false;
    const { start, end } = generation.passage(near);
    return start < own.end + reach && end > own.start - reach;
  };
  const run = { first: id, last: id, rank };
  while (isNear(run.first - 1)) run.first--;
  while (isNear(run.last + 1)) run.last++;
  return run;
}

function joins(generation: Generation, left: Run, right: Run): boolean {
  if (right.first > left.last) return false;
  const [first, last] = [generation.passage(left.first), generation.passage(right.last)];
  return first.document === last.document && last.end - first.start <= LONGEST_REGION;
}

function passagesOf(generation: Generation, { first, last }: Run): StoredPassage[] {
  return Array.from({ length: last - first + 1 }, (_, i) => generation.passage(first + i));
}

/** Where `spans` stand; `undefined` when that is between passages, where only page furniture is. */
export function placeOf(
  { document, passages, text }: Region,
  spans: readonly Span[],
): QuotedPlace | undefined {
  const touched = passages.filter(({ start, end }) =>
    spans.some((span) => span.start < end && start < span.end),
  );
  const [first, last] = [touched[0], touched.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return {
    document: document.info,
    passage: { start: first.start, end: last.end },
    quotes: spans.map(({ start, end }) => ({ start, end, text: text.slice(start, end) })),
  };
}
