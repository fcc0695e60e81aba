/**
 * `QUOTED_FROM`: to present a passage as the answer when it is not one costs twice as much as to
 * call one that is merely the closest. `CLOSEST_FROM`: a reader looks at a dozen near passages in
 * vain before that is worse than to miss one that answers.
 */
export const QUOTED_FROM = 2 / 3;
export const CLOSEST_FROM = 0.08;
