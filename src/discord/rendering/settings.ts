import type { DiscordConfig } from '../../config.js';
import type { GuildSettings } from '../../records/records.js';
import type { Surroundings } from '../surroundings.js';
import { COLOURS, type Reply } from './reply.js';

/** Two lists of so many entries, each below 70 code units, leave room for the rest. */
const MOST_SHOWN = 25;

const NOT_READ =
  '**I do not see those messages yet.** Discord shows me only messages that mention me. Whoever runs me has to enable *Message Content Intent* under *Bot* in the Discord developer portal, set `ASK_CHANNEL_IDS=settings`, and restart me. What you chose is kept until then.';

export interface ServerState {
  /** What was done; the program's own words, where ids may be mentioned. */
  readonly said: string;
  readonly settings: GuildSettings;
  readonly config: Pick<DiscordConfig, 'askChannelIds' | 'answerInThread'>;
  readonly surroundings: Surroundings;
}

/** Within the embed, where mentions of channels and roles are names and ping nobody. */
export function renderSettings({ said, settings, config, surroundings }: ServerState): Reply {
  const { answerChannels, threads, privateByDefault, askRoles } = settings;
  const unseen = answerChannels.length > 0 && config.askChannelIds === undefined;
  const fromProgram = (config.askChannelIds ?? []).filter(
    (id) => !answerChannels.includes(id) && surroundings.channel(id).name !== undefined,
  );
  const channels = [
    ...answerChannels.map((id) =>
      surroundings.channel(id).gone ? gone(id, 'deleted, or hidden from me') : `<#${id}>`,
    ),
    ...fromProgram.map((id) => `<#${id}> (set by whoever runs me)`),
  ];
  const roles = askRoles.map((id) =>
    surroundings.role(id).gone ? gone(id, 'deleted') : `<@&${id}>`,
  );
  const sections = [
    said,
    section('Answered without a mention', channels, 'no channel'),
    ...(unseen ? [NOT_READ] : []),
    `**Threads**\n${threadsInWords(threads, config.answerInThread)}`,
    `**Answers to \`/ask\`**\n${privateByDefault ? 'only the asker sees them, by default' : 'everyone in the channel sees them, by default'}`,
    section('Who may ask', roles, 'everybody', 'and admins'),
  ];
  return {
    embeds: [
      { description: sections.join('\n\n'), color: unseen ? COLOURS.closest : COLOURS.neutral },
    ],
  };
}

function gone(id: string, why: string): string {
  return `\`${id}\` (${why}; can be removed)`;
}

function section(title: string, entries: readonly string[], none: string, also?: string): string {
  const shown = entries.slice(0, MOST_SHOWN);
  const more = entries.length - shown.length;
  const lines = [
    ...shown,
    ...(more > 0 ? [`… and ${more} more`] : []),
    ...(also === undefined || entries.length === 0 ? [] : [also]),
  ];
  return `**${title}**\n${lines.length === 0 ? none : lines.join('\n')}`;
}

function threadsInWords(threads: boolean | null, byDefault: boolean): string {
  const on = threads ?? byDefault;
  const words = on
    ? 'questions in channels are answered in a thread of their own'
    : 'questions in channels are answered below them';
  return threads === null ? `${words} (as whoever runs me has set it)` : words;
}
