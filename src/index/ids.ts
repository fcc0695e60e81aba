/**
 * Documents are numbered by slots of 1,024 passage ids each, with free slots between them. So ids
 * rise with the documents (by source) and their passages (by position) whatever the way to an index
 * was, equal scores come in the same order, and a document can be put between two others.
 */
const SLOT = 1024;
/** Ids have 32 bits: the vector library keeps no more of them. Slot 0 stays empty. */
const SLOTS = 2 ** 22 - 1;
/** Slots from one document to the next in a new index, at most. */
const WIDEST = 256;
/** Slots that a document put between two others leaves before it, at most. */
const STEP = 16;

/** The ids of a document's passages follow each other from here. */
export function firstPassageOf(document: number): number {
  return document * SLOT;
}

export function slotOf(passage: number): number {
  return Math.floor(passage / SLOT);
}

/** Slots that so many passages take; a document without passages takes one, too. */
export function slotsFor(passages: number): number {
  return Math.max(1, Math.ceil(passages / SLOT));
}

/** How far the slots of neighbouring documents are apart in a new index of so many. */
export function spacingFor(documents: number): number {
  return Math.max(1, Math.min(WIDEST, Math.floor(SLOTS / (2 * documents + 1))));
}

/**
 * The first of `needed` slots for a document that stands between two others.
 *
 * @param from first slot behind the document before, or 1.
 * @param to first slot of the document behind; absent for the last one.
 * @returns `undefined` when there is no room.
 */
export function slotBetween(
  from: number,
  to: number | undefined,
  needed: number,
): number | undefined {
  const end = to ?? SLOTS + 1;
  const spare = end - from - needed;
  if (spare < 0) return undefined;
  return from + Math.min(Math.floor(spare / 2), to === undefined ? WIDEST : STEP);
}
