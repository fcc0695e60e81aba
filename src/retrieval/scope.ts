import type { Generation } from '../index/generation.js';
import { slotOf } from '../index/ids.js';
import type { PassageRange, PassageSet, StoredDocument } from '../index/rows.js';

export interface Filter {
  readonly source?: string;
  /** `YYYY-MM-DD`, inclusive; undated documents do not pass. */
  readonly after?: string;
  readonly before?: string;
}

/** The passages of the documents that a filter lets through; `undefined` when it lets all through. */
export function scopeOf(generation: Generation, filter: Filter): PassageSet | undefined {
  const admitted = admittedDocuments(generation, filter);
  if (admitted === undefined) return undefined;
  const ranges = [...admitted]
    .map((id) => generation.passageIds(id))
    .filter((range) => range !== undefined)
    .sort((a, b) => a.first - b.first);
  const slots = new Set(ranges.flatMap(slotsOf));
  const [first = 0, last = 0] = [ranges[0]?.first, ranges.at(-1)?.last];
  return {
    size: ranges.reduce((sum, { first, last }) => sum + last - first + 1, 0),
    first,
    last,
    spanned: generation.documents
      .filter(({ id }) => id >= slotOf(first) && id <= slotOf(last))
      .reduce((sum, { passages }) => sum + passages, 0),
    has: (passage) => slots.has(slotOf(passage)),
    *[Symbol.iterator]() {
      for (const { first, last } of ranges) for (let id = first; id <= last; id++) yield id;
    },
  };
}

function slotsOf({ first, last }: PassageRange): number[] {
  const from = slotOf(first);
  return Array.from({ length: slotOf(last) - from + 1 }, (_, i) => from + i);
}

/** Ids of the documents that pass; `undefined` when nothing is filtered. */
export function admittedDocuments(
  { documents }: Generation,
  filter: Filter,
): ReadonlySet<number> | undefined {
  const { source, after, before } = filter;
  if (source === undefined && after === undefined && before === undefined) return undefined;
  return new Set(documents.filter((document) => passes(document, filter)).map(({ id }) => id));
}

/** Whether any document passes. */
export function admitsAny({ documents }: Generation, filter: Filter): boolean {
  return documents.some((document) => passes(document, filter));
}

function passes({ info }: StoredDocument, { source, after, before }: Filter): boolean {
  return (
    (source === undefined || info.source === source) &&
    (after === undefined || (info.date !== undefined && info.date >= after)) &&
    (before === undefined || (info.date !== undefined && info.date <= before))
  );
}
