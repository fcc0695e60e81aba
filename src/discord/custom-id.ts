import type { PassageRef } from '../answer/answer.js';
import { beginningOf, foldLine } from '../answer/plain-text.js';
import { LIMITS } from './limits.js';

/**
 * Custom ids carry everything that their button needs, so that it works after a restart. They start
 * with a version, because messages outlive releases: `1:<action>:<arguments, parted by colons>`.
 */
const VERSION = '1';

/** 64 bits of the text's hash and 32 of the path's: enough to tell the documents of a corpus apart. */
const DIGITS = { text: 16, source: 8 } as const;
/** 48 bits of both, where several passages share an id. */
const SHORT_DIGITS = { text: 8, source: 4 } as const;
/** Messages of older releases have no digits of the path. */
const HASHES = /^([0-9a-f]{12,64})(?:\.([0-9a-f]{4,64}))?$/;
/** UTF-16 code units of what a member types that goes into an id. */
export const LONGEST_TYPED = 70;
/** With a dot where all digits are of the text, as in older releases. */
const PACKED = /^([\w-]{8})([0-9a-z]{1,9})([.-])([0-9a-z]{1,9})$/;

type Hashes = Omit<PassageRef, 'start' | 'end'>;

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
  return [hashesOf(ref), ref.start, ref.end];
}

/** A page by its number, from 1, or the one that holds a position. */
export type PagePlace = { readonly page: number } | { readonly position: number };

function hashesOf({ sha256, sourceSha256 }: Hashes): string {
  const ofText = sha256.slice(0, DIGITS.text);
  return sourceSha256 === undefined ? ofText : `${ofText}.${sourceSha256.slice(0, DIGITS.source)}`;
}

function parseHashes(text: string): Hashes | undefined {
  const [, sha256, sourceSha256] = HASHES.exec(text) ?? [];
  return sha256 === undefined ? undefined : { sha256, ...(sourceSha256 && { sourceSha256 }) };
}

export function pageArgs(ref: Hashes, at: PagePlace): string[] {
  return [hashesOf(ref), 'page' in at ? `${at.page}` : `@${at.position}`];
}

export function parsePageArgs(
  args: readonly string[],
): { readonly ref: Hashes; readonly at: PagePlace } | undefined {
  const [hashes = '', place = ''] = args;
  const ref = parseHashes(hashes);
  const [, sign, digits] = /^(@?)(\d{1,15})$/.exec(place) ?? [];
  if (ref === undefined || digits === undefined) return undefined;
  return { ref, at: sign ? { position: Number(digits) } : { page: Number(digits) } };
}

/** What a member typed, as far as an id has room for it beside its action and a page. */
export function typedForId(text: string): string {
  return beginningOf(foldLine(text), LONGEST_TYPED).trimEnd();
}

/** What was typed is the last argument, and may hold colons itself; no more than an id has room for. */
export function parseTyped(args: readonly string[], from: number): string {
  return typedForId(args.slice(from).join(':'));
}

export function parsePassageArgs(args: readonly string[]): PassageRef | undefined {
  const [text = '', start = '', end = ''] = args;
  const hashes = parseHashes(text);
  if (hashes === undefined || ![start, end].every((at) => /^\d{1,15}$/.test(at))) return undefined;
  const ref = { ...hashes, start: Number(start), end: Number(end) };
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
function packed({ sha256, sourceSha256 = '', start, end }: PassageRef): string {
  const ofSource = sourceSha256.slice(0, SHORT_DIGITS.source);
  const digits = sha256.slice(0, SHORT_DIGITS.text + SHORT_DIGITS.source - ofSource.length);
  const hash = Buffer.from(digits + ofSource, 'hex').toString('base64url');
  return `${hash}${start.toString(36)}${ofSource === '' ? '.' : '-'}${(end - start).toString(36)}`;
}

function unpacked(packed: string): PassageRef | undefined {
  const [, hash = '', from = '', separator, length = ''] = PACKED.exec(packed) ?? [];
  const [start, size] = [from, length].map((digits) => Number.parseInt(digits, 36));
  if (start === undefined || size === undefined || !(size > 0)) return undefined;
  const digits = Buffer.from(hash, 'base64url').toString('hex');
  const span = { start, end: start + size };
  if (separator === '.') return { sha256: digits, ...span };
  const { text: ofText } = SHORT_DIGITS;
  return { sha256: digits.slice(0, ofText), sourceSha256: digits.slice(ofText), ...span };
}
