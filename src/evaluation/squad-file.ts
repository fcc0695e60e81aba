import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { EXIT, messageOf, VerbatimError } from '../errors.js';

/** SQuAD writes `{text, answer_start}`; the text alone does, too. */
const answerSchema = z
  .union([z.string(), z.object({ text: z.string() })], {
    error: 'is neither a string nor an object with a text',
  })
  .transform((answer) => (typeof answer === 'string' ? answer : answer.text));

const questionSchema = z
  .object({
    id: z.string(),
    question: z.string(),
    answers: z.array(answerSchema),
    /** Only SQuAD 2.0 has it. */
    is_impossible: z.boolean().default(false),
  })
  .refine(({ answers, is_impossible }) => is_impossible || answers.length > 0, {
    path: ['answers'],
    message: 'is empty, and the question is not marked as impossible',
  });

const fileSchema = z.object({
  data: z
    .array(
      z.object({
        title: z.string(),
        paragraphs: z.array(z.object({ context: z.string(), qas: z.array(questionSchema) })),
      }),
    )
    .min(1, 'holds no article'),
});

/** An article, as in the file; `title` has `_` for spaces. */
export type SquadArticle = z.infer<typeof fileSchema>['data'][number];

export interface SquadFile {
  readonly name: string;
  readonly articles: readonly SquadArticle[];
  /** Some questions have no answer, which makes it version 2.0. */
  readonly someImpossible: boolean;
  /** SHA-256 of the file, lower-case hex: tells whether something was fitted on it. */
  readonly sha256: string;
}

/**
 * Reads a file of the Stanford Question Answering Dataset (Rajpurkar et al. 2016, 2018), version
 * 1.1 or 2.0.
 *
 * @throws VerbatimError `invalid-line` that names the file and the first place that is wrong.
 */
export async function readSquadFile(path: string): Promise<SquadFile> {
  let content: string;
  try {
    content = await readFile(path, 'utf8');
  } catch (cause) {
    throw unusable(`${path} cannot be read: ${messageOf(cause)}`, cause);
  }
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch (cause) {
    throw unusable(`${path} is no JSON: ${messageOf(cause)}`, cause);
  }
  const parsed = fileSchema.safeParse(json);
  if (!parsed.success) {
    const [{ path: place, message } = { path: [], message: '' }] = parsed.error.issues;
    throw unusable(`${path} is no SQuAD file: ${written(place)}: ${message}`, parsed.error);
  }
  const articles = parsed.data.data;
  const someImpossible = articles.some(({ paragraphs }) =>
    paragraphs.some(({ qas }) => qas.some((question) => question.is_impossible)),
  );
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { name: path, articles, someImpossible, sha256 };
}

/** `data[3].paragraphs[0].context` */
function written(place: readonly PropertyKey[]): string {
  const parts = place.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`));
  return parts.join('').replace(/^\./, '') || 'its whole';
}

function unusable(message: string, cause: unknown): VerbatimError {
  return new VerbatimError(
    'invalid-line',
    message,
    'A SQuAD file is one JSON object: data[].paragraphs[] with context and qas[], each with id, question and answers.',
    { cause, exitCode: EXIT.noInput },
  );
}
