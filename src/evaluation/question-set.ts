import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Span } from '../corpus/document.js';
import { EXIT, messageOf, VerbatimError } from '../errors.js';

/** Where the questions lie that the weights are fitted on, below the project. */
export const DEVELOPMENT_SET = 'test/relevance/development.jsonl';

const questionSchema = z.object({
  id: z.string(),
  question: z.string(),
  answerable: z.boolean(),
  /** A class of questions, e.g. `paraphrase`; figures are given by it. */
  kind: z.string(),
  /** Every acceptable quotation, by the file it stands in; empty when nothing answers. */
  gold: z.array(z.object({ file: z.string(), quote: z.string() })),
});

export interface Gold {
  readonly file: string;
  readonly quote: string;
  /** Where it must stand to count; without it, wherever the file says it. */
  readonly at?: Span;
}

export interface GoldQuestion extends Readonly<Omit<z.infer<typeof questionSchema>, 'gold'>> {
  /** Questions of one group are neither split by folds nor by resamples; by itself each is its own. */
  readonly group: string;
  readonly gold: readonly Gold[];
}

export interface QuestionSet {
  readonly name: string;
  readonly questions: readonly GoldQuestion[];
  /** SHA-256 of the file, lower-case hex: tells whether something was fitted on it. */
  readonly sha256: string;
}

/** @throws VerbatimError `invalid-line` that names the file and the line. */
export async function readQuestionSet(path: string): Promise<QuestionSet> {
  let content: string;
  try {
    content = await readFile(path, 'utf8');
  } catch (cause) {
    throw unusable(`${path} cannot be read: ${messageOf(cause)}`, cause);
  }
  const read = content.split('\n').flatMap((line, i) => {
    if (line.trim() === '') return [];
    try {
      return [questionSchema.parse(JSON.parse(line))];
    } catch (cause) {
      throw unusable(`Line ${i + 1} of ${path} is no question: ${messageOf(cause)}`, cause);
    }
  });
  if (read.length === 0) throw unusable(`${path} holds no questions`, undefined);
  const questions = read.map((question) => ({ ...question, group: question.id }));
  return { name: path, questions, sha256: createHash('sha256').update(content).digest('hex') };
}

function unusable(message: string, cause: unknown): VerbatimError {
  return new VerbatimError(
    'invalid-line',
    message,
    'A question set has one JSON object a line with id, question, answerable, kind and gold, a list of {file, quote}.',
    { cause, exitCode: EXIT.noInput },
  );
}
