import type { Citation, PassageRef } from './answer.js';
import type { Considered } from './considered.js';
import { refTo } from './passage-ref.js';
import { overlap } from './wanted-things.js';

const MOST_FURTHER = 5;

/** The passages of the best wordings that are not shown, best first, one for each wording. */
export function furtherThan(
  citations: readonly Citation[],
  considered: readonly Considered[],
): PassageRef[] {
  const shown = citations.flatMap(({ document: { source }, passage, alsoIn }) => [
    { source, ...passage },
    ...alsoIn,
  ]);
  return considered
    .map(({ item }) => item.candidate)
    .filter(({ document: { info }, passage }) =>
      shown.every((span) => span.source !== info.source || !overlap(span, passage)),
    )
    .slice(0, MOST_FURTHER)
    .map(({ document: { info }, passage }) => refTo(info, passage));
}
