import { parseArgs } from 'node:util';
import { runEntry } from './entry.js';
import { EXIT } from './errors.js';
import { openOnTerminal, runBot } from './faces.js';
import { runTerminal } from './terminal/run.js';

/** `npm start`: one question from the command line, else Discord with a token, else a chat. */
await runEntry(async (config) => {
  const { positionals } = parseArgs({ allowPositionals: true, strict: true });
  const question = positionals.join(' ');
  if (question === '' && config.discord !== undefined) return runBot(config, config.discord);
  const verbatim = await openOnTerminal(config);
  try {
    await runTerminal(
      verbatim.service,
      verbatim.opened,
      question === '' ? { kind: 'chat' } : { kind: 'once', question },
    );
  } finally {
    await verbatim.close();
  }
  return EXIT.ok;
});
