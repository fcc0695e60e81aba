import { setTimeout } from 'node:timers/promises';
import type { Answer, Question } from '../answer/answer.js';
import { retried } from '../records/retried.js';
import type { BotContext } from './context.js';
import { harmlessFields } from './faults.js';

/** How long an answer waits for its question to be recorded; that goes on without it. */
const WAIT_MS = 250;

/** A question, and who asked it where and when. */
export interface Asked extends Question {
  readonly userId: string;
  /** `null` in direct messages. */
  readonly guildId: string | null;
  readonly channelId: string;
  /** `false` for what the asker has not written: it is counted, and its text is kept nowhere. */
  readonly recorded?: boolean;
  /** Milliseconds of `performance.now()` at which it arrived. */
  readonly arrivedAt: number;
}

export interface Answered {
  readonly answer: Answer;
  /** Of the question in the records; absent when it is not stored, or not yet. */
  readonly questionId?: number;
}

/**
 * Answers a question and, where that is allowed, records it.
 *
 * @throws VerbatimError as `AnswerService.ask` does.
 */
export async function answerQuestion(asked: Asked, context: BotContext): Promise<Answered> {
  const answer = await context.service.ask(asked);
  const questionId = isOfUse(asked, answer) ? await record(asked, answer, context) : undefined;
  return { answer, ...(questionId === undefined ? {} : { questionId }) };
}

/**
 * Whether an admin learns something of it: what was looked for in some documents only and not found
 * there is no gap of them all, and nobody can answer signs without words.
 */
function isOfUse({ recorded = true, source, after, before }: Asked, answer: Answer): boolean {
  if (!recorded || answer.smallTalk || !/[\p{L}\p{N}]/u.test(answer.question)) return false;
  return answer.kind !== 'none' || (source ?? after ?? before) === undefined;
}

/**
 * Counts an answer that can be read now: what Discord makes a member wait for is part of the time.
 * It leaves one line in the log. At 200 a minute it would drown what an operator looks for, and
 * `/status` has the sums: so it is for level debug, unless somebody wants to read the questions.
 */
export function noteDelivered(asked: Asked, answer: Answer, context: BotContext): void {
  const { config, log, statistics } = context;
  const { guildId: guild, channelId: channel, text: question, arrivedAt, recorded = true } = asked;
  const { kind, confidence } = answer;
  const tookMs = performance.now() - arrivedAt;
  statistics.answered(kind, tookMs);
  const fields = { guild, channel, kind, confidence, tookMs: Math.round(tookMs) };
  if (config.logQuestions && recorded) log.info({ ...fields, question }, 'question answered');
  else log.debug(fields, 'question answered');
}

/** A record that cannot be written, or not at once, must not cost the member the answer. */
async function record(
  asked: Asked,
  answer: Answer,
  { records, log }: BotContext,
): Promise<number | undefined> {
  const { userId, guildId, channelId } = asked;
  const { kind, confidence, question: text } = answer;
  const row = { guildId, channelId, userId, text, kind, confidence, at: new Date() };
  const recorded = retried(() => records.asked(row)).catch((error: unknown) => {
    log.warn(harmlessFields(error), 'a question could not be recorded');
    return undefined;
  });
  const late = new AbortController();
  const waited = setTimeout(WAIT_MS, undefined, { signal: late.signal }).catch(() => undefined);
  const id = await Promise.race([recorded, waited]);
  late.abort();
  return id;
}
