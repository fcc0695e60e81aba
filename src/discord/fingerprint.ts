/**
 * Fields that define a command, its options or their choices. Discord adds others to what it
 * returns (ids, versions, and whatever it thinks of next), which are no change.
 */
const DEFINING: ReadonlySet<string> = new Set([
  'name',
  'name_localizations',
  'description',
  'description_localizations',
  'type',
  'default_member_permissions',
  'nsfw',
  'options',
  'required',
  'autocomplete',
  'choices',
  'value',
  'channel_types',
  'min_value',
  'max_value',
  'min_length',
  'max_length',
]);

/** For commands of one server Discord fills these in from the application's settings. */
const DEFINING_GLOBALLY: ReadonlySet<string> = new Set(['contexts', 'integration_types']);

/**
 * The same text for two lists of commands exactly when they mean the same: whatever defaults were
 * left out or spelled out, and in whatever order commands and keys stand. The order of options and
 * choices counts, because members see it.
 */
export function fingerprint(commands: readonly object[], isGlobal: boolean): string {
  return JSON.stringify(
    commands.map((command) => JSON.stringify(definition(command, isGlobal))).sort(),
  );
}

function definition(part: object, isGlobal: boolean): Record<string, unknown> {
  const entries = Object.entries(part)
    .filter(([key]) => DEFINING.has(key) || (isGlobal && DEFINING_GLOBALLY.has(key)))
    .map(([key, value]) => [key, canonical(key, value, isGlobal)] as const)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries);
}

/** `undefined` for what equals leaving the field out. */
function canonical(key: string, value: unknown, isGlobal: boolean): unknown {
  // A command in a message's menu comes back with an empty description.
  if (value === null || value === false || value === '') return undefined;
  if (key === 'default_member_permissions') return String(value);
  if (Array.isArray(value)) {
    if (value.length === 0) return undefined;
    return value.every((part) => typeof part === 'object')
      ? value.map((part: object) => definition(part, isGlobal))
      : [...value].sort();
  }
  if (typeof value === 'object' && value !== undefined) {
    const locales = Object.entries(value as object).sort(([a], [b]) => (a < b ? -1 : 1));
    return locales.length === 0 ? undefined : Object.fromEntries(locales);
  }
  return value;
}
