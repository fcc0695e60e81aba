import type {
  APIApplicationCommand,
  APIMessage,
  RESTPostAPIChannelMessageJSONBody,
} from 'discord-api-types/v10';
import {
  ApiError,
  invalidForm,
  notFound,
  unauthorized,
  unknownChannel,
  unknownCommand,
  unknownInteraction,
  unknownMessage,
  unknownWebhook,
} from './api-error.js';
import type { FakeInteraction } from './interactions.js';
import { checkMessage, tooLong } from './limits.js';
import { pingsOf, type SentMessage } from './pings.js';
import { snowflake } from './snowflake.js';
import type { ChannelState, World } from './world.js';

export interface Request {
  readonly method: string;
  /** Without the base and version, e.g. `/channels/123/messages`. */
  readonly path: string;
  readonly authorization: string | undefined;
  // The bodies of many routes; each handler states what it takes.
  // biome-ignore lint/suspicious/noExplicitAny: JSON of any shape, checked by the route.
  readonly body: any;
}

export interface RestState {
  readonly world: World;
  readonly token: string;
  readonly gatewayUrl: string;
  readonly interactions: Map<string, FakeInteraction>;
}

type Handler = (state: RestState, request: Request, ids: readonly string[]) => unknown;

interface Route {
  readonly method: string;
  readonly pattern: RegExp;
  /** Interaction routes carry their token in the path instead. */
  readonly open?: true;
  readonly handle: Handler;
}

/** Answers a request with the JSON of the reply; throws `ApiError` for an error response. */
export function handle(state: RestState, request: Request): unknown {
  for (const route of ROUTES) {
    const match = request.method === route.method ? route.pattern.exec(request.path) : null;
    if (match === null) continue;
    if (!route.open && request.authorization !== `Bot ${state.token}`) throw unauthorized();
    return route.handle(state, request, match.slice(1));
  }
  throw notFound();
}

const ROUTES: readonly Route[] = [
  {
    method: 'GET',
    pattern: /^\/gateway\/bot$/,
    handle: ({ gatewayUrl }) => ({
      url: gatewayUrl,
      shards: 1,
      session_start_limit: { total: 1000, remaining: 999, reset_after: 0, max_concurrency: 1 },
    }),
  },
  { method: 'GET', pattern: /^\/users\/@me$/, handle: ({ world }) => world.bot },
  {
    method: 'GET',
    pattern: /^\/(?:applications\/@me|oauth2\/applications\/@me)$/,
    handle: ({ world }) => ({ id: world.applicationId, name: world.bot.username, flags: 0 }),
  },
  {
    method: 'GET',
    pattern: /^\/guilds\/(\d+)$/,
    handle: ({ world }, _request, [id]) => {
      if (id !== world.guildId) throw new ApiError(404, 10_004, 'Unknown Guild');
      return world.guildCreate();
    },
  },
  {
    method: 'GET',
    pattern: /^\/applications\/\d+(\/guilds\/\d+)?\/commands$/,
    handle: ({ world }, _request, [guild]) => commandsOf(world, guild),
  },
  {
    method: 'PUT',
    pattern: /^\/applications\/\d+(\/guilds\/\d+)?\/commands$/,
    handle: ({ world }, { body }, [guild]) => overwriteCommands(world, guild, body),
  },
  {
    method: 'DELETE',
    pattern: /^\/applications\/\d+(\/guilds\/\d+)?\/commands\/(\d+)$/,
    handle: ({ world }, _request, [guild, id]) => {
      const list = commandsOf(world, guild);
      const index = list.findIndex((command) => command.id === id);
      if (index < 0) throw unknownCommand();
      list.splice(index, 1);
      return undefined;
    },
  },
  {
    method: 'GET',
    pattern: /^\/channels\/(\d+)$/,
    handle: (state, _request, [id]) => {
      const place = channelOf(state, id);
      return place.guildId === undefined
        ? { id: place.id, type: place.type, recipients: [state.world.member.user] }
        : { id: place.id, type: place.type, guild_id: place.guildId, name: 'questions' };
    },
  },
  {
    method: 'POST',
    pattern: /^\/channels\/(\d+)\/messages$/,
    handle: (state, { body }, [id]) => postMessage(state.world, channelOf(state, id), body),
  },
  {
    method: 'GET',
    pattern: /^\/channels\/(\d+)\/messages\/(\d+)$/,
    handle: (state, _request, [id, message]) => messageOf(channelOf(state, id), message),
  },
  {
    method: 'PATCH',
    pattern: /^\/channels\/(\d+)\/messages\/(\d+)$/,
    handle: (state, { body }, [id, message]) => {
      const place = channelOf(state, id);
      checkMessage(body, true);
      const changed = { ...messageOf(place, message), ...body };
      place.messages.set(changed.id, changed);
      return changed;
    },
  },
  {
    method: 'POST',
    pattern: /^\/interactions\/(\d+)\/([^/]+)\/callback$/,
    open: true,
    handle: ({ interactions }, { body }, [id, token]) => {
      const interaction = interactions.get(token ?? '');
      if (interaction === undefined || interaction.id !== id) throw unknownInteraction();
      interaction.respond(body);
      return undefined;
    },
  },
  {
    method: 'POST',
    pattern: /^\/webhooks\/\d+\/([^/]+)$/,
    open: true,
    handle: (state, { body }, [token]) => interactionOf(state, token).follow(body),
  },
  {
    method: 'GET',
    pattern: /^\/webhooks\/\d+\/([^/]+)\/messages\/@original$/,
    open: true,
    handle: (state, _request, [token]) => {
      const { message } = interactionOf(state, token);
      if (message === undefined) throw unknownMessage();
      return message;
    },
  },
  {
    method: 'PATCH',
    pattern: /^\/webhooks\/\d+\/([^/]+)\/messages\/(@original|\d+)$/,
    open: true,
    handle: (state, { body }, [token, id]) => interactionOf(state, token).edit(id ?? '', body),
  },
  {
    method: 'DELETE',
    pattern: /^\/webhooks\/\d+\/([^/]+)\/messages\/@original$/,
    open: true,
    handle: (state, _request, [token]) => interactionOf(state, token).remove(),
  },
];

