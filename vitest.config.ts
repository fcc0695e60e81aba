import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * What takes long begins first, or it would go on alone at the end. The tests on the wire come when
 * the many processes of the first ones are done: the bot under load needs a core.
 */
const SLOW = [
  'test/program.test.ts',
  'test/wiring.test.ts',
  'test/index/indexer.test.ts',
  'test/program-index.test.ts',
  'test/index-command.test.ts',
  'test/discord/program.test.ts',
  'test/discord/wire.test.ts',
  'test/index/durability-steps.test.ts',
  'test/index/durability-kills.test.ts',
];

class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = SLOW.findIndex((name) => moduleId.endsWith(name));
      return at < 0 ? SLOW.length : at;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/build.ts'],
    setupFiles: ['test/setup.ts'],
    // onnxruntime's binding registers once per process and not in a second worker thread.
    pool: 'forks',
    // By default it is one less than there are cores, and so one of two.
    maxWorkers: '100%',
    // To load all modules anew for each file takes as long as the tests; see test/setup.ts.
    isolate: false,
    sequence: { sequencer: SlowFirst },
    // A guard against what never ends, and no measure: other programs may want the machine, too.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
