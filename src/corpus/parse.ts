import { hash } from 'node:crypto';
import { blocksOf } from './blocks.js';
import { findDateline } from './dates.js';
import type { Block, Document, DocumentInfo, Span } from './document.js';
import { type Metadata, readFrontMatter } from './front-matter.js';
import { withoutFurniture } from './furniture.js';
import { foldWhiteSpace, shortened, trimSpan } from './lines.js';

/** A title taken from running text is cut at a word before this many code units. */
const LONGEST_TITLE = 90;
/** What is read of a block to take a title from, code units. */
const MOST_OF_BLOCK = 2_000;

/**
 * Decodes one file. `known` is what `sources.yaml` says of it; the text's own front matter wins.
 *
 * @throws Error that says what is wrong: not UTF-8, empty, broken front matter, nothing to quote.
 */
export function parseDocument(source: string, bytes: Uint8Array, known: Metadata = {}): Document {
  const text = decode(bytes);
  const { metadata, remarks, bodyStart } = readFrontMatter(text);
  const all = blocksOf(text, bodyStart);
  const dateline = findDateline(text, all);
  const blocks = withoutFurniture(text, dateline ? behind(text, all, dateline.span) : all);
  if (blocks.length === 0) throw new Error('it holds no text that could be quoted');
  const merged: Metadata = {
    ...(dateline === undefined ? {} : { date: dateline.date }),
    ...known,
    ...metadata,
  };
  const info: DocumentInfo = {
    source,
    sha256: hash('sha256', bytes),
    ...merged,
    title: merged.title ?? titleFromText(text, blocks),
    ...(merged.url === undefined
      ? {}
      : { site: new URL(merged.url).hostname.replace(/^www\./, '') }),
  };
  return { info, text, blocks, remarks };
}

/** The byte-order mark stays: offsets count the file exactly as it is on disk. */
function decode(bytes: Uint8Array): string {
  if (bytes.length === 0) throw new Error('it is empty');
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Error('it is not UTF-8; save it in that encoding');
  }
  if (text.includes('\0')) throw new Error('it holds NUL characters, so it is no text file');
  return text;
}

/** Takes the dateline away: a block that is only that, or the beginning of one. */
function behind(text: string, blocks: readonly Block[], dateline: Span): Block[] {
  return blocks.flatMap((block) => {
    if (block.start < dateline.start || block.start >= dateline.end) return [block];
    const { start } = trimSpan(text, { start: dateline.end, end: block.end });
    return start >= block.end ? [] : [{ ...block, start }];
  });
}

/** The first Markdown heading of the first level, else the first line that has words. */
function titleFromText(text: string, blocks: readonly Block[]): string {
  const heading = blocks.find(({ start }) => /^#\s/.test(text.slice(start, start + 2)));
  for (const { start, end } of heading === undefined ? blocks : [heading, ...blocks]) {
    const line = withoutMarkup(text.slice(start, Math.min(end, start + MOST_OF_BLOCK)));
    if (/[\p{L}\p{N}]/u.test(line)) return shortened(line, LONGEST_TITLE);
  }
  return '';
}

function withoutMarkup(content: string): string {
  const plain = content
    .replace(/^(?:#{1,6}|[-*+•]|\d{1,3}[.)])\s+/, '')
    .replace(/<[a-z/!][^>]*>/gi, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/(?<![\p{L}\p{N}])[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?![\p{L}\p{N}])/gu, '');
  return foldWhiteSpace(plain);
}
