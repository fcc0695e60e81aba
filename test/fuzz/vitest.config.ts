import { defineConfig } from 'vitest/config';

/** The long form: `FUZZ_CASES` is how many, `FUZZ_SEED` repeats a run. */
export default defineConfig({
  test: {
    include: ['test/fuzz/**/*.test.ts'],
    globalSetup: ['test/build.ts', 'test/fuzz/ledger.ts'],
    setupFiles: ['test/setup.ts'],
    pool: 'forks',
    testTimeout: 120_000,
  },
});
