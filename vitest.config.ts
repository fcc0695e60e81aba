import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/build.ts'],
    // onnxruntime's binding registers once per process and not in a second worker thread.
    pool: 'forks',
    testTimeout: 20_000,
  },
});
