import type { Answer, Question } from '../answer/answer.js';
import type { BotContext } from './context.js';
import { harmlessFields } from './faults.js';

/** A question, and who asked it where and when. */
export interface Asked extends Question {
  readonly userId: string;
  /** `null` in direct messages. */
  readonly guildId: string | null;
  readonly channelId: string;
  /** Milliseconds of `performance.now()` at which it arrived. */
  readonly arrivedAt: number;
}

export interface Answered {
  readonly answer: Answer;
  /** Of the question in the records; absent when questions are not stored. */
  readonly questionId?: number;
}

/**
 * Answers a question and, where that is allowed, remembers it.
 *
 * @throws VerbatimError as `AnswerService.ask` does.
 */
export async function answerQuestion(asked: Asked, context: BotContext): Promise<Answered> {
  const answer = await context.service.ask(asked);
  const questionId = answer.smallTalk ? undefined : remember(asked, answer, context);
  return { answer, ...(questionId === undefined ? {} : { questionId }) };
}

/**
 * Counts an answer that can be read now: what Discord makes a member wait for is part of the time.
 * It leaves one line in the log. At 200 a minute it would drown what an operator looks for, and
 * `/status` has the sums: so it is for level debug, unless somebody wants to read the questions.
 */
export function noteDelivered(asked: Asked, answer: Answer, context: BotContext): void {
  const { config, log, statistics } = context;
  const { guildId: guild, channelId: channel, text: question, arrivedAt } = asked;
  const { kind, confidence } = answer;
  const tookMs = performance.now() - arrivedAt;
  statistics.answered(kind, tookMs);
  const fields = { guild, channel, kind, confidence, tookMs: Math.round(tookMs) };
  if (config.logQuestions) log.info({ ...fields, question }, 'question answered');
  else log.debug(fields, 'question answered');
}

/** A record that cannot be written must not cost the member the answer. */
function remember(asked: Asked, answer: Answer, { records, log }: BotContext): number | undefined {
  const { userId, guildId, channelId } = asked;
  const { kind, confidence, question: text } = answer;
  try {
    return records.asked({ guildId, channelId, userId, text, kind, confidence, at: new Date() });
  } catch (error) {
    log.warn(harmlessFields(error), 'a question could not be recorded');
    return undefined;
  }
}
