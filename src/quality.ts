import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';

const share = z.number().min(0).max(1);
const measuredSchema = z.strictObject({
  /** Day of the measurement, `YYYY-MM-DD`. */
  date: z.iso.date(),
  questionSet: z.string(),
  questions: z.int().positive(),
  /** Share of the answerable questions whose first, or one of whose first three, citations answers. */
  hitAt1: share,
  hitAt3: share,
  /** Chance that the confidence is higher for an answerable question than for an unanswerable one. */
  auroc: share,
  /** Expected calibration error of the confidence. */
  ece: share,
  /** Share of the unanswerable questions whose citations are presented as an answer. */
  falselyQuoted: share,
  /** `Embedder.fingerprint` of the model it was measured with. */
  modelFingerprint: z.string(),
});

/** Figures of one evaluation on a set of questions. */
export type Measured = z.infer<typeof measuredSchema>;

/** What is known of how good the answers are. */
export type Quality =
  | ({ readonly kind: 'measured' } & Readonly<Measured>)
  /** Measured, but with another model than the one in use: it says nothing of this one. */
  | { readonly kind: 'other-model' }
  | { readonly kind: 'unknown' };

/** @returns `unknown` for a file that is missing or cannot be read; figures keep nobody from asking. */
export async function readQuality(path: string, modelFingerprint: string): Promise<Quality> {
  const content = await readFile(path, 'utf8').catch(() => '');
  const read = z.string().transform(parseJson).pipe(measuredSchema).safeParse(content);
  if (!read.success) return { kind: 'unknown' };
  return read.data.modelFingerprint === modelFingerprint
    ? { kind: 'measured', ...read.data }
    : { kind: 'other-model' };
}

/** @throws Error when the file cannot be written or a figure is none, as of a set without answers. */
export async function writeQuality(path: string, measured: Measured): Promise<void> {
  await writeFile(path, `${JSON.stringify(measuredSchema.parse(measured), rounded, 2)}\n`);
}

function parseJson(content: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(content);
  } catch {
    context.addIssue({ code: 'custom', message: 'is no JSON' });
    return z.NEVER;
  }
}

/** More digits than chance allows would only make the file change. */
function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toFixed(4)) : value;
}
