import { parseArgs } from 'node:util';
import { runEntry } from './entry.js';
import { EXIT } from './errors.js';
import { openOnTerminal } from './faces.js';
import { renderReport } from './terminal/render.js';
import { styleFor } from './terminal/style.js';

/** `npm run index`: brings the index up to date and says what changed. */
await runEntry(async (config) => {
  parseArgs({ options: {} });
  const verbatim = await openOnTerminal(config);
  try {
    if ('notUpdated' in verbatim) throw verbatim.notUpdated;
    process.stdout.write(renderReport(verbatim.opened, styleFor(process.stdout)));
  } finally {
    await verbatim.close();
  }
  return EXIT.ok;
});
