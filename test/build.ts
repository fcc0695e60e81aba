import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const TSC = join(
  dirname(createRequire(import.meta.url).resolve('typescript/package.json')),
  'bin/tsc',
);
/** tsc wrote the modules and has complaints: those are the business of `npm run check`. */
const WRITTEN = [0, 2];

/**
 * Builds the programs, and in test/dist the modules, of which some tests run single ones in
 * processes of their own: once, before all tests; a moment when nothing has changed.
 */
export default async function build(): Promise<void> {
  await Promise.all([run(['build.mjs'], [0]), run([TSC, '-p', 'test'], WRITTEN)]);
}

function run(args: readonly string[], good: readonly number[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = execFile(process.execPath, args, { cwd: ROOT }, (_, stdout, stderr) => {
      if (good.includes(child.exitCode ?? -1)) resolve();
      else reject(new Error(`the program does not build:\n${stdout}${stderr}`));
    });
  });
}
