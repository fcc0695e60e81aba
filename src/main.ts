import { parseArgs } from 'node:util';
import { runEntry } from './entry.js';
import { runBot, runOnTerminal } from './faces.js';

/** `npm start`: one question from the command line, else Discord with a token, else a chat. */
await runEntry(async (config) => {
  const { positionals } = parseArgs({ allowPositionals: true, strict: true });
  const question = positionals.join(' ');
  if (question !== '') return runOnTerminal(config, { kind: 'once', question });
  return config.discord === undefined
    ? runOnTerminal(config, { kind: 'chat' })
    : runBot(config, config.discord);
});
