import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';

const PROGRAM = new URL('../dist/src/records/sqlite.js', import.meta.url).href;
const RETRIED = new URL('../dist/src/records/retried.js', import.meta.url).href;

/**
 * A process of its own that runs `script`, in which `records` are open, `retried` is there, `folder` is their folder,
 * and `say` prints a line. It starts to open them when a line arrives on its standard input.
 *
 * @param shell what `sh` runs before it becomes that process.
 */
export function child(folder: string, script: string, shell = ':'): Child {
  const text = `
    import { writeSync } from 'node:fs';
    import { openRecords } from ${JSON.stringify(PROGRAM)};
    import { retried } from ${JSON.stringify(RETRIED)};
    const say = (line) => writeSync(1, line + '\\n');
    const folder = ${JSON.stringify(folder)};
    const vote = (messageId) => ({ messageId, userId: 'u' + process.pid, helpful: true, at: new Date() });
    say('ready');
    process.stdin.once('data', async () => {
      process.stdin.destroy();
      try {
        const records = openRecords({ folder, storeQuestions: true, retentionDays: 90 });
        ${script}
      } catch (error) {
        say(error.code + ': ' + error.message);
      }
    });`;
  const args = [process.execPath, '--input-type=module', '--eval', text];
  const spawned = spawn('sh', ['-c', `${shell}; exec "$@"`, 'sh', ...args], { stdio: 'pipe' });
  let printed = '';
  for (const stream of [spawned.stdout, spawned.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      printed += chunk;
    });
  const closed = once(spawned, 'close');
  // A test that gives up must not leave it behind.
  onTestFinished(() => void spawned.kill('SIGKILL'));
  return {
    process: spawned,
    go: () => void spawned.stdin.write('go\n'),
    async printing(lines) {
      while (printed.split('\n').length <= lines)
        await Promise.race([once(spawned.stdout, 'data'), closed.then(() => fail(printed))]);
    },
    async lines() {
      await closed;
      return printed.split('\n').slice(0, -1);
    },
  };
}

export interface Child {
  readonly process: ChildProcess;
  go(): void;
  /** Resolves when it has printed so many lines; the first is `ready`. */
  printing(lines: number): Promise<void>;
  /** All that it printed, when it has ended. A line that was cut off is left out. */
  lines(): Promise<string[]>;
}

function fail(printed: string): never {
  throw new Error(`the process ended early:\n${printed}`);
}
