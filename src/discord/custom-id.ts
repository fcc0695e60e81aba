import type { PassageRef } from '../answer/answer.js';
import { LIMITS } from './limits.js';

/**
 * Custom ids carry everything that their button needs, so that it works after a restart. They start
 * with a version, because messages outlive releases: `1:<action>:<arguments, parted by colons>`.
 */
const VERSION = '1';

/** 64 bits of the hash: enough to tell the documents of one corpus apart. */
const HASH_DIGITS = 16;
/** 48 bits, where several passages share an id. */
const SHORT_HASH_BYTES = 6;
const PACKED = /^([\w-]{8})([0-9a-z]{1,9})\.([0-9a-z]{1,9})$/;

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

/** Of the page of a document that holds a position. */
export function pageArgs({ sha256 }: Pick<PassageRef, 'sha256'>, position: number): string[] {
  return [sha256.slice(0, HASH_DIGITS), `@${position}`];
}

export function parsePassageArgs(args: readonly string[]): PassageRef | undefined {
  const [sha256 = '', start = '', end = ''] = args;
  if (!/^[0-9a-f]{12,64}$/.test(sha256) || !/^\d{1,15}$/.test(start) || !/^\d{1,15}$/.test(end)) {
    return undefined;
  }
  const ref = { sha256, start: Number(start), end: Number(end) };
  return ref.start < ref.end ? ref : undefined;
}

/** An id with as many of the passages as fit, the first first; five of an ordinary size do. */
export function encodePassages(name: string, refs: readonly PassageRef[]): string {
  let id = encodeAction(name, '');
  let separator = '';
  for (const ref of refs) {
    const longer = `${id}${separator}${packed(ref)}`;
    if (longer.length > LIMITS.customId) break;
    id = longer;
    separator = '~';
  }
  return id;
}

/** What `encodePassages` packed; `undefined` when that is no list of passages. */
export function parsePassages(argument: string): PassageRef[] | undefined {
  const refs = argument.split('~').map(unpacked);
  return refs.some((ref) => ref === undefined)
    ? undefined
    : refs.filter((ref) => ref !== undefined);
}

/** Base64url and base 36: some eighteen characters a passage. */
function packed({ sha256, start, end }: PassageRef): string {
  const hash = Buffer.from(sha256.slice(0, 2 * SHORT_HASH_BYTES), 'hex').toString('base64url');
  return `${hash}${start.toString(36)}.${(end - start).toString(36)}`;
}

function unpacked(text: string): PassageRef | undefined {
  const [, hash = '', from = '', length = ''] = PACKED.exec(text) ?? [];
  const [start, size] = [from, length].map((digits) => Number.parseInt(digits, 36));
  if (start === undefined || size === undefined || !(size > 0)) return undefined;
  return { sha256: Buffer.from(hash, 'base64url').toString('hex'), start, end: start + size };
}
