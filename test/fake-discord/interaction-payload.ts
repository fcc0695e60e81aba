import { type InteractionType, Locale } from 'discord-api-types/v10';
import type { FakeInteraction } from './interactions.js';
import { memberOf, type Person } from './people.js';
import type { SentMessage } from './pings.js';
import { type ChannelState, channelPayload } from './places.js';
import { withoutNotes } from './stored-message.js';
import type { World } from './world.js';

export interface Where {
  /** The member by default. */
  readonly by?: Person;
  /** The channel of the world by default. */
  readonly in?: ChannelState;
}

export interface InteractionWhere extends Where {
  /** Discord has given it up by the time it arrives. */
  readonly late?: boolean;
  /** Of the person's client. */
  readonly locale?: `${Locale}`;
  /** Of the server. */
  readonly guildLocale?: `${Locale}`;
}

/** The data of INTERACTION_CREATE. */
export function interactionPayload(
  world: World,
  interaction: FakeInteraction,
  type: InteractionType,
  data: object,
  where: InteractionWhere,
  message: SentMessage | undefined,
) {
  const { place } = interaction;
  const person = where.by ?? world.people.get(place.recipient?.id ?? '') ?? world.member;
  const { locale = Locale.EnglishUS, guildLocale = Locale.EnglishUS } = where;
  const { guildId } = place;
  const permissions = person.permissions.toString();
  return {
    id: interaction.id,
    application_id: world.applicationId,
    token: interaction.token,
    type,
    version: 1,
    data,
    channel_id: place.id,
    channel: { ...channelPayload(place, world.bot.id), permissions },
    ...(guildId === undefined
      ? { user: person.user, context: 1, authorizing_integration_owners: { 0: '0' } }
      : {
          guild_id: guildId,
          guild: { id: guildId, locale: guildLocale, features: [] },
          guild_locale: guildLocale,
          member: { ...memberOf(person), permissions },
          context: 0,
          authorizing_integration_owners: { 0: guildId },
        }),
    ...(message === undefined ? {} : { message: withoutNotes(message) }),
    app_permissions: world.permissionsIn(place).toString(),
    locale,
    entitlements: [],
    attachment_size_limit: 10_485_760,
  };
}
