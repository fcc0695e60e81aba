import { parseInline, type Run } from './inline.js';

/** A line of text or, of quotes and code, several. */
export type Block =
  | { readonly kind: 'text' | 'small'; readonly runs: readonly Run[] }
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly runs: readonly Run[] }
  | {
      readonly kind: 'item';
      /** 0 for the outermost list. */
      readonly depth: number;
      readonly marker: string;
      readonly runs: readonly Run[];
    }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | { readonly kind: 'code'; readonly text: string };

const FENCE = /(?<!\\)```(?:[\w+-]+\n)?\n?(.*?)\n?```\n?/s;
const QUOTE = /^> (.*)$/s;
const QUOTE_REST = '>>> ';
const BULLET = '•';
const SPACES_A_LEVEL = 2;

/**
 * Discord's Markdown, line by line, as its client shows it. Emphasis that begins on one line and
 * ends on another is not read.
 *
 * @param now what timestamps are relative to, in milliseconds since 1970.
 */
export function parseMarkdown(markdown: string, now: number): Block[] {
  const [before = '', code, ...after] = markdown.split(FENCE);
  if (code === undefined) return parseLines(markdown, now);
  const rest = markdown.slice(markdown.search(FENCE)).replace(FENCE, '');
  return [
    ...(before === '' ? [] : parseLines(before.replace(/\n$/, ''), now)),
    { kind: 'code', text: code },
    ...(after.join('') === '' ? [] : parseMarkdown(rest, now)),
  ];
}

function parseLines(text: string, now: number): Block[] {
  const blocks: Block[] = [];
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (line.startsWith(QUOTE_REST)) {
      const quoted = [line.slice(QUOTE_REST.length), ...lines.slice(at + 1)];
      blocks.push({ kind: 'quote', blocks: quoted.map((part) => parseLine(part, now)) });
      break;
    }
    const quoted: Block[] = [];
    for (; QUOTE.test(lines[at] ?? ''); at++) {
      quoted.push(parseLine(QUOTE.exec(lines[at] ?? '')?.[1] ?? '', now));
    }
    if (quoted.length === 0) blocks.push(parseLine(line, now));
    else {
      blocks.push({ kind: 'quote', blocks: quoted });
      at -= 1;
    }
  }
  return blocks;
}

function parseLine(line: string, now: number): Block {
  const runs = (text: string) => parseInline(text, now);
  const [, hashes, heading] = /^(#{1,3}) +(.+)$/s.exec(line) ?? [];
  if (hashes !== undefined && heading !== undefined) {
    return { kind: 'heading', level: hashes.length as 1 | 2 | 3, runs: runs(heading) };
  }
  const [, small] = /^-# +(.+)$/s.exec(line) ?? [];
  if (small !== undefined) return { kind: 'small', runs: runs(small) };
  const [, indent = '', marker, item] = /^( *)([-*]|\d{1,9}\.) +(.+)$/s.exec(line) ?? [];
  if (marker !== undefined && item !== undefined) {
    const depth = Math.floor(indent.length / SPACES_A_LEVEL);
    return { kind: 'item', depth, marker: /\d/.test(marker) ? marker : BULLET, runs: runs(item) };
  }
  return { kind: 'text', runs: runs(line) };
}

/** What a reader reads, one line per block. */
export function plainText(blocks: readonly Block[]): string {
  return blocks.map(blockText).join('\n');
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'code':
      return block.text;
    case 'quote':
      return plainText(block.blocks);
    case 'item':
      return `${block.marker} ${runText(block.runs)}`;
    default:
      return runText(block.runs);
  }
}

function runText(runs: readonly Run[]): string {
  return runs.map(({ text }) => text).join('');
}
