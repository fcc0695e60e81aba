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

/** Reads through a map; of more than `limit` values the one made first is forgotten. */
export function remembered<Key, Value>(
  values: Map<Key, Value>,
  limit: number,
  key: Key,
  make: () => Value,
): Value {
  let value = values.get(key);
  if (value === undefined) {
    value = make();
    if (values.size >= limit) values.delete(values.keys().next().value as Key);
    values.set(key, value);
  }
  return value;
}
