import type { Readable } from 'node:stream';
import { z } from 'zod';
import type { Answer, AnswerService, Question } from '../answer/answer.js';
import { flooredConfidence } from '../answer/confidence-words.js';
import { asSentence } from '../answer/plain-text.js';
import { messageOf, VerbatimError } from '../errors.js';
import { linesFrom } from './lines.js';

/** A line of the machine interface; `docs/operating.md` describes it for its users. */
const lineSchema = z.object({
  id: z.string(),
  question: z.string(),
  conversation: z.string().optional(),
  source: z.string().optional(),
  after: z.string().optional(),
  before: z.string().optional(),
});

/**
 * Answers JSON Lines from `input`, one line out for each line in, in order. A line that is not
 * valid gets an error in its place.
 *
 * @param write resolves when the line was handed on; a rejection ends the run.
 */
export async function answerJsonLines(
  service: AnswerService,
  input: Readable,
  write: (line: string) => Promise<void>,
): Promise<void> {
  for await (const line of linesFrom(input)) {
    await write(`${toLine(await answerLine(service, line))}\n`);
  }
}

/** Some readers of lines break at U+2028 and U+2029, which JSON lets stand as they are. */
function toLine(value: unknown): string {
  return JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}

async function answerLine(service: AnswerService, line: string): Promise<unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line.replace(/^\uFEFF/, ''));
  } catch {
    return fault(null, 'invalid-json', 'The line is not JSON.');
  }
  const id = idOf(parsed);
  const checked = lineSchema.safeParse(parsed);
  if (!checked.success) {
    const what = checked.error.issues.map(
      ({ path, message }) => `${path.join('.') || 'line'}: ${message}`,
    );
    return fault(id, 'invalid-line', what.join('; '));
  }
  try {
    return toJson(checked.data.id, await service.ask(toQuestion(checked.data)));
  } catch (error) {
    // One line's fault, even a defect of the program, is no reason to leave the others unanswered.
    if (!(error instanceof VerbatimError)) return fault(id, 'internal', messageOf(error));
    return fault(id, error.code, `${asSentence(error.message)} ${asSentence(error.remedy)}`);
  }
}

function toQuestion(line: z.infer<typeof lineSchema>): Question {
  const { id: _, question: text, ...rest } = line;
  const given = Object.entries(rest).filter(([, value]) => value !== undefined);
  return { text, ...Object.fromEntries(given) };
}

function idOf(parsed: unknown): string | null {
  const isObject = typeof parsed === 'object' && parsed !== null;
  return isObject && 'id' in parsed && typeof parsed.id === 'string' ? parsed.id : null;
}

function fault(id: string | null, code: string, message: string): unknown {
  return { id, error: { code, message } };
}

function toJson(id: string, answer: Answer): unknown {
  return {
    id,
    ...(answer.resolved === undefined ? {} : { resolved: answer.resolved }),
    kind: answer.kind,
    confidence: flooredConfidence(answer.confidence),
    citations: answer.citations.map(
      ({ rank, document, passage, quote, speaker, score, alsoIn }) => ({
        rank,
        source: document.source,
        sha256: document.sha256,
        passage,
        quote: { start: quote.start, end: quote.end, text: quote.text },
        ...(speaker === undefined ? {} : { speaker }),
        score: round(score, 4),
        alsoIn,
      }),
    ),
    ...(answer.support === undefined ? {} : { support: answer.support }),
    ...(answer.differing === undefined ? {} : { differing: answer.differing }),
    ...(answer.reason === undefined ? {} : { reason: answer.reason }),
    ...(answer.unsupported === undefined ? {} : { unsupported: answer.unsupported }),
    ...(answer.topics === undefined ? {} : { topics: answer.topics }),
    tookMs: round(answer.tookMs, 2),
  };
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
