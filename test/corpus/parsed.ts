import type { Document } from '../../src/corpus/document.js';
import { parseDocument } from '../../src/corpus/parse.js';

export function parsed(text: string, source = 'document.txt'): Document {
  return parseDocument(source, Buffer.from(text));
}

/** What is quotable in a text, block by block, as it stands there. */
export function blockTexts({ text, blocks }: Document): string[] {
  return blocks.map(({ start, end }) => text.slice(start, end));
}
