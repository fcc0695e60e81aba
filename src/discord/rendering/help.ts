import type { IndexSummary } from '../../answer/answer.js';
import { CONFIDENCE_WORDS } from '../../answer/confidence-words.js';
import { COLOURS, type Reply } from './reply.js';
import { count, timeAgo } from './text.js';

/** Room of the lists in a description's 4,096; the rest is below 1,700. */
const ROOM = { commands: 1_700, messageCommands: 200, buttons: 450 } as const;

export interface HelpFacts {
  readonly commands: readonly { readonly name: string; readonly description: string }[];
  readonly messageCommands: readonly { readonly name: string }[];
  /** What each button does. */
  readonly buttons: readonly string[];
  readonly index: IndexSummary;
}

/** One page; what has no room is counted. */
export function renderHelp({ commands, messageCommands, buttons, index }: HelpFacts): Reply {
  const listed = commands.map(({ name, description }) => `\`/${name}\` · ${description}`);
  const menu = messageCommands.map(({ name }) => `**${name}**`);
  const inMenu =
    menu.length === 0
      ? []
      : [`In the menu of a message, under *Apps*: ${within(menu, ROOM.messageCommands, ', ')}.`];
  return {
    embeds: [
      {
        description: [
          'I answer questions with **passages quoted exactly** from a set of documents, each with its source. I never write an answer of my own; when nothing fits, I say so.',
          '**Ask** with `/ask`, by mentioning me, by replying to one of my messages with the mention left on, or in a direct message. I answer in threads, too, and in channels that an admin chose without a mention.',
          within(listed, ROOM.commands, '\n'),
          ...inMenu,
          ...(buttons.length === 0 ? [] : [within(buttons, ROOM.buttons, ' ')]),
          'Words in **bold** within a quote are the ones that answer: the emphasis is mine, the words are the document’s.',
          `How sure I am that the first citation answers: ${scale()}. Read the quote in any case.`,
          `I quote from ${count(index.documents, 'document')} with ${count(index.passages, 'passage')}, indexed ${timeAgo(Date.parse(index.builtAt))}.`,
        ].join('\n\n'),
        color: COLOURS.neutral,
      },
    ],
  };
}

/** `“very likely the answer” from 85 %, …`, downwards. */
function scale(): string {
  return CONFIDENCE_WORDS.map(([atLeast, words]) =>
    atLeast === 0 ? `“${words}” below that` : `“${words}” from ${Math.round(atLeast * 100)} %`,
  ).join(', ');
}

/** As many parts as there is room for. */
function within(parts: readonly string[], room: number, between: string): string {
  let shown = '';
  for (const [index, part] of parts.entries()) {
    const next = index === 0 ? part : `${shown}${between}${part}`;
    if (next.length > room) return `${shown}${between}… and ${parts.length - index} more`;
    shown = next;
  }
  return shown;
}
