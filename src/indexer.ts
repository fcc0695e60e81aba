import { constants, setPriority } from 'node:os';
import { openTransformersEmbedder } from './embedding/transformers.js';
import { VerbatimError } from './errors.js';
import { type IndexerReply, requestSchema, type UpdateRequest } from './index/indexer-messages.js';
import { withDamage } from './index/refresh.js';
import type { IndexReport } from './index/report.js';
import { openCurrent } from './index/store.js';
import { updateIndex } from './index/update.js';

/** Milliseconds between two messages of progress: each costs the bot some of its time. */
const PROGRESS_MS = 100;

/** The indexing process: one update, asked for and reported over the channel to its parent. */
process.once('message', (message) => void serve(message));
// Nobody is there any more who would go over to a new index.
process.once('disconnect', () => process.exit(0));

// A terminal tells all processes of a program to end; this one ends with whoever asked for the run.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);

async function serve(message: unknown): Promise<void> {
  try {
    // Whoever asks has the processor first.
    setPriority(constants.priority.PRIORITY_LOW);
    tell({ kind: 'done', report: await update(requestSchema.parse(message)) });
  } catch (error) {
    tell(failureOf(error));
  }
}

async function update({
  model,
  indexDir,
  shardBuilder,
  ...request
}: UpdateRequest): Promise<IndexReport> {
  const [embedder, found] = await Promise.all([
    openTransformersEmbedder(model),
    openCurrent(indexDir, 'later'),
  ]);
  let toldAt = 0;
  const report = await updateIndex({
    ...request,
    indexDir,
    embedder,
    helpers: { entry: shardBuilder, model },
    previous: found.kind === 'open' ? found.generation : undefined,
    onProgress: (progress) => {
      const now = performance.now();
      if (now - toldAt < PROGRESS_MS && progress.done < progress.total) return;
      toldAt = now;
      tell({ kind: 'progress', progress });
    },
  });
  return withDamage(report, found);
}

function tell(reply: IndexerReply): void {
  process.send?.(reply);
}

function failureOf(error: unknown): IndexerReply {
  if (error instanceof VerbatimError) {
    const { code, message, remedy, exitCode } = error;
    return { kind: 'refused', code, message, remedy, exitCode };
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  return { kind: 'failed', message, stack };
}
