import { constants, setPriority } from 'node:os';
import { openTransformersEmbedder } from './embedding/transformers.js';
import { LocalShardBuilder } from './index/shard-builder.js';
import { type ShardReply, type ShardRequest, shardRequestSchema } from './index/shard-messages.js';

/** The process that builds vector files: what it is asked for over the channel, in order. */
let builder: Promise<LocalShardBuilder> | undefined;
process.on('message', (message) => void answer(message));
// Nobody is there any more who wants the vectors.
process.once('disconnect', () => process.exit(0));

async function answer(message: unknown): Promise<void> {
  try {
    tell({ kind: 'done', count: await serve(shardRequestSchema.parse(message)) });
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    tell({ kind: 'failed', message, stack });
  }
}

// A terminal tells all processes of a program to end; this one ends with whoever asked for it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);

async function serve(request: ShardRequest): Promise<number> {
  if (request.kind === 'open') {
    // Whoever asks questions has the processor first.
    setPriority(constants.priority.PRIORITY_LOW);
    const { model, capacity } = request;
    builder = openTransformersEmbedder(model).then(
      (opened) => new LocalShardBuilder(opened, capacity),
    );
    await builder;
    return 0;
  }
  const opened = await builder;
  if (opened === undefined) throw new Error('it was asked for vectors before it was given a model');
  if (request.kind === 'save') return opened.save(request.path);
  await opened.add(request.texts);
  return 0;
}

function tell(reply: ShardReply): void {
  process.send?.(reply);
}
