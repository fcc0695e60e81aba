import { z } from 'zod';
import type { Embedder } from '../embedding/embedder.js';

const similaritySchema = z.object({ mean: z.number(), deviation: z.number().positive() });

/** What a generation was made of and must hold; kept in its SQLite file. */
export const manifestSchema = z.object({
  name: z.string(),
  /** ISO 8601 instant. */
  builtAt: z.string(),
  schemaVersion: z.number(),
  chunkingVersion: z.number(),
  /** `Embedder.name` and `Embedder.fingerprint`. */
  model: z.string(),
  modelFingerprint: z.string(),
  dimension: z.number().int().positive(),
  documents: z.number().int(),
  passages: z.number().int(),
  words: z.number().int(),
  /** Cosines between words taken at random: what "unrelated" looks like to this model. */
  wordSimilarity: similaritySchema,
  /** The same between passages. */
  passageSimilarity: similaritySchema,
  /** Absolute path of the documents folder it was built from. */
  seedsDir: z.string(),
  vectors: z.array(
    z.object({
      file: z.string(),
      first: z.number(),
      last: z.number(),
      stripe: z.number().int().optional(),
      count: z.number(),
    }),
  ),
});

export type Manifest = z.infer<typeof manifestSchema>;

/** Whether a generation was made of this documents folder and with this model. */
export function isOf(
  { manifest }: { readonly manifest: Manifest },
  { seedsDir, embedder }: { readonly seedsDir: string; readonly embedder: Embedder },
): boolean {
  return manifest.seedsDir === seedsDir && manifest.modelFingerprint === embedder.fingerprint;
}
