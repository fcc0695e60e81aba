import { constants } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Config } from './config.js';
import { runEntry } from './entry.js';
import { EXIT, inPlainWords, VerbatimError, visible } from './errors.js';
import { openOnTerminal } from './faces.js';
import { rollbackIndex } from './opening.js';
import { renderReport, renderRollback, renderRun } from './terminal/report.js';
import { styleFor } from './terminal/style.js';
import { Watching, watchedRun } from './watching.js';
import type { Verbatim } from './wiring.js';

/** Milliseconds in which a process that was ended is gone. */
const PATIENCE_MS = 500;

/**
 * `npm run index [-- [--full] [--watch] | --rollback]`: brings the index up to date, or builds it
 * anew, and says what changed, canonical questions that are answered otherwise now included; with
 * `--watch`, it goes on with what changes from then on, until SIGINT or SIGTERM. Or goes back to the
 * generation before the current one.
 */
await runEntry((config) => {
  const { values } = parseArgs({
    options: {
      full: { type: 'boolean', default: false },
      watch: { type: 'boolean', default: false },
      rollback: { type: 'boolean', default: false },
    },
  });
  if (!values.rollback) return update(config, values);
  if (!values.full && !values.watch) return goBack(config);
  throw new VerbatimError(
    'config',
    'To go back to an older index excludes to build it anew, and to watch the documents.',
    'Leave out --rollback, or --full and --watch.',
    { exitCode: EXIT.usage },
  );
});

interface Wish {
  readonly full: boolean;
  readonly watch: boolean;
}

async function update(config: Config, { full, watch }: Wish): Promise<number> {
  const stopping = new AbortController();
  const stopped = new Promise<'SIGINT' | 'SIGTERM'>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.on(signal, () => {
        stopping.abort();
        resolve(signal);
      });
  });
  const watching = watch ? await Watching.start(config.seedsDir, complain) : undefined;
  const how = { full, isAsked: true, compares: true, signal: stopping.signal };
  const opening = openOnTerminal(config, how);
  const verbatim = await Promise.race([opening, stopped]);
  if (typeof verbatim === 'string') {
    complain(await wordOf(opening));
    // As shells count what a signal has ended.
    return watch ? EXIT.ok : 128 + constants.signals[verbatim];
  }
  try {
    const { opened, moved } = verbatim;
    if (!('notUpdated' in verbatim))
      process.stdout.write(renderReport(opened, styleFor(process.stdout), moved));
    else if (watch) complain(inPlainWords(verbatim.notUpdated));
    else throw verbatim.notUpdated;
    watching?.begin(printedRun(verbatim));
    if (watching !== undefined) await stopped;
  } finally {
    await Promise.all([watching?.stop(), verbatim.close()]);
  }
  return EXIT.ok;
}

/** What became of an update that was told to end, as far as that is known soon. */
async function wordOf(opening: Promise<Verbatim>): Promise<string> {
  const isUntouched = opening.then(
    (verbatim) => 'notUpdated' in verbatim,
    () => true,
  );
  const late = setTimeout(PATIENCE_MS, false, { ref: false });
  return (await Promise.race([isUntouched, late]))
    ? 'Cancelled; the index is as it was.'
    : 'Cancelled.';
}

function printedRun({ reindex, opened }: Verbatim): () => Promise<void> {
  return watchedRun({
    reindex,
    told: opened.faults,
    onFinished: ({ report, moved }) =>
      process.stdout.write(renderRun(report, styleFor(process.stdout), moved)),
    onFailed: (error) => complain(inPlainWords(error)),
  });
}

async function goBack(config: Config): Promise<number> {
  const done = await rollbackIndex(config);
  process.stdout.write(renderRollback(done, styleFor(process.stdout)));
  return EXIT.ok;
}

function complain(text: string): void {
  process.stderr.write(`${visible(text)}\n`);
}
