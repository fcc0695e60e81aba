const SECOND = 1_000;
/** The longest first: a span is told in the first unit that it fills. */
const UNITS = [
  ['year', 365 * 86_400 * SECOND],
  ['month', 30 * 86_400 * SECOND],
  ['day', 86_400 * SECOND],
  ['hour', 3_600 * SECOND],
  ['minute', 60 * SECOND],
  ['second', SECOND],
] as const;

/** “3 days ago”, “in an hour”: as Discord words the distance. Both in milliseconds since 1970. */
export function relativeTime(instant: number, now: number): string {
  const distance = Math.abs(instant - now);
  const [unit, length] = UNITS.find(([, unitLength]) => distance >= unitLength) ?? [
    'second',
    SECOND,
  ];
  const amount = Math.round(distance / length);
  const one = unit === 'hour' ? 'an' : 'a';
  const words = amount === 1 ? `${one} ${unit}` : `${amount} ${unit}s`;
  if (unit === 'second') return instant > now ? 'in a few seconds' : 'a few seconds ago';
  return instant > now ? `in ${words}` : `${words} ago`;
}
