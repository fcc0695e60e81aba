import type {
  APIApplicationCommand,
  APIApplicationCommandBasicOption,
  APIApplicationCommandOption,
  APIRole,
  ApplicationCommandOptionType as Type,
} from 'discord-api-types/v10';
import { memberOf, type Person } from './people.js';
import { type ChannelState, channelPayload } from './places.js';
import type { World } from './world.js';

/** What somebody fills into an option; channels, roles and people as they stand in the world. */
export type OptionValue = string | number | boolean | ChannelState | APIRole | Person;
export type OptionValues = Readonly<Record<string, OptionValue>>;
export type Focus = { readonly option: string; readonly typed: string };

interface OptionData {
  readonly name: string;
  readonly type: Type;
  readonly value?: string | number | boolean;
  readonly focused?: true;
  readonly options?: readonly OptionData[];
}

type ResolvedKind = 'users' | 'members' | 'roles' | 'channels';
export type Resolved = Partial<Record<ResolvedKind, Record<string, object>>>;

export interface Filled {
  readonly options: readonly OptionData[];
  readonly resolved?: Resolved;
}

/**
 * The options of a command as an interaction holds them, with the types that were registered.
 * Throws when the command has no such option or subcommand: Discord offers nobody any.
 *
 * @param path Names of a group and a subcommand, as far as the command has them.
 */
export function fillOptions(
  world: World,
  command: APIApplicationCommand,
  path: readonly string[],
  values: OptionValues,
  focus?: Focus,
): Filled {
  const nesting: APIApplicationCommandOption[] = [];
  let offered: readonly APIApplicationCommandOption[] = command.options ?? [];
  for (const name of path) {
    const found = offered.find((option) => option.name === name);
    if (found === undefined) throw new Error(`/${command.name} has no subcommand ${name}`);
    nesting.push(found);
    offered = ('options' in found ? found.options : undefined) ?? [];
  }
  const resolved: Resolved = {};
  const given = Object.entries(focus ? { ...values, [focus.option]: focus.typed } : values);
  const leaves = given.map(([name, value]): OptionData => {
    const option = offered.find((each) => each.name === name);
    if (option === undefined) throw new Error(`/${command.name} has no option ${name}`);
    const { type } = option as APIApplicationCommandBasicOption;
    const plain = typeof value === 'object' ? resolve(world, value, resolved) : value;
    return { name, type, value: plain, ...(focus?.option === name ? { focused: true } : {}) };
  });
  const options = nesting.reduceRight<readonly OptionData[]>(
    (inner, { name, type }) => [{ name, type, options: inner }],
    leaves,
  );
  return { options, ...(Object.keys(resolved).length === 0 ? {} : { resolved }) };
}

/** Notes what an id stands for, as Discord sends it along, and returns the id. */
export function resolve(
  world: World,
  value: ChannelState | APIRole | Person,
  resolved: Resolved,
): string {
  const note = (kind: ResolvedKind, id: string, entry: object) => {
    resolved[kind] = { ...resolved[kind], [id]: entry };
    return id;
  };
  if ('messages' in value) {
    const channel = { ...channelPayload(value, world.bot.id), ...permissionsOf(world, value) };
    return note('channels', value.id, channel);
  }
  if ('user' in value) {
    const { user: _, ...member } = memberOf(value);
    note('members', value.user.id, { ...member, permissions: value.permissions.toString() });
    return note('users', value.user.id, value.user);
  }
  return note('roles', value.id, value);
}

function permissionsOf(world: World, place: ChannelState) {
  return {
    permissions: world.member.permissions.toString(),
    app_permissions: world.permissionsIn(place).toString(),
  };
}
