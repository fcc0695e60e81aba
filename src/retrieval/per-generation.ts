import type { Generation } from '../index/generation.js';
import { remembered } from '../index/memory.js';

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

/** One value a document, of at most `limit` documents of a generation. */
export function perDocument<Value>(
  limit: number,
  make: (generation: Generation, document: number) => Value,
): (generation: Generation, document: number) => Value {
  const values = perGeneration(() => new Map<number, Value>());
  return (generation, document) =>
    remembered(values(generation), limit, document, () => make(generation, document));
}
