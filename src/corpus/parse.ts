import { createHash } from 'node:crypto';
import { blocksOf } from './blocks.js';
import { findDateline } from './dates.js';
import type { Block, Document, DocumentInfo } from './document.js';
import { type Metadata, readFrontMatter } from './front-matter.js';
import { withoutFurniture } from './furniture.js';
import { foldWhiteSpace } from './lines.js';

/** A title taken from running text is cut at a word before this many code units. */
const LONGEST_TITLE = 90;

/**
 * Decodes one file. `known` is what `sources.yaml` says of it; the text's own front matter wins.
 *
 * @throws Error that says what is wrong: not UTF-8, empty, broken front matter, nothing to quote.
 */
export function parseDocument(source: string, bytes: Uint8Array, known: Metadata = {}): Document {
  const text = decode(bytes);
  const { metadata, bodyStart } = readFrontMatter(text);
  const dateline = findDateline(text, bodyStart);
  const blocks = withoutFurniture(
    text,
    behind(blocksOf(text, bodyStart), dateline?.span.end ?? 0, dateline?.span.start ?? 0, text),
  );
  if (blocks.length === 0) throw new Error('it holds no text that could be quoted');
  const merged: Metadata = {
    ...(dateline === undefined ? {} : { date: dateline.date }),
    ...known,
    ...metadata,
  };
  const info: DocumentInfo = {
    source,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    ...merged,
    title: merged.title ?? titleFromText(text, blocks),
    ...(merged.url === undefined
      ? {}
      : { site: new URL(merged.url).hostname.replace(/^www\./, '') }),
  };
  return { info, text, blocks };
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
function behind(blocks: readonly Block[], end: number, start: number, text: string): Block[] {
  return blocks.flatMap((block) => {
    if (block.start < start || block.start >= end) return [block];
    const rest = text.slice(end, block.end);
    const next = end + (rest.length - rest.trimStart().length);
    return next >= block.end ? [] : [{ ...block, start: next }];
  });
}

/** The first Markdown heading, else the first line, cut at a word when it is running text. */
function titleFromText(text: string, blocks: readonly Block[]): string {
  const contents = blocks.map((block) => text.slice(block.start, block.end));
  const heading = contents.find((content) => /^#{1,6}\s/.test(content));
  const line = foldWhiteSpace((heading ?? contents[0] ?? '').replace(/^#{1,6}\s+|[*_]{1,2}/g, ''));
  if (line.length <= LONGEST_TITLE) return line;
  const cut = line.lastIndexOf(' ', LONGEST_TITLE);
  return `${line.slice(0, cut > 0 ? cut : LONGEST_TITLE).replace(/[\s,;:–—-]+$/, '')}…`;
}
