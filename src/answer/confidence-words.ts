import { QUOTED_FROM } from './thresholds.js';

const HARDLY = 'hardly the answer';

/** Lower bound of the chance that the first citation holds the answer, and how it is said. */
export const CONFIDENCE_WORDS: readonly (readonly [number, string])[] = [
  [0.85, 'very likely the answer'],
  [QUOTED_FROM, 'likely the answer'],
  [0.33, 'perhaps the answer'],
  [0, HARDLY],
];

/** The same words in every face; `likely the answer` only of what is presented as the answer. */
export function confidenceInWords(confidence: number): string {
  return CONFIDENCE_WORDS.find(([atLeast]) => confidence >= atLeast)?.[1] ?? HARDLY;
}

/** Two thirds are 0.6666: what is shown stays below a threshold that was not reached. */
export function flooredConfidence(confidence: number): number {
  return Math.floor(confidence * 1e4) / 1e4;
}

/** In whole per cent, never rounded up over the threshold that decided on the kind. */
export function confidenceInPercent(confidence: number): string {
  return `${Math.floor(Math.floor(confidence * 1e4) / 100)} %`;
}
