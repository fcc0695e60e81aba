import { parseArgs } from 'node:util';
import { runEntry } from './entry.js';
import { EXIT, VerbatimError } from './errors.js';
import { runOnTerminal } from './faces.js';
import type { TerminalMode } from './terminal/run.js';

/** `npm run ask`: the terminal, whether or not a token is set; `--jsonl` for other programs. */
await runEntry((config) => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { jsonl: { type: 'boolean', default: false } },
  });
  return runOnTerminal(config, modeOf(values.jsonl, positionals.join(' ')));
});

/** @throws VerbatimError `config` for a question beside `--jsonl`. */
function modeOf(jsonl: boolean, question: string): TerminalMode {
  if (jsonl && question !== '') {
    throw new VerbatimError(
      'config',
      'With --jsonl, questions come as JSON Lines on standard input.',
      'Leave the question out, or --jsonl.',
      { exitCode: EXIT.usage },
    );
  }
  if (jsonl) return { kind: 'jsonl' };
  return question === '' ? { kind: 'chat' } : { kind: 'once', question };
}
