import type { AdminSettings, Asker } from './access.js';
import { isAdmin } from './access.js';
import type { Load } from './commands/command.js';
import type { BotContext } from './context.js';
import { BUSY, NOT_ALLOWED_TO_ASK, renderCooldown } from './rendering/notices.js';
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
export type Admission =
  | { readonly kind: 'admitted'; readonly turn?: Turn }
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * Decides before any work is done, and before it is acknowledged, whether somebody's wish is for
 * now: who may ask, how often, and whether the queue has room.
 */
export async function admit(wish: Wish, context: BotContext): Promise<Admission> {
  if (wish.load === 'long') return { kind: 'admitted' };
  if (wish.load === 'question') {
    const reason = await refusalOf(wish, context);
    if (reason !== undefined) return refused(reason, context);
  }
  const turn = context.turns.reserve(wish.asker.userId);
  return turn === undefined ? refused(BUSY, context) : { kind: 'admitted', turn };
}

function refused(reason: string, { statistics }: BotContext): Admission {
  statistics.refused();
  return { kind: 'refused', reason };
}

async function refusalOf(wish: Wish, context: BotContext): Promise<string | undefined> {
  const { askRoles } = settingsOf(wish.guildId, context);
  if (!mayAsk(wish.asker, askRoles, context.config)) return NOT_ALLOWED_TO_ASK;
  const cooldown = await context.cooldowns.ask(wish.asker.userId, wish.channelId);
  return cooldown === undefined ? undefined : renderCooldown(cooldown, Date.now());
}

/** @param askRoles of the server; everybody may ask when there are none. */
export function mayAsk(asker: Asker, askRoles: readonly string[], admins: AdminSettings): boolean {
  if (askRoles.length === 0 || isAdmin(asker, admins)) return true;
  return asker.roleIds.some((id) => askRoles.includes(id));
}
