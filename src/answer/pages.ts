import type { Span } from '../corpus/document.js';
import type { Generation } from '../index/generation.js';
import type { Sentence } from '../passages/passages.js';
import { perDocument } from '../retrieval/per-generation.js';
import type { Quote } from './answer.js';
import { beginningOf } from './plain-text.js';
import type { DocumentPage, DocumentRef } from './reader.js';
import { storedDocument } from './reading.js';

/** Code units of a page, the blank lines between its paragraphs included. */
export const LONGEST_PAGE = 1_500;
const BLANK_LINE = 2;
/** Documents of a generation whose pages are known: to part one of some megabytes takes long. */
const KNOWN = 32;
const LINE_END = /[\r\n]/;
const BLANK = /(?:\r\n|\r(?!\n)|\n)[^\S\r\n]*(?:\r\n|\r|\n)/;

/** A page of a document; `undefined` when the generation does not hold it, or not as it was read. */
export function pageOf(
  generation: Generation,
  ref: DocumentRef,
  at: { readonly page: number } | { readonly position: number },
): DocumentPage | undefined {
  const stored = storedDocument(generation, ref);
  const text = stored && generation.verifiedText(stored.info.source);
  if (stored === undefined || text === undefined) return undefined;
  const pages = pagesOf(generation, stored.id);
  const number = 'page' in at ? within(at.page, pages.length) : nearest(pages, at.position);
  const paragraphs = quotesOf(text, pages[number - 1] ?? []);
  return {
    document: stored.info,
    length: text.length,
    page: number,
    pages: Math.max(1, pages.length),
    start: paragraphs[0]?.start ?? 0,
    end: paragraphs.at(-1)?.end ?? 0,
    paragraphs,
  };
}

const pagesOf = perDocument(KNOWN, (generation, document): readonly (readonly Span[])[] => {
  const sentences = generation.passagesOf(document).flatMap((passage) => passage.sentences);
  return spansOfPages(generation.text(document), sentences);
});

/** @param page Counted from 1; what is no number of a page gives the nearest. */
function within(page: number, pages: number): number {
  return Math.min(Math.max(1, Math.floor(page) || 1), Math.max(1, pages));
}

/** The number of the page that holds the position, or of the one that it is least far from. */
function nearest(pages: readonly (readonly Span[])[], position: number): number {
  const distances = pages.map((paragraphs) => {
    const [start, end] = [paragraphs[0]?.start ?? 0, paragraphs.at(-1)?.end ?? 0];
    return position < start ? start - position : Math.max(0, position + 1 - end);
  });
  return within(distances.indexOf(Math.min(...distances)) + 1, pages.length);
}

interface Part extends Span {
  readonly kind: Sentence['kind'];
}

/**
 * Parts the text of a document into pages, as full as whole paragraphs let them be; no heading is
 * the last of a page if it can stand on the next.
 *
 * @param sentences of the document, in order; what stands between them is not there to be read.
 */
export function pagesIn(text: string, sentences: readonly Sentence[]): Quote[][] {
  return spansOfPages(text, sentences).map((page) => quotesOf(text, page));
}

function quotesOf(text: string, spans: readonly Span[]): Quote[] {
  return spans.map(({ start, end }) => ({ start, end, text: text.slice(start, end) }));
}

function spansOfPages(text: string, sentences: readonly Sentence[]): Span[][] {
  const pages: Part[][] = [];
  let size = 0;
  for (const paragraph of paragraphsIn(text, sentences)) {
    for (const part of partsOf(text, paragraph)) {
      const page = pages.at(-1);
      size += sizeOf(part);
      if (page !== undefined && size <= LONGEST_PAGE) page.push(part);
      else {
        const carried = page === undefined ? [] : headingsAtEnd(page, LONGEST_PAGE - sizeOf(part));
        pages.push([...carried, part]);
        size = [...carried, part].reduce((sum, each) => sum + sizeOf(each), 0);
      }
    }
  }
  return pages;
}

/** With the blank line behind it. */
function sizeOf({ start, end }: Span): number {
  return end - start + BLANK_LINE;
}

/** Takes the headings with which a page ends from it, unless it has nothing else. */
function headingsAtEnd(page: Part[], room: number): Part[] {
  const from = page.findLastIndex(({ kind }) => kind !== 'heading') + 1;
  const size = page.slice(from).reduce((sum, each) => sum + sizeOf(each), 0);
  return from === 0 || size > room ? [] : page.splice(from);
}

/** The sentences of each paragraph and each heading. */
function paragraphsIn(text: string, sentences: readonly Sentence[]): Sentence[][] {
  // Only where lines are wrapped does a sentence go on behind the end of one.
  const isWrapped = sentences.some(({ start, end }) => LINE_END.test(text.slice(start, end)));
  const paragraphs: Sentence[][] = [];
  for (const sentence of sentences) {
    const open = paragraphs.at(-1);
    const last = open?.at(-1);
    const gap = text.slice(last?.end ?? 0, sentence.start);
    const ends = isWrapped && sentence.kind === 'paragraph' ? BLANK : LINE_END;
    const goesOn = last?.kind === sentence.kind && gap.trim() === '' && !ends.test(gap);
    if (open !== undefined && goesOn) open.push(sentence);
    else paragraphs.push([sentence]);
  }
  return paragraphs;
}

/** A paragraph, parted at sentence ends where it is longer than a page. */
function partsOf(text: string, sentences: readonly Sentence[]): Part[] {
  const parts: { start: number; end: number; kind: Sentence['kind'] }[] = [];
  for (const { start, end, kind } of sentences.flatMap((sentence) => piecesOf(text, sentence))) {
    const open = parts.at(-1);
    if (open !== undefined && end - open.start + BLANK_LINE <= LONGEST_PAGE) open.end = end;
    else parts.push({ start, end, kind });
  }
  return parts;
}

/** A sentence, parted at white space where it is longer than a page, and anywhere if it has none. */
function piecesOf(text: string, { start, end, kind }: Sentence): Part[] {
  const pieces: Part[] = [];
  for (let from = start; from < end; ) {
    const rest = text.slice(from, Math.min(end, from + LONGEST_PAGE + 1));
    const whole = beginningOf(rest, LONGEST_PAGE - BLANK_LINE);
    const space = whole.length < rest.length ? whole.search(/\s\S*$/) : -1;
    const piece = space > 0 ? whole.slice(0, space).trimEnd() : whole;
    pieces.push({ start: from, end: from + piece.length, kind });
    const behind = text.slice(from + piece.length, end);
    from += piece.length + behind.length - behind.trimStart().length;
  }
  return pieces;
}
