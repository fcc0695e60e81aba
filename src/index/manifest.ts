import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { z } from 'zod';

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
    z.object({ file: z.string(), first: z.number(), last: z.number(), count: z.number() }),
  ),
});

export type Manifest = z.infer<typeof manifestSchema>;

/** The file `CURRENT`: which generation is served, and the checksum of its SQLite file. */
export const pointerSchema = z.object({
  generation: z.string().regex(/^[\w.-]+$/),
  indexSha256: z.string(),
});

export type Pointer = z.infer<typeof pointerSchema>;

export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk);
  return hash.digest('hex');
}
