import { asSentence } from '../../answer/plain-text.js';
import type { VerbatimError } from '../../errors.js';
import type { Cooldown } from '../cooldowns.js';
import { COLOURS, type Reply } from './reply.js';
import { fitted } from './text.js';

export const PASSAGE_GONE =
  'The documents have changed since this answer, and that passage is no longer among them. Ask again to see what they say now.';
export const DOCUMENT_GONE =
  'This document has changed since, or is gone, so I cannot turn to that page. `/source` shows what it says now.';
export const UNKNOWN_BUTTON =
  'This button belongs to an older version of me. Ask again, and the new answer will have working ones.';
export const UNKNOWN_COMMAND =
  'I do not know this command any more. Discord will show the current ones in a moment; `/help` lists them.';
export const NOT_ADMIN =
  'Only admins may do that: members with the Manage Server permission, or those named in my ADMIN_ROLE_IDS and ADMIN_USER_IDS settings.';
export const NOT_NAMED_ADMIN =
  'All servers that I am in share one index, so only members named in my ADMIN_ROLE_IDS and ADMIN_USER_IDS settings may do that.';
export const NOT_IN_DIRECT_MESSAGES = 'These are settings of a server; use the command there.';
export const NOT_ALLOWED_TO_ASK =
  'On this server only members with certain roles may ask me questions; its admins choose them with `/settings`.';
export const SETTINGS_UNKNOWN =
  'I cannot read the settings of this server right now, so I do not know who may ask. Please try again in a minute.';
export const THREAD_IS_OPEN =
  'Ask on about this answer here. Mention me when you do; I cannot read the rest.';
export const QUOTES_NOTHING =
  'I find no quotation in this message. I look up what stands in quotation marks, “like these words”, and block quotes, lines that begin with `>`, of three words or more. Any other text can be pasted into `/quote`.';
export const ASKS_NOTHING =
  'This message has no text that I could look up: I cannot read its pictures, files or previews. Choose one with words, or use `/ask`.';
export const BUSY =
  'More questions wait for me than I can promise to answer soon. Please ask again in a minute.';
export const FORGOT_JUST_NOW =
  'You have asked me that within the last minute. Please try again in a minute.';
export const RESTARTING = 'I am being restarted. Please ask again in a minute.';
export const REINDEX_INTERRUPTED =
  'I am being restarted, and this run ends with me. When I am back, I take in what has changed; for a full run, use `/reindex` again.';
export const CANCELLING = 'I end this run. Whoever waits for it is told what came of it.';
export const RUN_IS_OVER = 'That run is over already; there is nothing to cancel.';
export const FULL_AND_ROLLBACK =
  '`full` builds everything anew and `rollback` goes back to what was built before, so please choose one of them.';
export const ROLLBACK_MUST_WAIT =
  'The documents are being indexed right now. Let that end, or join it with `/reindex` and cancel it there, and then go back.';
export const CROWDED =
  'More answers wait for this channel than Discord lets me post soon. Please ask again in a minute, or use `/ask`.';
export const MAY_NOT_SHARE =
  'Only members who may write in this channel can share an answer in it.';
const NEEDED_PERMISSIONS = ['View Channel', 'Send Messages', 'Embed Links', 'Read Message History'];

/** @param now Milliseconds since 1970. */
export function renderCooldown(
  { of, waitMs }: Pick<Cooldown, 'of' | 'waitMs'>,
  now: number,
): string {
  const again = Math.ceil((now + waitMs) / 1000);
  const asked = of === 'user' ? 'You have asked' : 'This channel has asked';
  return `${asked} me a lot within a minute. Please try again <t:${again}:R>.`;
}

export function renderIncident(incident: string): string {
  return `Something went wrong on my side. An admin can find it in my log as incident \`${incident}\`.`;
}

/** @param permissions as Discord's settings call them; one or more. */
export function renderUnableToPost(permissions: readonly string[]): string {
  return `I am not allowed to post answers here. An admin can give me ${listed(permissions)} in this channel.`;
}

/** @param permissions as Discord's settings call them; all that are needed when there are none. */
export function renderLacking(permissions: readonly string[], incident: string): Reply {
  const names = permissions.length === 0 ? NEEDED_PERMISSIONS : permissions;
  return {
    content: `I am not allowed to answer here as I should. Please ask an admin to give me ${listed(names)} in this channel (incident \`${incident}\`).`,
  };
}

function listed(permissions: readonly string[]): string {
  return permissions.map((name) => `“${name}”`).join(', ');
}

/** Stands in a channel for an answer that its thread no longer took. */
export function renderLockedThread(threadId: string, incident: string): Reply {
  return {
    content: `The thread <#${threadId}> was locked before I could answer in it. Ask again here, or have it unlocked (incident \`${incident}\`).`,
  };
}

/** The name pings nobody, as nothing that the bot sends does. */
export function sharedBy(userId: string): string {
  return `-# Shared by <@${userId}>`;
}

/** @param isStored whether what was asked is, without which a vote says nothing about it. */
export function thanksFor(helpful: boolean, isStored: boolean): string {
  if (helpful) return 'Thank you! Your vote is noted.';
  return isStored
    ? 'Thank you, that is noted. The admins see that this question was not answered well; other words may still find more.'
    : 'Thank you, that is noted. It counts in the sum alone: admins see no question with it, since this one is not stored. Other words may still find more.';
}

/** A fault that its reader can act on, e.g. an over-long question. */
export function renderRemedy(error: VerbatimError): Reply {
  return { embeds: [{ description: remedyFor(error), color: COLOURS.none }] };
}

/** The same for where there is no embed. */
export function remedyFor(error: VerbatimError): string {
  return fitted(`${asSentence(error.message)} ${asSentence(error.remedy)}`, 1_500);
}

/** For a mention without a question. */
export function renderShortHelp(botName: string): Reply {
  return {
    content: `Ask me a question, for example “@${botName} who signed the agreement?”, and I answer with passages quoted from the documents. \`/help\` says more.`,
  };
}
