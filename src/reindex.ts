import { parseArgs } from 'node:util';
import type { Config } from './config.js';
import { runEntry } from './entry.js';
import { EXIT, VerbatimError } from './errors.js';
import { openOnTerminal } from './faces.js';
import { rollbackIndex } from './opening.js';
import { renderReport, renderRollback } from './terminal/report.js';
import { styleFor } from './terminal/style.js';

/**
 * `npm run index [-- --full | --rollback]`: brings the index up to date, or builds it anew, and says
 * what changed, canonical questions that are answered otherwise now included; or goes back to the
 * generation before the current one.
 */
await runEntry((config) => {
  const { values } = parseArgs({
    options: {
      full: { type: 'boolean', default: false },
      rollback: { type: 'boolean', default: false },
    },
  });
  if (!values.rollback) return update(config, values.full);
  if (!values.full) return goBack(config);
  throw new VerbatimError(
    'config',
    'To build the index anew and to go back to an older one exclude each other.',
    'Leave out --full, or --rollback.',
    { exitCode: EXIT.usage },
  );
});

async function update(config: Config, full: boolean): Promise<number> {
  const verbatim = await openOnTerminal(config, { full, isAsked: true, compares: true });
  try {
    if ('notUpdated' in verbatim) throw verbatim.notUpdated;
    const { opened, moved } = verbatim;
    process.stdout.write(renderReport(opened, styleFor(process.stdout), moved));
  } finally {
    await verbatim.close();
  }
  return EXIT.ok;
}

async function goBack(config: Config): Promise<number> {
  const done = await rollbackIndex(config);
  process.stdout.write(renderRollback(done, styleFor(process.stdout)));
  return EXIT.ok;
}
