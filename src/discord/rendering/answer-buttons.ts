import type { Answer, Citation } from '../../answer/answer.js';
import { refTo } from '../../answer/passage-ref.js';
import { encodeAction, encodePassages, passageArgs } from '../custom-id.js';
import { type ButtonRow, button, buttonRows } from './reply.js';

export interface ButtonOptions {
  /** Only the asker sees the answer, in a place where there are others to share it with. */
  readonly canShare?: boolean;
  /** Of the question in the records, when it is stored. */
  readonly questionId?: number;
}

/** A row for the passages that are quoted and, below, one for the answer as a whole. */
export function answerButtons(answer: Answer, options: ButtonOptions): ButtonRow[] {
  const { kind, citations, further, smallTalk } = answer;
  if (smallTalk) return [];
  const { canShare = false, questionId = '' } = options;
  const vote = (helpful: 'yes' | 'no') => encodeAction('vote', helpful, questionId);
  const whole = [
    ...(further.length === 0 ? [] : [button('More passages', encodePassages('more', further))]),
    ...(canShare ? [button('Share', encodeAction('share'))] : []),
    ...(kind === 'none' ? [] : [button('Helpful', vote('yes'))]),
    button('Not helpful', vote('no')),
  ];
  return [...buttonRows(citations.map(contextButton)), ...buttonRows(whole)];
}

/** The rank is part of the id: two quotes may share a passage, and ids must differ in a message. */
function contextButton({ rank, document, passage }: Citation) {
  const args = passageArgs(refTo(document, passage));
  return button(`Context ${rank}`, encodeAction('context', rank, ...args));
}
