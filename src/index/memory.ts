/** Reads through a map; of more than `limit` values the one made first is forgotten. */
export function remembered<Key, Value>(
  values: Map<Key, Value>,
  limit: number,
  key: Key,
  make: () => Value,
): Value {
  const known = values.get(key);
  if (known !== undefined || values.has(key)) return known as Value;
  const value = make();
  if (values.size >= limit) values.delete(values.keys().next().value as Key);
  values.set(key, value);
  return value;
}
