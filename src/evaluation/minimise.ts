const STEPS = 2_000;
/** The slope, as the largest part of the gradient, at which the minimum counts as reached. */
const FLAT = 1e-5;

/**
 * Finds the weights at which a smooth convex loss plus `ridge / 2 × |weights − centre|²` is least,
 * from the centre, by gradient steps of Barzilai & Borwein (1988) length, halved until the loss falls.
 *
 * @param loss adds its gradient to the second argument, which comes zeroed, and returns its value.
 */
export function minimise(
  centre: Float64Array,
  ridge: number,
  loss: (weights: Float64Array, gradient: Float64Array) => number,
): Float64Array {
  const evaluate = (weights: Float64Array) => {
    const gradient = new Float64Array(weights.length);
    let value = loss(weights, gradient);
    for (const [i, weight] of weights.entries()) {
      const away = weight - (centre[i] as number);
      value += (ridge / 2) * away * away;
      gradient[i] = (gradient[i] as number) + ridge * away;
    }
    return { weights, gradient, value };
  };
  let here = evaluate(centre);
  let length = 1;
  for (let step = 0; step < STEPS && here.gradient.some((g) => Math.abs(g) > FLAT); step++) {
    let next = evaluate(here.weights.map((w, i) => w - length * (here.gradient[i] as number)));
    while (next.value > here.value && length > 1e-12) {
      length /= 2;
      next = evaluate(here.weights.map((w, i) => w - length * (here.gradient[i] as number)));
    }
    const moved = next.weights.map((w, i) => w - (here.weights[i] as number));
    const turned = next.gradient.map((g, i) => g - (here.gradient[i] as number));
    const curvature = inner(moved, turned);
    if (curvature > 0) length = inner(moved, moved) / curvature;
    here = next;
  }
  return here.weights;
}

function inner(a: Float64Array, b: Float64Array): number {
  return a.reduce((total, value, i) => total + value * (b[i] as number), 0);
}
