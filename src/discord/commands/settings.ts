import {
  type ApplicationCommandOptionChoiceData,
  ApplicationCommandOptionType,
  ChannelType,
  type ChatInputCommandInteraction,
  InteractionContextType,
} from 'discord.js';
import { LIMITS } from '../limits.js';
import { NOT_IN_DIRECT_MESSAGES } from '../rendering/notices.js';
import { renderSettings } from '../rendering/settings.js';
import { fittedPlain } from '../rendering/text.js';
import { changeSettings } from '../settings.js';
import { wishOf } from '../settings-wishes.js';
import { type Surroundings, surroundingsOf } from '../surroundings.js';
import { ADMINS, refusalToOthers } from './admin.js';
import type { Command } from './command.js';

const {
  Subcommand,
  SubcommandGroup,
  Channel,
  Role,
  String: Text,
  Boolean: Flag,
} = ApplicationCommandOptionType;

export const settings: Command = {
  data: {
    name: 'settings',
    description: 'How I behave on this server (admins)',
    default_member_permissions: ADMINS,
    contexts: [InteractionContextType.Guild],
    options: [
      { type: Subcommand, name: 'show', description: 'Show how I am set on this server' },
      {
        type: SubcommandGroup,
        name: 'channels',
        description: 'Channels in which I answer every question, without a mention',
        options: [
          {
            type: Subcommand,
            name: 'add',
            description: 'Answer every question in a channel',
            options: [
              {
                type: Channel,
                name: 'channel',
                description: 'A text or announcement channel',
                channel_types: [ChannelType.GuildText, ChannelType.GuildAnnouncement],
                required: true,
              },
            ],
          },
          {
            type: Subcommand,
            name: 'remove',
            description: 'Answer in a channel only when I am mentioned',
            options: [
              {
                type: Text,
                name: 'channel',
                description: 'One of the chosen channels, also one that is gone',
                required: true,
                autocomplete: true,
              },
            ],
          },
        ],
      },
      {
        type: Subcommand,
        name: 'threads',
        description: 'Whether I answer questions in channels in a thread of their own',
        options: [
          {
            type: Text,
            name: 'mode',
            description: 'Default: as whoever runs me has set it',
            required: true,
            choices: ['on', 'off', 'default'].map((name) => ({ name, value: name })),
          },
        ],
      },
      {
        type: Subcommand,
        name: 'private-by-default',
        description: 'Whether only the asker sees the answer to /ask',
        options: [
          {
            type: Flag,
            name: 'on',
            description: 'True: only the asker, unless they choose otherwise',
            required: true,
          },
        ],
      },
      {
        type: SubcommandGroup,
        name: 'who-may-ask',
        description: 'Who may ask me questions on this server',
        options: [
          {
            type: Subcommand,
            name: 'add',
            description: 'Let the members of a role ask, and only those of such roles',
            options: [{ type: Role, name: 'role', description: 'The role', required: true }],
          },
          {
            type: Subcommand,
            name: 'remove',
            description: 'No longer let the members of a role ask',
            options: [
              {
                type: Text,
                name: 'role',
                description: 'One of the chosen roles, also one that is gone',
                required: true,
                autocomplete: true,
              },
            ],
          },
          { type: Subcommand, name: 'everyone', description: 'Let everybody ask' },
        ],
      },
    ],
  },
  load: 'lookup',
  isPrivate: () => true,
  refusal: (interaction, context) =>
    refusalToOthers(interaction, context) ??
    (interaction.guildId === null ? NOT_IN_DIRECT_MESSAGES : undefined),
  async run(interaction, context) {
    const { records, config, log } = context;
    const guildId = interaction.guildId as string;
    const surroundings = surroundingsOf(interaction);
    const before = records.settings(guildId);
    const path = pathOf(interaction);
    const { change, said } = wishOf(path, interaction, before, surroundings);
    const after = change === undefined ? before : await changeSettings(guildId, change, context);
    log.info(
      { user: interaction.user.id, guild: guildId, used: path, change },
      change === undefined ? 'settings looked at' : 'settings changed',
    );
    return renderSettings({ said, settings: after, config, surroundings });
  },
  complete(typed, option, context, interaction) {
    const { guildId } = interaction;
    if (guildId === null || refusalToOthers(interaction, context) !== undefined) return [];
    const { answerChannels, askRoles } = context.records.settings(guildId);
    const surroundings = surroundingsOf(interaction);
    return option === 'channel'
      ? choices(answerChannels, typed, '#', surroundings.channel)
      : choices(askRoles, typed, '@', surroundings.role);
  },
};

function pathOf({ options }: ChatInputCommandInteraction): string {
  const group = options.getSubcommandGroup(false);
  const subcommand = options.getSubcommand();
  return group === null ? subcommand : `${group} ${subcommand}`;
}

function choices(
  ids: readonly string[],
  typed: string,
  sign: string,
  look: Surroundings['channel'],
): ApplicationCommandOptionChoiceData<string>[] {
  return ids
    .map((id) => {
      const { name, gone } = look(id);
      const known = gone ? `gone (${id})` : `${sign}${name ?? id}`;
      return { name: fittedPlain(known, LIMITS.autocompleteText), value: id };
    })
    .filter(({ name }) => name.toLowerCase().includes(typed.trim().toLowerCase()))
    .slice(0, LIMITS.autocompleteChoices);
}
