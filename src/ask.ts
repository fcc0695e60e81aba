import { parseArgs } from 'node:util';
import { runEntry } from './entry.js';
import { EXIT, VerbatimError } from './errors.js';
import { runOnTerminal } from './faces.js';
import type { TerminalMode } from './terminal/run.js';

/** `npm run ask`: the terminal, whether or not a token is set; `--jsonl` for other programs. */
await runEntry((config) => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      jsonl: { type: 'boolean', default: false },
      explain: { type: 'boolean', default: false },
    },
  });
  const question = positionals.join(' ');
  return runOnTerminal(config, values.jsonl ? jsonl(values, question) : mode(values, question));
});

function mode({ explain: explains }: { explain: boolean }, question: string): TerminalMode {
  return question === '' ? { kind: 'chat', explains } : { kind: 'once', question, explains };
}

/** @throws VerbatimError `config` for a question or `--explain` beside `--jsonl`. */
function jsonl({ explain }: { explain: boolean }, question: string): TerminalMode {
  if (question !== '') {
    throw refused(
      'With --jsonl, questions come as JSON Lines on standard input.',
      'Leave the question out, or --jsonl.',
    );
  }
  if (explain) {
    throw refused(
      'An explanation is for people to read; --jsonl has none.',
      'Leave out --explain, or --jsonl.',
    );
  }
  return { kind: 'jsonl' };
}

function refused(message: string, remedy: string): VerbatimError {
  return new VerbatimError('config', message, remedy, { exitCode: EXIT.usage });
}
