import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { atEndOfFile } from './at-end.js';

export type Entry = 'main' | 'ask' | 'reindex' | 'eval' | 'eval-squad';

export interface StartOptions {
  readonly args?: readonly string[];
  /** The whole environment but PATH: nothing of the machine's settings takes part. */
  readonly env: Readonly<Record<string, string>>;
  /** Where a `.env` would be read; a folder of the test's own. */
  readonly cwd: string;
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  readonly child: ChildProcessWithoutNullStreams;
  readonly ended: Promise<Ended>;
  /** Resolves when standard output holds `text`; rejects when the program ends before. */
  printed(text: string): Promise<void>;
}

/** Starts an entry of the built program with pipes for its streams. */
export function start(entry: Entry, { args = [], env, cwd }: StartOptions): Started {
  const file = fileURLToPath(new URL(`../dist/${entry}.js`, import.meta.url));
  const child = spawn(process.execPath, [file, ...args], {
    cwd,
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: 'pipe',
  });
  atEndOfFile(() => child.kill('SIGKILL'));
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  // A program that ends before it has read everything is no fault of the test's.
  child.stdin.on('error', () => undefined);
  const ended = once(child, 'close').then(([code, signal]): Ended => {
    return { code, signal, stdout, stderr };
  });
  const printed = async (text: string): Promise<void> => {
    while (!stdout.includes(text)) {
      const over = await Promise.race([once(child.stdout, 'data').then(() => undefined), ended]);
      if (over !== undefined && !stdout.includes(text))
        throw new Error(`the program ended without printing ${text}:\n${stdout}${stderr}`);
    }
  };
  return { child, ended, printed };
}

/** Runs an entry to its end. */
export function run(
  entry: Entry,
  { input = '', ...options }: StartOptions & { readonly input?: string },
): Promise<Ended> {
  const { child, ended } = start(entry, options);
  child.stdin.end(input);
  return ended;
}
