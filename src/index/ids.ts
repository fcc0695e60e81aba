/**
 * Documents are numbered by slots of 64 passage ids each, with free slots between them. So ids rise
 * with the documents (by source) and their passages (by position) whatever the way to an index was,
 * equal scores come in the same order, and a document can be put between two others.
 */
const SLOT = 64;
/** Ids have 32 bits: the vector library keeps no more of them. Slot 0 stays empty. */
const SLOTS = 2 ** 26 - 1;
/** Slots from one document to the next in a new index, at most. */
const WIDEST = 4096;
/** Slots that documents put between two others leave before each, at most: names rather rise. */
const STEP = 64;

/** The ids of a document's passages follow each other from here. */
export function firstPassageOf(document: number): number {
  return document * SLOT;
}

export function slotOf(passage: number): number {
  return Math.floor(passage / SLOT);
}

/** Parts that passages are dealt into. */
export const STRIPES = 2;

/**
 * The part of a passage: those of a document take turns, and which part the first is in looks like
 * chance, so that documents of one passage are dealt out as well, however far apart they are.
 */
export function stripeOf(passage: number): number {
  const mixed = Math.imul(slotOf(passage), 0x85ebca6b);
  return (passage + (Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35) >>> 31)) % STRIPES;
}

/** Slots that so many passages take; a document without passages takes one, too. */
export function slotsFor(passages: number): number {
  return Math.max(1, Math.ceil(passages / SLOT));
}

/** How far the slots of neighbouring documents are apart in a new index of so many. */
export function spacingFor(documents: number): number {
  return Math.max(1, Math.min(WIDEST, Math.floor(SLOTS / (2 * documents + 2))));
}

/**
 * Slots for documents that stand one behind the other between two that are there.
 *
 * @param from first slot behind the document before, or 1.
 * @param to first slot of the document behind; absent behind the last one.
 * @param needed slots of each.
 * @returns the first slot of each; `undefined` when there is no room.
 */
export function slotsBetween(
  from: number,
  to: number | undefined,
  needed: readonly number[],
): number[] | undefined {
  const spare = (to ?? SLOTS + 1) - from - needed.reduce((sum, slots) => sum + slots, 0);
  if (spare < 0) return undefined;
  const gap = Math.min(Math.floor(spare / (needed.length + 1)), to === undefined ? WIDEST : STEP);
  let next = from;
  return needed.map((slots) => {
    const slot = next + gap;
    next = slot + slots;
    return slot;
  });
}
