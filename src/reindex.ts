import { parseArgs } from 'node:util';
import { runEntry } from './entry.js';
import { EXIT } from './errors.js';
import { openOnTerminal } from './faces.js';
import { renderReport } from './terminal/report.js';
import { styleFor } from './terminal/style.js';

/**
 * `npm run index [-- --full]`: brings the index up to date, or builds it anew, and says what changed,
 * canonical questions that are answered otherwise now included.
 */
await runEntry(async (config) => {
  const { values } = parseArgs({ options: { full: { type: 'boolean', default: false } } });
  const verbatim = await openOnTerminal(config, { full: values.full, compares: true });
  try {
    if ('notUpdated' in verbatim) throw verbatim.notUpdated;
    const { opened, moved } = verbatim;
    process.stdout.write(renderReport(opened, styleFor(process.stdout), moved));
  } finally {
    await verbatim.close();
  }
  return EXIT.ok;
});
