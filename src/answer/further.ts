import type { Citation, PassageRef } from './answer.js';
import type { Considered } from './considered.js';

const MOST_FURTHER = 5;

/** The passages of the best wordings that are not shown, best first, one for each wording. */
export function furtherThan(
  citations: readonly Citation[],
  considered: readonly Considered[],
): PassageRef[] {
  return considered
    .map(({ item: { candidate } }) => ({ ...candidate.document.info, ...candidate.passage }))
    .filter(
      ({ source, start, end }) =>
        !citations.some(({ document, passage, alsoIn }) =>
          [{ source: document.source, ...passage }, ...alsoIn].some(
            (shown) => shown.source === source && start < shown.end && shown.start < end,
          ),
        ),
    )
    .slice(0, MOST_FURTHER)
    .map(({ sha256, start, end }) => ({ sha256, start, end }));
}
