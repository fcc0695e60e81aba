import { type APIApplicationCommand, type APIRole, Locale } from 'discord-api-types/v10';
import { MEMBER_PERMISSIONS } from './people.js';
import { snowflake } from './snowflake.js';

export interface GuildState {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly roles: APIRole[];
  /** Registered for this guild only. */
  readonly commands: APIApplicationCommand[];
  /** In an outage nothing of it is told at first. */
  available: boolean;
}

export function guildState(
  name: string,
  ownerId: string,
  bot: { readonly role: string; readonly permissions: bigint },
  id = snowflake(),
): GuildState {
  return {
    id,
    name,
    ownerId,
    roles: [role('@everyone', MEMBER_PERMISSIONS, id), role(name, bot.permissions, bot.role)],
    commands: [],
    available: true,
  };
}

export function role(name: string, permissions: bigint, id = snowflake()): APIRole {
  return {
    id,
    name,
    permissions: permissions.toString(),
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    position: 0,
    managed: false,
    mentionable: false,
    icon: null,
    unicode_emoji: null,
    flags: 0,
  } as unknown as APIRole;
}

/** What the API and the gateway tell of a guild alike. */
export function guildPayload(guild: GuildState) {
  return {
    id: guild.id,
    name: guild.name,
    owner_id: guild.ownerId,
    roles: guild.roles,
    preferred_locale: Locale.EnglishUS,
    ...PLAIN_GUILD,
  };
}

const PLAIN_GUILD = {
  ...Object.fromEntries(
    [
      ...['icon', 'description', 'home_header', 'splash', 'discovery_splash', 'banner'],
      ...['application_id', 'afk_channel_id', 'system_channel_id', 'widget_channel_id'],
      ...['max_presences', 'vanity_url_code', 'rules_channel_id', 'safety_alerts_channel_id'],
      ...['public_updates_channel_id', 'incidents_data'],
    ].map((field) => [field, null]),
  ),
  ...Object.fromEntries(
    [
      ...['system_channel_flags', 'verification_level', 'default_message_notifications'],
      ...['mfa_level', 'explicit_content_filter', 'premium_tier', 'premium_subscription_count'],
      'nsfw_level',
    ].map((field) => [field, 0]),
  ),
  features: [],
  emojis: [],
  stickers: [],
  region: 'deprecated',
  afk_timeout: 300,
  widget_enabled: false,
  premium_progress_bar_enabled: false,
  nsfw: false,
  max_members: 25_000_000,
  max_stage_video_channel_users: 50,
  max_video_channel_users: 25,
};
