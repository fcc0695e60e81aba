/** First millisecond of Discord's own epoch. */
const EPOCH = 1_420_070_400_000n;
let increment = 0n;

/** An id as Discord makes them: the time in its upper bits, rising, 17 to 20 digits. */
export function snowflake(at = Date.now()): string {
  increment = (increment + 1n) % 4_096n;
  return (((BigInt(at) - EPOCH) << 22n) | increment).toString();
}
