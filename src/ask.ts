import { parseArgs } from 'node:util';
import { runEntry } from './entry.js';
import { EXIT } from './errors.js';
import { openOnTerminal } from './faces.js';
import { runTerminal, type TerminalMode } from './terminal/run.js';

/** `npm run ask`: the terminal, whether or not a token is set; `--jsonl` for other programs. */
await runEntry(async (config) => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { jsonl: { type: 'boolean', default: false } },
  });
  const question = positionals.join(' ');
  const verbatim = await openOnTerminal(config);
  try {
    await runTerminal(verbatim.service, verbatim.opened, modeOf(values.jsonl, question));
  } finally {
    await verbatim.close();
  }
  return EXIT.ok;
});

function modeOf(jsonl: boolean, question: string): TerminalMode {
  if (jsonl) return { kind: 'jsonl' };
  return question === '' ? { kind: 'chat' } : { kind: 'once', question };
}
