import type { BaseInteraction } from 'discord.js';

/** What is known of something that has an id on a server. */
export interface Known {
  /** Absent when it is gone, or when the bot cannot tell. */
  readonly name?: string;
  /** The server has it no more, or hides it from the bot. */
  readonly gone: boolean;
}

/** The channels and roles of the server that an interaction came from. */
export interface Surroundings {
  readonly channel: (id: string) => Known;
  readonly role: (id: string) => Known;
}

/** In a server that the client does not know, e.g. in an outage, nothing is certain. */
export function surroundingsOf({ guild }: Pick<BaseInteraction, 'guild'>): Surroundings {
  const look = (named: { readonly name: string } | undefined): Known => {
    if (guild === null || !guild.available) return { gone: false };
    return named === undefined ? { gone: true } : { name: named.name, gone: false };
  };
  return {
    channel: (id) => look(guild?.channels.cache.get(id)),
    role: (id) => look(guild?.roles.cache.get(id)),
  };
}
