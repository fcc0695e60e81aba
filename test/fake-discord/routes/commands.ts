import { type APIApplicationCommand, ApplicationCommandType } from 'discord-api-types/v10';
import { missingAccess, unknownCommand } from '../api-error.js';
import { checkCommands } from '../command-limits.js';
import type { Route } from '../rest.js';
import { snowflake } from '../snowflake.js';
import type { World } from '../world.js';

export const COMMAND_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    pattern: /^\/applications\/\d+(?:\/guilds\/(\d+))?\/commands$/,
    handle: ({ world }, { query }, [guild]) => {
      const commands = commandsOf(world, guild);
      return query.get('with_localizations') === 'true'
        ? commands
        : commands.map(withoutLocalisations);
    },
  },
  {
    method: 'PUT',
    pattern: /^\/applications\/\d+(?:\/guilds\/(\d+))?\/commands$/,
    handle: ({ world }, { body }, [guild]) => overwriteCommands(world, guild, body),
  },
  {
    method: 'DELETE',
    pattern: /^\/applications\/\d+(?:\/guilds\/(\d+))?\/commands\/(\d+)$/,
    handle: ({ world }, _request, [guild, id]) => {
      const list = commandsOf(world, guild);
      const index = list.findIndex((command) => command.id === id);
      if (index < 0) throw unknownCommand();
      list.splice(index, 1);
      return undefined;
    },
  },
];

function commandsOf(world: World, guildId: string | undefined): APIApplicationCommand[] {
  if (guildId === undefined) return world.commands.global;
  const guild = world.guilds.get(guildId);
  if (guild === undefined) throw missingAccess();
  return guild.commands;
}

/** Fills in what Discord fills in, and leaves out what it leaves out. */
function overwriteCommands(
  world: World,
  guildId: string | undefined,
  bodies: readonly Partial<APIApplicationCommand>[],
): APIApplicationCommand[] {
  const list = commandsOf(world, guildId);
  checkCommands(bodies);
  const keyOf = ({
    type = ApplicationCommandType.ChatInput,
    name,
  }: Partial<APIApplicationCommand>) => `${type} ${name}`;
  const known = new Map(list.map((command) => [keyOf(command), command]));
  const fresh = bodies.map(
    (body) =>
      ({
        id: known.get(keyOf(body))?.id ?? snowflake(),
        application_id: world.applicationId,
        version: snowflake(),
        type: ApplicationCommandType.ChatInput,
        description: '',
        nsfw: false,
        description_localizations: null,
        name_localizations: null,
        contexts: null,
        integration_types: [0],
        ...(guildId === undefined ? { dm_permission: true } : { guild_id: guildId }),
        ...body,
        default_member_permissions:
          body.default_member_permissions == null ? null : String(body.default_member_permissions),
        ...(body.options === undefined ? {} : { options: body.options.map(withoutFalse) }),
      }) as APIApplicationCommand,
  );
  list.splice(0, list.length, ...fresh);
  return fresh;
}

function withoutFalse<T extends object>(option: T): T {
  return Object.fromEntries(
    Object.entries(option)
      .filter(([key, value]) => key === 'type' || value !== false)
      .map(([key, value]) => [key, key === 'options' ? value.map(withoutFalse) : value]),
  ) as T;
}

/** Discord gives translations only to those who ask for them. */
function withoutLocalisations(command: APIApplicationCommand): APIApplicationCommand {
  const { name_localizations: _, description_localizations: __, ...rest } = command;
  return rest as APIApplicationCommand;
}
