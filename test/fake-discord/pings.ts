import type { APIAllowedMentions, APIMessage } from 'discord-api-types/v10';

/** As `APIAllowedMentions`, with absent fields also as `undefined`. */
type AllowedMentions = { [K in keyof APIAllowedMentions]: APIAllowedMentions[K] | undefined };

/** Who would be notified by a message. */
export interface Pings {
  readonly everyone: boolean;
  readonly roles: readonly string[];
  readonly users: readonly string[];
  /** The author of the message that this one replies to. */
  readonly repliedUser: boolean;
}

/**
 * As Discord decides it: from the content only, never from embeds, and backslashes do not help.
 * Without `allowed_mentions` everything in the content pings.
 */
export function pingsOf(
  content: string,
  allowed: AllowedMentions | null | undefined,
  isReply: boolean,
): Pings {
  const may = (kind: string, id?: string) =>
    allowed == null ||
    (allowed.parse ?? []).some((parsed) => parsed === kind) ||
    (id !== undefined &&
      ((kind === 'roles' && allowed.roles?.includes(id)) ||
        (kind === 'users' && allowed.users?.includes(id))) === true);
  const ids = (pattern: RegExp) => [...content.matchAll(pattern)].map((match) => match[1] ?? '');
  return {
    everyone: /@(everyone|here)/.test(content) && may('everyone'),
    roles: ids(/<@&(\d+)>/g).filter((id) => may('roles', id)),
    users: ids(/<@!?(\d+)>/g).filter((id) => may('users', id)),
    repliedUser: isReply && (allowed == null || allowed.replied_user === true),
  };
}

export function pingsNobody(pings: Pings): boolean {
  return (
    !pings.everyone && !pings.repliedUser && pings.roles.length === 0 && pings.users.length === 0
  );
}

export type SentMessage = APIMessage & { readonly pings: Pings };
