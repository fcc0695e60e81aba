import { basename } from 'node:path';
import type { Logger } from 'pino';
import type { Config, DiscordConfig } from './config.js';
import { BUNDLED } from './config.js';
import type { Embedder } from './embedding/embedder.js';
import { isHubId } from './embedding/models.js';
import { EXIT, inPlainWords, visible } from './errors.js';
import type { Generation } from './index/generation.js';
import { createLog } from './log.js';
import type { Opening } from './opening.js';
import { progressBar } from './terminal/progress.js';
import { runTerminal, type TerminalMode } from './terminal/run.js';
import { Watching, watchedRun } from './watching.js';
import { openRecordsOf, openVerbatim, type Verbatim } from './wiring.js';

const FALLEN_BACK = 'the index was damaged; an older one answers and is brought up to date';
const HELD_BACK = 'the index stays rolled back until it is asked for anew or documents change';
const AS_IT_WAS = 'Answering from the index as it was.';

/** Opens the program with a progress bar on standard error. */
export async function openOnTerminal(
  config: Config,
  opening: Omit<Opening, 'onProgress'> = {},
): Promise<Verbatim> {
  const bar = progressBar();
  try {
    return await openVerbatim(config, await createLog(config), {
      ...opening,
      onProgress: bar.onProgress,
    });
  } finally {
    bar.stop();
  }
}

/** Serves the terminal until there is nothing more to answer. */
export async function runOnTerminal(config: Config, mode: TerminalMode): Promise<number> {
  const log = await createLog(config);
  const watching = mode.kind === 'once' ? undefined : await watchSeeds(config, log);
  const verbatim = await openOnTerminal(config);
  try {
    if ('notUpdated' in verbatim) {
      process.stderr.write(`${visible(inPlainWords(verbatim.notUpdated))}\n${AS_IT_WAS}\n`);
    }
    watching?.begin(loggedRun(verbatim, log));
    await runTerminal(verbatim.service, verbatim.opened, mode);
  } finally {
    await Promise.all([watching?.stop(), verbatim.close()]);
  }
  return EXIT.ok;
}

/** Notes changes of the documents from now on, if the program is to take them in by itself. */
async function watchSeeds(config: Config, log: Logger): Promise<Watching | undefined> {
  if (!config.watchSeeds) return undefined;
  return Watching.start(config.seedsDir, (fault) => log.warn(fault));
}

function loggedRun({ reindex, opened }: Verbatim, log: Logger): () => Promise<void> {
  return watchedRun({
    reindex,
    told: opened.faults,
    onFinished: ({ report, moved }) => {
      if (report.heldBack) log.info(HELD_BACK);
      const { changed, generation, added, updated, removed, passages, faults, tookMs } = report;
      const counts = { added: added.length, updated: updated.length, removed: removed.length };
      const what = { generation, ...counts, passages: passages.total, moved: moved.length };
      if (changed) log.info({ ...what, tookMs: Math.round(tookMs) }, 'changed documents taken in');
      for (const { source, message } of faults) log.warn({ source }, message);
    },
    onFailed: (error) => log.warn(`${inPlainWords(error)} ${AS_IT_WAS}`),
  });
}

/** Runs the Discord bot until SIGINT or SIGTERM, or until Discord ends the connection for good. */
export async function runBot(config: Config, discord: DiscordConfig): Promise<number> {
  const log = await createLog(config);
  const stopped = new Promise<string>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => resolve(signal));
  });
  // Loaded only here: a chat in the terminal need not wait for it.
  const { startBot } = await import('./discord/bot.js');
  const { surviveRejections } = await import('./discord/client.js');
  const watching = await watchSeeds(config, log);
  const verbatim = await Promise.race([openVerbatim(config, log, { mendsLater: true }), stopped]);
  // Nobody waits for an index or a login that a signal has made pointless.
  if (typeof verbatim === 'string') return EXIT.ok;
  if ('notUpdated' in verbatim) log.warn(`${inPlainWords(verbatim.notUpdated)} ${AS_IT_WAS}`);
  const { fallback, heldBack } = verbatim.opened;
  if (fallback !== undefined) log.error({ why: fallback }, FALLEN_BACK);
  if (heldBack) log.info(HELD_BACK);
  for (const { source, message } of verbatim.opened.faults) log.warn({ source }, message);
  log.info({ ...verbatim.service.about(), changed: verbatim.opened.changed }, 'index open');
  const records = openRecordsOf(config);
  const takeBack = surviveRejections(log);
  try {
    const { service, reindex, cancelReindex, isReindexing, rollback } = verbatim;
    const facts = {
      model: modelName(config),
      quality: verbatim.quality,
      storesQuestions: config.records.storeQuestions,
      retentionDays: config.records.retentionDays,
    };
    const index = { reindex, cancelReindex, isReindexing, rollback };
    const starting = startBot({ config: discord, service, ...index, records, facts, log });
    const bot = await Promise.race([starting, stopped]);
    if (typeof bot === 'string') return EXIT.ok;
    watching?.begin(loggedRun(verbatim, log));
    const reason = await Promise.race([stopped, bot.lost]);
    await bot.close();
    if (typeof reason !== 'string') throw reason;
    log.info({ signal: reason }, 'closed');
  } finally {
    takeBack();
    await Promise.all([watching?.stop(), verbatim.close()]);
    records.close();
  }
  return EXIT.ok;
}

/** Where a model lies on this machine is nobody's business. */
function modelName({ embeddingModel }: Config): string {
  if (embeddingModel === BUNDLED.model) return 'the bundled one';
  return isHubId(embeddingModel) ? embeddingModel : basename(embeddingModel);
}

/** Lends the current index and the model to a tool that measures them. */
export async function withGeneration(
  config: Config,
  use: (generation: Generation, embedder: Embedder) => Promise<void>,
): Promise<void> {
  const verbatim = await openOnTerminal(config);
  try {
    // Figures of an index that is not of these documents would be figures of something else.
    if ('notUpdated' in verbatim) throw verbatim.notUpdated;
    await verbatim.lend(use);
  } finally {
    await verbatim.close();
  }
}
