import { appendFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { AREAS } from './areas.js';
import { cpuMs } from './growth.js';

/** A short form runs with all tests; `npm run test:fuzz` sets the number. */
const CASES = Number(process.env.FUZZ_CASES ?? 1_000);
export const SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);
/** A file to which each area adds its figures; the long form sets it. */
const LEDGER = process.env.FUZZ_LEDGER;

/** Milliseconds of computing for a case of some kilobytes that usually takes a few: far more is a fault. */
const PATIENCE_MS = 2_000;
const LIMIT_MS = 600_000;

/** Whether this is the long form. */
export const isLong = CASES >= 50_000;

/** All of a list in the long form; in the short one every so many of it, other ones each time. */
export function sampled<T>(list: readonly T[], every: number): readonly T[] {
  return isLong ? list : list.filter((_, i) => (i + SEED) % every === 0);
}

/** A part of the program with its share of all cases. */
export interface Area {
  /** A test over `part` (0…1) of the area's cases. A failure names the seed and the least case. */
  holds<T>(
    sentence: string,
    part: number,
    inputs: fc.Arbitrary<T>,
    check: (input: T) => unknown,
  ): void;
}

export function area(name: keyof typeof AREAS): Area {
  let cases = 0;
  afterAll(() => {
    console.log(`fuzz: ${name}: ${cases} cases, FUZZ_SEED=${SEED}`);
    if (LEDGER !== undefined) appendFileSync(LEDGER, `${name}\t${cases}\t${SEED}\n`);
    expect(cases, `cases of ${name}`).toBeGreaterThan(0);
  });
  return {
    holds(sentence, part, inputs, check) {
      const numRuns = Math.max(1, Math.ceil(CASES * AREAS[name] * part));
      const property = fc.asyncProperty(inputs, async (input) => {
        cases++;
        const took = await timed(check, input);
        // Once may be a collection of garbage.
        if (took > PATIENCE_MS) expect(await timed(check, input)).toBeLessThan(PATIENCE_MS);
      });
      test(sentence, () => fc.assert(property, { numRuns, seed: SEED }), LIMIT_MS);
    },
  };
}

async function timed<T>(check: (input: T) => unknown, input: T): Promise<number> {
  const start = cpuMs();
  await check(input);
  return cpuMs() - start;
}
