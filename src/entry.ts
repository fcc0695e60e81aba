import { config as loadDotenv } from 'dotenv';
import { type Config, readConfig } from './config.js';
import { EXIT, VerbatimError } from './errors.js';

/**
 * Runs an entry of the program: configuration first, then `run`, whose result is the exit code.
 * What a person can act on is printed in plain words; a defect with its stack.
 */
export async function runEntry(run: (config: Config) => Promise<number>): Promise<void> {
  // A reader that has seen enough (`| head`) is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? EXIT.ok : EXIT.failure);
  });
  try {
    loadDotenv({ quiet: true });
    process.exitCode = await run(readConfig(process.env));
  } catch (error) {
    process.exitCode = reportFault(error);
  }
  // A hub that went silent leaves a connection open, which must not keep the program alive.
  process.stdout.write('', () => process.exit());
}

/** @returns the exit code. */
function reportFault(error: unknown): number {
  if (error instanceof VerbatimError) {
    process.stderr.write(`${error.message}\n${error.remedy}\n`);
    return error.exitCode;
  }
  if (isArgumentFault(error)) {
    process.stderr.write(`${error.message}\n`);
    return EXIT.usage;
  }
  process.stderr.write(
    `This is a defect of the program:\n${error instanceof Error ? error.stack : error}\n`,
  );
  return EXIT.failure;
}

/** What `parseArgs` throws; its message names the argument and what to do about it. */
function isArgumentFault(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof TypeError && 'code' in error && /^ERR_PARSE_ARGS_/.test(`${error.code}`);
}
