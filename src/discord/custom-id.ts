import type { PassageRef } from '../answer/answer.js';

/**
 * Custom ids carry everything that their button needs, so that it works after a restart. They start
 * with a version, because messages outlive releases: `1:<action>:<arguments, parted by colons>`.
 */
const VERSION = '1';

/** 64 bits of the hash: enough to tell the documents of one corpus apart. */
const HASH_DIGITS = 16;

export interface Action {
  readonly name: string;
  readonly args: readonly string[];
}

export function encodeAction(name: string, ...args: readonly (string | number)[]): string {
  return [VERSION, name, ...args].join(':');
}

/** `undefined` for an id of another version, or of something else. */
export function decodeAction(customId: string): Action | undefined {
  const [version, name, ...args] = customId.split(':');
  return version === VERSION && name ? { name, args } : undefined;
}

export function passageArgs(ref: PassageRef): [string, number, number] {
  return [ref.sha256.slice(0, HASH_DIGITS), ref.start, ref.end];
}

export function parsePassageArgs(args: readonly string[]): PassageRef | undefined {
  const [sha256 = '', start = '', end = ''] = args;
  if (!/^[0-9a-f]{12,64}$/.test(sha256) || !/^\d{1,15}$/.test(start) || !/^\d{1,15}$/.test(end)) {
    return undefined;
  }
  const ref = { sha256, start: Number(start), end: Number(end) };
  return ref.start < ref.end ? ref : undefined;
}
