/** How a set of questions is judged. */
export interface Judging {
  /** Whether with weights that are fitted anew, for each part of the set on the others. */
  readonly refit: boolean;
  /** The same in words. */
  readonly how: string;
}

/**
 * What was fitted on these very questions says nothing about others. With another model the weights
 * are not fitted anew, and that they hold for it is what is to be shown.
 *
 * @param fittedOn SHA-256 of each set that the weights in use were fitted on.
 * @param sha256 of the set that is to be judged.
 * @param bundledModel whether the model is the one that they were fitted with.
 */
export function judgingOf(
  fittedOn: readonly string[] | undefined,
  sha256: string,
  bundledModel: boolean,
): Judging {
  if (fittedOn?.includes(sha256) !== true) return { refit: false, how: 'weights as in use' };
  return bundledModel
    ? { refit: true, how: '5-fold cross-validated: the weights are fitted on this set' }
    : { refit: false, how: 'weights as in use, fitted on this set with the bundled model' };
}
