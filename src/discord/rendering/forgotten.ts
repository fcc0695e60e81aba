import { COLOURS, type Reply } from './reply.js';
import { count } from './text.js';

export function renderForgotten({
  questions,
  votes,
}: {
  readonly questions: number;
  readonly votes: number;
}): Reply {
  const deleted = `I have deleted ${count(questions, 'question')} and ${count(votes, 'vote')} of yours.`;
  const said = questions + votes === 0 ? 'I had nothing stored of you.' : deleted;
  return {
    embeds: [
      {
        description: `${said} What we said in direct messages I no longer refer back to. \`/about\` says what I store.`,
        color: COLOURS.neutral,
      },
    ],
  };
}
