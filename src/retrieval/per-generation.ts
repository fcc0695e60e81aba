import type { Generation } from '../index/generation.js';

/** One value a generation, made when first asked for and gone together with it. */
export function perGeneration<Value>(
  make: (generation: Generation) => Value,
): (generation: Generation) => Value {
  const values = new WeakMap<Generation, Value>();
  return (generation) => {
    let value = values.get(generation);
    if (value === undefined) {
      value = make(generation);
      values.set(generation, value);
    }
    return value;
  };
}
