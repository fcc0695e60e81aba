/** First millisecond of Discord's own epoch. */
const EPOCH = 1_420_070_400_000n;
let increment = 0n;

/** An id as Discord makes them: the time in its upper bits, rising, 17 to 20 digits. */
export function snowflake(at = Date.now()): string {
  increment = (increment + 1n) % 4_096n;
  return (((BigInt(at) - EPOCH) << 22n) | increment).toString();
}

/** The shard that hears of a guild; shard 0 hears of direct messages. */
export function shardOf(guildId: string | undefined, count: number): number {
  return guildId === undefined ? 0 : Number((BigInt(guildId) >> 22n) % BigInt(count));
}

/** An id for a guild that belongs to a shard. */
export function snowflakeOnShard(shard: number, count: number): string {
  const now = Date.now();
  const here = shardOf(snowflake(now), count);
  return snowflake(now + ((shard - here + count) % count));
}
