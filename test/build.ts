import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** tsc wrote the program and has complaints: those are the business of `npm run check`. */
const WRITTEN = [0, 2];

/** Builds the program once, before the tests that start it; a moment when nothing has changed. */
export default async function build(): Promise<void> {
  const typescript = dirname(createRequire(import.meta.url).resolve('typescript/package.json'));
  const args = [join(typescript, 'bin/tsc'), '-p', 'tsconfig.build.json'];
  await new Promise<void>((resolve, reject) => {
    const child = execFile(process.execPath, args, { cwd: ROOT }, (_, stdout, stderr) => {
      if (WRITTEN.includes(child.exitCode ?? -1)) resolve();
      else reject(new Error(`the program does not build:\n${stdout}${stderr}`));
    });
  });
}