function channelOf({ world }: RestState, id: string | undefined): ChannelState {
  const place = world.channels.get(id ?? '');
  if (place === undefined) throw unknownChannel();
  return place;
}

function messageOf(place: ChannelState, id: string | undefined): SentMessage {
  const message = place.messages.get(id ?? '');
  if (message === undefined) throw unknownMessage();
  return message;
}

function interactionOf({ interactions }: RestState, token: string | undefined): FakeInteraction {
  const interaction = interactions.get(token ?? '');
  if (interaction === undefined) throw unknownWebhook();
  return interaction;
}

function postMessage(
  world: World,
  place: ChannelState,
  body: RESTPostAPIChannelMessageJSONBody,
): SentMessage {
  const refusal = place.refusal?.(body as { embeds?: unknown[] });
  if (refusal !== undefined) throw refusal;
  checkMessage(body, false);
  const reference = body.message_reference;
  const repliedTo = place.messages.get(reference?.message_id ?? '');
  if (
    reference !== undefined &&
    repliedTo === undefined &&
    reference.fail_if_not_exists !== false
  ) {
    throw invalidForm('message_reference', 'MESSAGE_REFERENCE_UNKNOWN_MESSAGE', 'Unknown message');
  }
  const message = world.message(place, world.bot, body.content ?? '', {
    embeds: (body.embeds ?? []) as APIMessage['embeds'],
    components: (body.components ?? []) as NonNullable<APIMessage['components']>,
    ...(repliedTo === undefined
      ? {}
      : {
          type: 19,
          message_reference: { type: 0, message_id: repliedTo.id, channel_id: place.id },
          referenced_message: repliedTo,
        }),
  });
  const sent = {
    ...message,
    pings: pingsOf(message.content, body.allowed_mentions, repliedTo !== undefined),
  };
  place.messages.set(sent.id, sent);
  return sent;
}

function commandsOf(world: World, guild: string | undefined): APIApplicationCommand[] {
  if (guild === undefined) return world.commands.global;
  if (!guild.endsWith(`/${world.guildId}`)) throw new ApiError(403, 50_001, 'Missing Access');
  return world.commands.guild;
}

/** Fills in what Discord fills in, and leaves out what it leaves out. */
function overwriteCommands(
  world: World,
  guild: string | undefined,
  bodies: readonly Partial<APIApplicationCommand>[],
): APIApplicationCommand[] {
  const list = commandsOf(world, guild);
  const known = new Map(list.map((command) => [command.name, command]));
  const fresh = bodies.map((body, index) => {
    checkCommand(body, index);
    return {
      id: known.get(body.name ?? '')?.id ?? snowflake(),
      application_id: world.applicationId,
      version: snowflake(),
      type: 1,
      nsfw: false,
      description_localizations: null,
      name_localizations: null,
      contexts: null,
      integration_types: [0],
      ...(guild === undefined ? { dm_permission: true } : { guild_id: world.guildId }),
      ...body,
      default_member_permissions:
        body.default_member_permissions == null ? null : String(body.default_member_permissions),
      ...(body.options === undefined ? {} : { options: body.options.map(withoutFalse) }),
    } as APIApplicationCommand;
  });
  list.splice(0, list.length, ...fresh);
  return fresh;
}

function withoutFalse<T extends object>(option: T): T {
  return Object.fromEntries(
    Object.entries(option).filter(([key, value]) => key === 'type' || value !== false),
  ) as T;
}

function checkCommand(body: Partial<APIApplicationCommand>, index: number): void {
  if (!/^[-_\p{L}\p{N}]{1,32}$/u.test(body.name ?? '')) {
    throw invalidForm(`${index}.name`, 'STRING_TYPE_REGEX', 'String value did not match regex.');
  }
  const described = [body, ...(body.options ?? [])];
  if (
    described.some(({ description = '' }) => description.length < 1 || description.length > 100)
  ) {
    throw tooLong(`${index}.description`, 100);
  }
  const required = (body.options ?? []).map((option) => 'required' in option && option.required);
  if (required.some((now, at) => now && at > 0 && !required[at - 1])) {
    throw invalidForm(
      `${index}.options`,
      'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
      'Required options must be placed before non-required options',
    );
  }
}
