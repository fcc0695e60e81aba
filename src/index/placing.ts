import { slotsBetween, slotsFor } from './ids.js';

export interface ToPlace {
  readonly source: string;
  /** Number of passages. */
  readonly passages: number;
}

export interface Placed extends ToPlace {
  readonly id: number;
}

/**
 * Ids for documents among those that are there, so that all ids rise with the sources.
 *
 * @param documents sorted by code unit of their sources, like those `present`; none is among these.
 * @returns the id of each; `undefined` when there is no room.
 */
export function placeAmong(
  documents: readonly ToPlace[],
  present: readonly Placed[],
): number[] | undefined {
  const ids: number[] = [];
  let behind = 0;
  for (let first = 0; first < documents.length; ) {
    const { source } = documents[first] as ToPlace;
    while (behind < present.length && (present[behind] as Placed).source < source) behind++;
    const next = present[behind];
    // Neighbours that are all new share the room evenly.
    let last = first + 1;
    while (last < documents.length && !(next && (documents[last] as ToPlace).source > next.source))
      last++;
    const before = present[behind - 1];
    const from = before === undefined ? 1 : before.id + slotsFor(before.passages);
    const needed = documents.slice(first, last).map(({ passages }) => slotsFor(passages));
    const slots = slotsBetween(from, next?.id, needed);
    if (slots === undefined) return undefined;
    ids.push(...slots);
    first = last;
  }
  return ids;
}
