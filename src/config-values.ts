import { resolve } from 'node:path';
import { z } from 'zod';
import { isHubId } from './embedding/models.js';

/** Which of Discord's shards this process serves; `auto`: all of as many as Discord recommends. */
export type Shards = 'auto' | { readonly ids: readonly number[]; readonly count: number };

const SNOWFLAKE = /^\d{17,20}$/;
/** An id of Discord's. */
export const snowflake = z.string().regex(SNOWFLAKE, 'is not a Discord id (17 to 20 digits)');
/** Ids with commas or white space between them. */
export const idList = z
  .string()
  .transform((list) => list.split(/[\s,]+/).filter((id) => id !== ''))
  .pipe(z.array(z.string().regex(SNOWFLAKE, 'holds something that is not a Discord id')));
export const flag = z
  .enum(['true', 'false'], { error: 'is neither true nor false' })
  .transform((value) => value === 'true');
/** Of servers' own `/settings` alone when it is the word `settings`. */
export const askChannels = z
  .string()
  .transform((value) => (value === 'settings' ? '' : value))
  .pipe(idList);
export const shards = z
  .string()
  .regex(/^(?:auto|\d{1,4}(?:-\d{1,4})?\/\d{1,4})$/, 'is neither auto nor a range such as 0-3/16')
  .transform(toShards)
  .refine((value) => value === 'auto' || value.ids.length > 0, {
    message: 'is no range: the first shard comes before the last, and the last before the count',
  });
export const httpUrl = z
  .string()
  .refine((value) => /^https?:\/\/[^\s/]/.test(value) && URL.canParse(value), {
    message: 'is not an http(s) URL',
  })
  .transform((value) => value.replace(/(?<!\/)\/+$/, ''));
/** discord.js appends the version of the API itself. */
export const discordApiUrl = httpUrl.transform((value) => value.replace(/\/v\d+$/, ''));
/** `owner/name` is a hub id; a folder starts with `.` or `/`, or has another number of parts. */
export const modelPlace = z
  .string()
  .transform((value) => (isHubId(value) ? value : resolve(value)));
/** Both bounds are allowed. */
export const integer = (low: number, high: number) =>
  z
    .string()
    .regex(/^\d+$/, 'is not a whole number')
    .transform(Number)
    .refine((value) => value >= low && value <= high, {
      message: `is outside ${low}…${high}`,
    });
/** `0-3/16`, or `2/16` for one alone; without ids when the numbers make no range. */
function toShards(value: string): Shards {
  if (value === 'auto') return value;
  const [range = '', count] = value.split('/');
  const [first = 0, last = first] = range.split('-').map(Number);
  const ids = Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => first + n);
  return { ids: last < Number(count) ? ids : [], count: Number(count) };
}
