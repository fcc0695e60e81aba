import { z } from 'zod';
import type { VerbatimError } from '../errors.js';
import type { IndexReport } from './report.js';

export const modelSchema = z.object({
  model: z.string(),
  cacheDir: z.string(),
  hubUrl: z.string(),
  hubTimeoutMs: z.number(),
});

/** What the program asks the indexing process for: one update, as `updateIndex` makes it. */
export const requestSchema = z.object({
  kind: z.literal('update'),
  seedsDir: z.string(),
  indexDir: z.string(),
  maxDocumentBytes: z.number(),
  full: z.boolean(),
  automatic: z.boolean().exactOptional(),
  keepGenerations: z.number().exactOptional(),
  model: modelSchema,
  /** Program of the processes that embed: the compiled `src/shard-builder.ts`. */
  shardBuilder: z.string(),
});
export type UpdateRequest = z.infer<typeof requestSchema>;

const sources = z.array(z.string()).readonly();
const reportSchema: z.ZodType<IndexReport> = z.object({
  changed: z.boolean(),
  generation: z.string(),
  added: sources,
  updated: sources,
  removed: sources,
  unchanged: sources,
  kept: sources,
  faults: z.array(z.object({ source: z.string(), message: z.string() })).readonly(),
  passages: z.object({ total: z.number(), embedded: z.number(), reused: z.number() }),
  rebuilt: z.string().exactOptional(),
  fallback: z.string().exactOptional(),
  heldBack: z.boolean().exactOptional(),
  tookMs: z.number(),
});

/** What the indexing process tells: how far it is, and in the end what came of it. */
export const replySchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('progress'),
    progress: z.object({
      phase: z.enum(['reading', 'splitting', 'embedding', 'writing', 'checking']),
      done: z.number(),
      total: z.number(),
    }),
  }),
  z.object({ kind: z.literal('done'), report: reportSchema }),
  z.object({
    kind: z.literal('refused'),
    /** What a person can act on: the fields of a `VerbatimError`. */
    code: z.custom<VerbatimError['code']>((code) => typeof code === 'string'),
    message: z.string(),
    remedy: z.string(),
    exitCode: z.number(),
  }),
  z.object({ kind: z.literal('failed'), message: z.string(), stack: z.string().optional() }),
]);
export type IndexerReply = z.infer<typeof replySchema>;
