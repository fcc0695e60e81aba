import { config as loadDotenv } from 'dotenv';
import { type Config, readConfig } from './config.js';
import { EXIT, inPlainWords, messageOf, VerbatimError, visible } from './errors.js';

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
    loadEnvironmentFile();
    process.exitCode = await run(readConfig(process.env));
  } catch (error) {
    process.exitCode = reportFault(error);
  }
  // A hub that went silent leaves a connection open, which must not keep the program alive.
  process.stdout.write('', () => process.exit());
}

/** Prints what a person can do about it. @returns the exit code. */
function reportFault(error: unknown): number {
  const defect = !(error instanceof VerbatimError) && !isArgumentFault(error);
  const stack = error instanceof Error ? error.stack : String(error);
  const text = defect ? `This is a defect of the program:\n${stack}` : inPlainWords(error);
  process.stderr.write(`${visible(text)}\n`);
  if (error instanceof VerbatimError) return error.exitCode;
  return defect ? EXIT.failure : EXIT.usage;
}

/** What `parseArgs` throws; its message names the argument and what to do about it. */
function isArgumentFault(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof TypeError && 'code' in error && /^ERR_PARSE_ARGS_/.test(`${error.code}`);
}

/** A missing file is usual; one that cannot be read would turn a bot into a chat without a word. */
function loadEnvironmentFile(): void {
  const { error } = loadDotenv({ quiet: true });
  if (error === undefined || ('code' in error && error.code === 'ENOENT')) return;
  throw new VerbatimError(
    'config',
    `The file .env cannot be read: ${messageOf(error)}.`,
    'Mend its permissions, or remove it.',
    { cause: error, exitCode: EXIT.config },
  );
}
