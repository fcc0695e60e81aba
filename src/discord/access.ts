import {
  type BaseInteraction,
  type GuildMember,
  type Message,
  PermissionFlagsBits,
  PermissionsBitField,
} from 'discord.js';

/** Who asks, as far as permissions go. */
export interface Asker {
  readonly userId: string;
  readonly roleIds: readonly string[];
  /** In the channel where they ask; absent in direct messages. */
  readonly permissions?: bigint;
}

export interface AdminSettings {
  readonly adminRoleIds: readonly string[];
  readonly adminUserIds: readonly string[];
}

/**
 * Checked by every handler that asks for it, although Discord hides such commands by
 * `default_member_permissions`: a server's admins can override those.
 */
export function isAdmin(asker: Asker, settings: AdminSettings): boolean {
  const permissions = new PermissionsBitField(asker.permissions ?? 0n);
  return permissions.has(PermissionFlagsBits.ManageGuild) || isNamedAdmin(asker, settings);
}

/** Whether the settings of the program name them, whatever they may do in a server. */
export function isNamedAdmin(
  { userId, roleIds }: Asker,
  { adminUserIds, adminRoleIds }: AdminSettings,
): boolean {
  return adminUserIds.includes(userId) || roleIds.some((id) => adminRoleIds.includes(id));
}

export function askerOf(interaction: BaseInteraction): Asker {
  const permissions = interaction.memberPermissions?.bitfield;
  return {
    userId: interaction.user.id,
    roleIds: rolesOf(interaction.member),
    ...(permissions === undefined ? {} : { permissions }),
  };
}

export function authorOf({ author, member }: Message): Asker {
  const permissions =
    member !== null && knowsRoles(member) ? member.permissions.bitfield : undefined;
  return {
    userId: author.id,
    roleIds: rolesOf(member),
    ...(permissions === undefined ? {} : { permissions }),
  };
}

/** In servers that the client does not know, the member is plain data. */
function rolesOf(member: BaseInteraction['member']): string[] {
  if (member === null) return [];
  if (Array.isArray(member.roles)) return member.roles;
  const known = member as GuildMember;
  return knowsRoles(known) ? [...known.roles.cache.keys()] : [];
}

/** discord.js counts on the role that everyone has, which has the id of its server. */
function knowsRoles({ guild }: GuildMember): boolean {
  return guild.roles.cache.has(guild.id);
}
