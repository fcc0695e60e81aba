/**
 * Discord's limits, from its API reference (resources/message, interactions). Lengths are counted
 * here in UTF-16 code units, which is never less than Discord's own count.
 */
export const LIMITS = {
  messageContent: 2_000,
  embeds: 10,
  /** Sum over the titles, descriptions, fields, footers and authors of all embeds of a message. */
  embedTotal: 6_000,
  embedTitle: 256,
  embedDescription: 4_096,
  embedFields: 25,
  fieldName: 256,
  fieldValue: 1_024,
  customId: 100,
  rows: 5,
  buttonsPerRow: 5,
  autocompleteChoices: 25,
  /** Of a choice's name and of its value. */
  autocompleteText: 100,
} as const;

/** Waiting times that tests shorten; all in milliseconds. */
export interface Timing {
  /** From the start of the login to the ready event. */
  readonly loginMs: number;
  /** That `close` waits for running handlers. */
  readonly closeMs: number;
  /** That a follow-up question waits for the forgotten one before it. */
  readonly recallMs: number;
  /** That an answer waits for the thread that it is to stand in. */
  readonly threadMs: number;
  /** Between two edits of a progress message; its outcome may follow an edit at once. */
  readonly progressMs: number;
  /** Between two sweeps of the records. */
  readonly sweepMs: number;
}

export const DEFAULT_TIMING: Timing = {
  loginMs: 60_000,
  closeMs: 5_000,
  recallMs: 1_500,
  threadMs: 2_500,
  progressMs: 2_000,
  sweepMs: 86_400_000,
};
