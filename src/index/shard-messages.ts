import { z } from 'zod';
import { modelSchema } from './indexer-messages.js';

/** What is asked of a process that builds shards; served in order, each is answered once. */
export const shardRequestSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('open'), model: modelSchema, capacity: z.number() }),
  z.object({
    kind: z.literal('add'),
    texts: z.array(
      z.object({
        id: z.number(),
        text: z.string(),
        known: z.instanceof(Float32Array<ArrayBufferLike>).optional(),
      }),
    ),
  }),
  z.object({ kind: z.literal('save'), path: z.string() }),
]);
export type ShardRequest = z.infer<typeof shardRequestSchema>;

export const shardReplySchema = z.discriminatedUnion('kind', [
  /** Of a shard that was saved, the number of its vectors; of anything else 0. */
  z.object({ kind: z.literal('done'), count: z.number() }),
  z.object({ kind: z.literal('failed'), message: z.string(), stack: z.string().optional() }),
]);
export type ShardReply = z.infer<typeof shardReplySchema>;
