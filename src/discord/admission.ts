import type { AdminSettings, Asker } from './access.js';
import { isAdmin } from './access.js';
import type { Load } from './commands/command.js';
import type { BotContext } from './context.js';
import { BUSY, NOT_ALLOWED_TO_ASK, renderCooldown, SETTINGS_UNKNOWN } from './rendering/notices.js';
import { settingsOf } from './settings.js';
import type { Turn } from './turns.js';

export interface Wish {
  readonly load: Load;
  readonly asker: Asker;
  /** `null` in direct messages. */
  readonly guildId: string | null;
  readonly channelId: string;
}

/** A turn (absent for what takes none), or why there is none, in words for the member. */
export type Admission = { readonly kind: 'admitted'; readonly turn?: Turn } | Refused;

export interface Refused {
  readonly kind: 'refused';
  readonly reason: string;
  /** Whether this member was told the same just now: who floods a channel gets one answer to it. */
  readonly repeated: boolean;
}

/**
 * Decides before any work is done, and before it is acknowledged, whether somebody's wish is for
 * now: who may ask, how often, and whether the queue has room.
 */
export async function admit(wish: Wish, context: BotContext): Promise<Admission> {
  if (wish.load === 'long') return { kind: 'admitted' };
  if (wish.load === 'question') {
    const refusal = await refusalOf(wish, context);
    if (refusal !== undefined) return refused(refusal, context);
  }
  const turn = context.turns.reserve(wish.asker.userId);
  if (turn !== undefined) return { kind: 'admitted', turn };
  const repeated = await context.cooldowns.isRepeated(
    `busy for ${wish.asker.userId} in ${wish.channelId}`,
  );
  return refused({ reason: BUSY, repeated }, context);
}

type Refusal = Pick<Refused, 'reason' | 'repeated'>;

function refused(refusal: Refusal, { statistics }: BotContext): Refused {
  statistics.refused();
  return { kind: 'refused', ...refusal };
}

async function refusalOf(wish: Wish, context: BotContext): Promise<Refusal | undefined> {
  const { cooldowns, config } = context;
  const { asker, guildId, channelId } = wish;
  const { askRoles, unknown } = settingsOf(guildId, context);
  if (unknown) {
    const repeated = await cooldowns.isRepeated(`settings for ${asker.userId} of ${guildId}`);
    return { reason: SETTINGS_UNKNOWN, repeated };
  }
  if (!mayAsk(asker, askRoles, config)) {
    const repeated = await cooldowns.isRepeated(`${asker.userId} of ${guildId}`);
    return { reason: NOT_ALLOWED_TO_ASK, repeated };
  }
  const cooldown = await cooldowns.ask(asker.userId, channelId);
  if (cooldown === undefined) return undefined;
  return { reason: renderCooldown(cooldown, Date.now()), repeated: cooldown.repeated };
}

/** @param askRoles of the server; everybody may ask when there are none. */
export function mayAsk(asker: Asker, askRoles: readonly string[], admins: AdminSettings): boolean {
  if (askRoles.length === 0 || isAdmin(asker, admins)) return true;
  return asker.roleIds.some((id) => askRoles.includes(id));
}
