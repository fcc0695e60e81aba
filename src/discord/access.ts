import {
  type BaseInteraction,
  type GuildMember,
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
  return (
    permissions.has(PermissionFlagsBits.ManageGuild) ||
    settings.adminUserIds.includes(asker.userId) ||
    asker.roleIds.some((id) => settings.adminRoleIds.includes(id))
  );
}

export function askerOf(interaction: BaseInteraction): Asker {
  const permissions = interaction.memberPermissions?.bitfield;
  return {
    userId: interaction.user.id,
    roleIds: rolesOf(interaction.member),
    ...(permissions === undefined ? {} : { permissions }),
  };
}

/** In servers that the client does not know, the member is plain data. */
function rolesOf(member: BaseInteraction['member']): string[] {
  if (member === null) return [];
  return Array.isArray(member.roles)
    ? member.roles
    : [...(member as GuildMember).roles.cache.keys()];
}
