import { PermissionFlagsBits } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { isAdmin } from '../../src/discord/access.js';

const NOBODY = { adminRoleIds: [], adminUserIds: [] };
const MEMBER = { userId: '1', roleIds: ['7'], permissions: PermissionFlagsBits.SendMessages };

describe('who is an admin', () => {
  it('is not a member without rights', () => {
    expect(isAdmin(MEMBER, NOBODY)).toBe(false);
    expect(isAdmin({ userId: '1', roleIds: [] }, NOBODY)).toBe(false);
  });

  it.each(['ManageGuild', 'Administrator'] as const)('is a member with %s', (permission) => {
    const permissions = PermissionFlagsBits.SendMessages | PermissionFlagsBits[permission];
    expect(isAdmin({ ...MEMBER, permissions }, NOBODY)).toBe(true);
  });

  it('is a member with a role or an id that the settings name, and nobody else', () => {
    expect(isAdmin(MEMBER, { adminRoleIds: ['7'], adminUserIds: [] })).toBe(true);
    expect(isAdmin(MEMBER, { adminRoleIds: ['8'], adminUserIds: [] })).toBe(false);
    expect(isAdmin(MEMBER, { adminRoleIds: [], adminUserIds: ['1'] })).toBe(true);
    // A role with the number of a user is no admin.
    expect(isAdmin(MEMBER, { adminRoleIds: ['1'], adminUserIds: ['7'] })).toBe(false);
  });
});
