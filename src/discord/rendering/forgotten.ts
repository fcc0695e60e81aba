import { COLOURS, type Reply } from './reply.js';
import { count } from './text.js';

export interface Forgotten {
  readonly questions: number;
  readonly votes: number;
  /** In direct messages; `elsewhere` when there is no telling from here. */
  readonly conversation: 'forgotten' | 'none' | 'elsewhere';
}

const CONVERSATION = {
  forgotten:
    ' What we said in direct messages I no longer refer back to, unless you reply to one of my answers.',
  none: '',
  elsewhere: ' To have me forget what we said in direct messages, use `/forget-me` there, too.',
} as const satisfies Record<Forgotten['conversation'], string>;

export function renderForgotten({ questions, votes, conversation }: Forgotten): Reply {
  const deleted = `I have deleted ${count(questions, 'question')} and ${count(votes, 'vote')} of yours.`;
  const said = questions + votes === 0 ? 'I had nothing stored of you.' : deleted;
  return {
    embeds: [
      {
        description: `${said}${CONVERSATION[conversation]} \`/about\` says what I store.`,
        color: COLOURS.neutral,
      },
    ],
  };
}
