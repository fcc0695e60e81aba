import { createHash } from 'node:crypto';
import type { DocumentInfo, Span } from '../corpus/document.js';
import type { PassageRef } from './answer.js';
import type { DocumentRef } from './reader.js';

/** Fewer digits may begin the hash of another document. */
const FEWEST_DIGITS = 12;
const FEWEST_OF_TEXT = 8;
const HEX = /^[0-9a-f]{0,64}$/;

export function refTo(
  { sha256, source }: Pick<DocumentInfo, 'sha256' | 'source'>,
  { start, end }: Span,
): PassageRef {
  return { sha256, sourceSha256: sourceSha256(source), start, end };
}

/** The documents that a reference may mean: `undefined` when it says too little to tell. */
export function meant(
  ref: Exclude<DocumentRef, { readonly source: string }>,
): ((document: DocumentInfo) => boolean) | undefined {
  const { sha256, sourceSha256: ofSource = '' } = ref;
  const digits = sha256 + ofSource;
  if (![sha256, ofSource].every((part) => HEX.test(part))) return undefined;
  if (sha256.length < FEWEST_OF_TEXT || digits.length < FEWEST_DIGITS) return undefined;
  return (document) =>
    document.sha256.startsWith(sha256) &&
    (ofSource === '' || sourceSha256(document.source).startsWith(ofSource));
}

function sourceSha256(source: string): string {
  return createHash('sha256').update(source, 'utf8').digest('hex');
}
