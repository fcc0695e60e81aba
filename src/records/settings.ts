import { z } from 'zod';
import { VerbatimError } from '../errors.js';
import type { GuildSettings } from './records.js';

export const DEFAULT_SETTINGS: GuildSettings = {
  answerChannels: [],
  threads: null,
  privateByDefault: false,
  askRoles: [],
};

const ids = z.array(z.string().min(1, 'holds an empty id')).transform((list) => [...new Set(list)]);
const SHAPE = {
  answerChannels: ids.exactOptional(),
  threads: z.boolean().nullable().exactOptional(),
  privateByDefault: z.boolean().exactOptional(),
  askRoles: ids.exactOptional(),
};
const stored = z.object(SHAPE);
const change = z.strictObject(SHAPE);

/** @param json what was stored; a key of a later version is of no concern. */
export function readSettings(json: string | undefined): GuildSettings {
  return { ...DEFAULT_SETTINGS, ...stored.parse(JSON.parse(json ?? '{}')) };
}

/**
 * The change as a JSON Merge Patch (RFC 7396). Its `null` removes a key, which leaves the default:
 * `null` is that of `threads`, the only key that takes it.
 *
 * @throws VerbatimError `records` that names every key at fault.
 */
export function toPatch(wanted: Partial<GuildSettings>): string {
  const checked = change.safeParse(wanted);
  if (checked.success) return JSON.stringify(checked.data);
  const faults = checked.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
  throw new VerbatimError(
    'records',
    `These settings cannot be stored: ${faults.join('; ')}.`,
    'Nothing was changed; give another value.',
  );
}
