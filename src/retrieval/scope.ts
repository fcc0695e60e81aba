import type { Generation } from '../index/generation.js';
import type { PassageSet, StoredDocument } from '../index/rows.js';

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
  const inside = new Uint8Array(generation.manifest.passages + 1);
  let size = 0;
  let first = generation.manifest.passages + 1;
  let last = 0;
  for (const id of admitted) {
    const range = generation.passageIds(id);
    if (range === undefined) continue;
    inside.fill(1, range.first, range.last + 1);
    size += range.last - range.first + 1;
    first = Math.min(first, range.first);
    last = Math.max(last, range.last);
  }
  return { size, first, last, has: (passage) => inside[passage] === 1 };
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
