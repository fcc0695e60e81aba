import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BUNDLED } from '../src/config.js';
import type { Place } from './scale-place.js';

const ASK = join(dirname(BUNDLED.indexer), 'ask.js');
const FLOOR = fileURLToPath(new URL('./scale-start-floor.js', import.meta.url));

/** Milliseconds from the start of the program to the first letter of its answer. */
export function coldStart({ seedsDir, embeddingsDir }: Place, question: string): Promise<number> {
  const env = { SEEDS_DIR: seedsDir, EMBEDDINGS_DIR: embeddingsDir, LOG_LEVEL: 'error' };
  // A question may begin with a dash.
  return firstOutput([ASK, '--', question], env);
}

/** The same until the libraries and the model alone are loaded. */
export function bareStart(): Promise<number> {
  return firstOutput([FLOOR], {});
}

async function firstOutput(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const startedAt = performance.now();
  // From a folder without settings of its own.
  const options = { cwd: tmpdir(), env };
  const child = spawn(process.execPath, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const ended = once(child, 'close');
  let tookMs: number | undefined;
  child.stdout.once('data', () => {
    tookMs = performance.now() - startedAt;
  });
  child.stdout.resume();
  await ended;
  if (tookMs === undefined || child.exitCode !== 0) throw new Error(`${args[0]} failed: ${said}`);
  return tookMs;
}
