import {
  type APIApplicationCommand,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type REST,
  type RESTPostAPIApplicationCommandsJSONBody,
  Routes,
} from 'discord.js';
import type { Logger } from 'pino';
import { harmlessFields } from './faults.js';
import { fingerprint } from './fingerprint.js';
import { localised } from './localisations/localised.js';

type CommandData = RESTPostAPIApplicationCommandsJSONBody;

/** One request per server at the start: past this many, their old commands are not looked for. */
const SERVERS_SEARCHED = 25;

export interface RegistrationPlace {
  readonly applicationId: string;
  /** Register here only; everywhere when absent. */
  readonly guildId?: string;
  /** Servers that may hold commands from a time when `guildId` was set. */
  readonly joinedGuildIds: readonly string[];
}

/**
 * Brings the commands that Discord knows to what `commands` says: one GET, and a PUT only when they
 * differ, because Discord allows 200 changes a day. Then removes commands of the same names from
 * the other side (everywhere, or the servers): they would be listed twice.
 */
export async function registerCommands(
  rest: REST,
  commands: readonly CommandData[],
  place: RegistrationPlace,
  log: Logger,
): Promise<'registered' | 'unchanged'> {
  const isGlobal = place.guildId === undefined;
  const route = routeOf(place.applicationId, place.guildId);
  const wanted = commands.map((command) => onTheWire(command, isGlobal));
  const known = await knownCommands(rest, route, log);
  const changed =
    known === undefined || fingerprint(known, isGlobal) !== fingerprint(wanted, isGlobal);
  if (changed) await rest.put(route, { body: wanted });
  await removeDuplicates(rest, new Set(commands.map(({ name }) => name)), place, log);
  return changed ? 'registered' : 'unchanged';
}

async function removeDuplicates(
  rest: REST,
  names: ReadonlySet<string>,
  { applicationId, guildId, joinedGuildIds }: RegistrationPlace,
  log: Logger,
): Promise<void> {
  const elsewhere = guildId === undefined ? joinedGuildIds.slice(0, SERVERS_SEARCHED) : [undefined];
  for (const guild of elsewhere) {
    try {
      const stale = await list(rest, routeOf(applicationId, guild));
      for (const { id } of stale.filter(({ name }) => names.has(name))) {
        await rest.delete(commandRouteOf(applicationId, guild, id));
      }
    } catch (error) {
      // Listed twice is a blemish; it must not keep the bot from starting.
      log.warn({ guild, ...harmlessFields(error) }, 'old commands could not be removed');
    }
  }
}

/** `undefined` where they cannot be listed, e.g. by a proxy: it is the change that counts. */
async function knownCommands(
  rest: REST,
  route: `/${string}`,
  log: Logger,
): Promise<APIApplicationCommand[] | undefined> {
  try {
    return await list(rest, route);
  } catch (error) {
    log.info(harmlessFields(error), 'the commands cannot be listed; they are registered anew');
    return undefined;
  }
}

async function list(rest: REST, route: `/${string}`): Promise<APIApplicationCommand[]> {
  const query = new URLSearchParams({ with_localizations: 'true' });
  return (await rest.get(route, { query })) as APIApplicationCommand[];
}

function routeOf(applicationId: string, guildId: string | undefined): `/${string}` {
  return guildId === undefined
    ? Routes.applicationCommands(applicationId)
    : Routes.applicationGuildCommands(applicationId, guildId);
}

function commandRouteOf(applicationId: string, guildId: string | undefined, id: string) {
  return guildId === undefined
    ? Routes.applicationCommand(applicationId, id)
    : Routes.applicationGuildCommand(applicationId, guildId, id);
}

/**
 * Contexts exist for global commands only: servers and direct messages with the bot, unless the
 * command names its own. Permissions go
 * as a number, as Discord's API description has it; Discord takes both (discord-api-spec#11).
 */
function onTheWire(command: CommandData, isGlobal: boolean): Record<string, unknown> {
  const { contexts, ...rest } = command;
  const permissions = command.default_member_permissions;
  return {
    type: ApplicationCommandType.ChatInput,
    ...localised(rest),
    ...(permissions == null ? {} : { default_member_permissions: Number(permissions) }),
    ...(isGlobal
      ? {
          contexts: contexts ?? [InteractionContextType.Guild, InteractionContextType.BotDM],
          integration_types: [ApplicationIntegrationType.GuildInstall],
        }
      : {}),
  };
}
