import { setImmediate } from 'node:timers/promises';
import type { AnswerKind, AnswerService } from './answer.js';
import { foldLine } from './plain-text.js';

/** What must not change unnoticed of the answer to a question. */
export interface CanonicalAnswer {
  readonly kind: AnswerKind;
  /** `DocumentInfo.source` of the first citation. */
  readonly source?: string;
  /** Text of its quote, white space folded. */
  readonly quote?: string;
}

/** A question that is answered otherwise than before. */
export interface Moved {
  readonly question: string;
  readonly before: CanonicalAnswer;
  readonly after: CanonicalAnswer;
}

/** By question. */
export type CanonicalAnswers = ReadonlyMap<string, CanonicalAnswer>;

/**
 * Asks each question by itself, as a member would, and lets others have their turn in between.
 *
 * @param signal asks no more of them once it is aborted.
 * @throws VerbatimError as `AnswerService.ask` does.
 */
export async function answersOf(
  questions: readonly string[],
  service: Pick<AnswerService, 'ask'>,
  signal?: AbortSignal,
): Promise<CanonicalAnswers> {
  const answers = new Map<string, CanonicalAnswer>();
  for (const question of questions) {
    if (signal?.aborted) break;
    const { kind, citations } = await service.ask({ text: question });
    const [first] = citations;
    const cited =
      first === undefined
        ? {}
        : { source: first.document.source, quote: foldLine(first.quote.text) };
    answers.set(question, { kind, ...cited });
    await setImmediate();
  }
  return answers;
}

/** In the order of `before`; a question that was not asked both times has not moved. */
export function movedBetween(before: CanonicalAnswers, after: CanonicalAnswers): Moved[] {
  return [...before].flatMap(([question, was]) => {
    const is = after.get(question);
    return is === undefined || isSame(was, is) ? [] : [{ question, before: was, after: is }];
  });
}

function isSame(one: CanonicalAnswer, other: CanonicalAnswer): boolean {
  return one.kind === other.kind && one.source === other.source && one.quote === other.quote;
}

/**
 * An answer on one line, e.g. `“The pier is closed.” (notice.md)`.
 *
 * @param cut shortens the quote and makes it fit for where it is shown, and so the file name.
 */
export function inShort(
  { kind, source, quote }: CanonicalAnswer,
  cut: (text: string) => string,
): string {
  if (source === undefined || quote === undefined) return 'nothing found';
  return `${kind === 'closest' ? 'only close: ' : ''}“${cut(quote)}” (${cut(source)})`;
}
