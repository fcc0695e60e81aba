import { unknownGuild, unknownMember, unknownUser } from '../api-error.js';
import { guildPayload } from '../guilds.js';
import { memberOf } from '../people.js';
import { channelPayload } from '../places.js';
import type { RestState, Route } from '../rest.js';

export const BASIC_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    pattern: /^\/gateway\/bot$/,
    handle: ({ gateway: { url, shards, max_concurrency } }) => ({
      url,
      shards,
      session_start_limit: { total: 1000, remaining: 999, reset_after: 0, max_concurrency },
    }),
  },
  {
    method: 'GET',
    pattern: /^\/users\/@me$/,
    handle: ({ world }) => ({ ...world.bot, mfa_enabled: false, locale: 'en-US' }),
  },
  {
    method: 'GET',
    pattern: /^\/users\/(\d+)$/,
    handle: (state, _request, [id]) => personOf(state, id, unknownUser).user,
  },
  {
    method: 'POST',
    pattern: /^\/users\/@me\/channels$/,
    handle: (state, { body }) => {
      const { world } = state;
      const { user } = personOf(state, String(body.recipient_id), unknownUser);
      return channelPayload(world.directMessagesWith(user), world.bot.id);
    },
  },
  {
    method: 'GET',
    pattern: /^\/(?:applications\/@me|oauth2\/applications\/@me)$/,
    handle: ({ world }) => ({
      id: world.applicationId,
      name: world.bot.username,
      icon: null,
      description: '',
      type: null,
      verify_key: '0'.repeat(64),
      flags: 0,
      flags_new: '0',
      redirect_uris: [],
      interactions_endpoint_url: null,
      role_connections_verification_url: null,
      owner: world.admin.user,
      approximate_guild_count: world.guilds.size,
      approximate_user_install_count: 0,
      approximate_user_authorization_count: 0,
      explicit_content_filter: 0,
      team: null,
      eligible_oauth2_scopes: [],
    }),
  },
  {
    method: 'GET',
    pattern: /^\/guilds\/(\d+)$/,
    handle: (state, _request, [id]) => guildPayload(guildOf(state, id)),
  },
  {
    method: 'GET',
    pattern: /^\/guilds\/(\d+)\/channels$/,
    handle: (state, _request, [id]) => state.world.guildCreate(guildOf(state, id)).channels,
  },
  {
    method: 'GET',
    pattern: /^\/guilds\/(\d+)\/roles$/,
    handle: (state, _request, [id]) => guildOf(state, id).roles,
  },
  {
    method: 'GET',
    pattern: /^\/guilds\/(\d+)\/members\/(\d+)$/,
    handle: (state, _request, [guild, id]) => {
      guildOf(state, guild);
      return memberOf(personOf(state, id, unknownMember));
    },
  },
];

function guildOf({ world }: RestState, id: string | undefined) {
  const guild = world.guilds.get(id ?? '');
  if (guild === undefined) throw unknownGuild();
  return guild;
}

function personOf({ world }: RestState, id: string | undefined, missing: () => Error) {
  const person = id === world.bot.id ? world.botMember : world.people.get(id ?? '');
  if (person === undefined) throw missing();
  return person;
}
