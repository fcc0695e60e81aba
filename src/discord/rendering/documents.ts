import type { APIEmbedField } from 'discord.js';
import { refTo } from '../../answer/passage-ref.js';
import type { DocumentPage } from '../../answer/reader.js';
import type { DocumentInfo } from '../../corpus/document.js';
import { encodeAction, pageArgs } from '../custom-id.js';
import { LIMITS } from '../limits.js';
import {
  characters,
  file,
  linkedTitle,
  publisherName,
  publisherOf,
  webAddress,
} from './citation.js';
import { cutEnd } from './cut.js';
import { escapeQuote } from './escape.js';
import { pageOf } from './pages.js';
import { button, buttonRows, COLOURS, type Reply } from './reply.js';
import { blockQuote, count, fitted, foldParagraphs } from './text.js';

export const DOCUMENTS_PER_PAGE = 10;
const GAPS_SHOWN = 3;
/** In code units: what is shorter may well be white space between paragraphs. */
const SHORTEST_GAP = 20;
/** Ten of them leave room for a heading with a filter; in UTF-16 code units as sent. */
const LONGEST_ENTRY = 380;
/** As sent: a page of nothing but characters to be escaped fits, beside the longest title. */
const LONGEST_QUOTED = 3_200;

/**
 * @param documents those that hold every word of `filter`.
 * @param page Counted from 0; one outside the list shows the nearest page.
 * @param filter what an id has room for; `''` for all documents.
 */
export function renderSources(
  documents: readonly DocumentInfo[],
  page: number,
  filter = '',
): Reply {
  const named = `“${fitted(filter, LONGEST_ENTRY)}”`;
  if (filter !== '' && documents.length === 0) return notice(noneWith(named));
  const shown = pageOf(documents, page, DOCUMENTS_PER_PAGE, 'sources', filter);
  const lines = shown.items.map((document, index) => entry(document, shown.start + index + 1));
  const which = filter === '' ? '' : ` with ${named} in their title, publisher, file name or date`;
  const heading = `**${count(documents.length, 'document')}**${which} · ${shown.place}`;
  return {
    embeds: [{ description: [heading, ...lines].join('\n\n'), color: COLOURS.neutral }],
    components: shown.buttons,
  };
}

const noneWith = (named: string) =>
  `No document has ${named} in its title, publisher, file name or date. \`/sources\` without a filter lists them all.`;

/** The link is left out where it would not fit. */
function entry(document: DocumentInfo, number: number): string {
  const title = `**${fitted(document.title, 120)}**`;
  const below = `\n${fitted(publisherName(document), 60)}, ${document.date ?? 'undated'} · ${file(document.source, 100)}`;
  const url = webAddress(document.url);
  const linked = `${number}\\. [${title}](${url})${below}`;
  return url !== undefined && linked.length <= LONGEST_ENTRY && !/[[\]]/.test(title)
    ? linked
    : `${number}\\. ${title}${below}`;
}

/**
 * A page of a document's text below what is known of it, and buttons that turn the page.
 *
 * @param asked what was looked for; where it is not on the page, that is said.
 */
export function renderPage(
  shown: DocumentPage,
  asked: { readonly page?: number; readonly position?: number } = {},
): Reply {
  const { document, length, page, pages, ...read } = shown;
  const { start, end, paragraphs } = read;
  const text = foldParagraphs(paragraphs.map((paragraph) => paragraph.text).join('\n\n'));
  const size = (part: string) => blockQuote(escapeQuote(part)).length;
  const quoted = blockQuote(escapeQuote(cutEnd(text, LONGEST_QUOTED, size)));
  const place = `page ${page} of ${pages} · ${characters({ start, end })}${elsewhere(shown, asked)}${leftOut(shown)}`;
  const to = (page: number) =>
    encodeAction('page', ...pageArgs(refTo(document, { start, end }), { page }));
  return {
    embeds: [
      {
        description: `${linkedTitle(document, '**')}${text === '' ? '' : `\n\n${quoted}\n\n${place}`}`,
        fields: fieldsOf(document, length),
        color: COLOURS.neutral,
      },
    ],
    components:
      pages === 1
        ? []
        : buttonRows([
            button('Previous', to(page - 1), page === 1),
            button('Next', to(page + 1), page === pages),
          ]),
  };
}

function elsewhere(
  { page, start, end }: DocumentPage,
  asked: { readonly page?: number; readonly position?: number },
): string {
  const { page: number = page, position = start } = asked;
  if (number !== page) return `\n-# There is no page ${number}; this is the nearest.`;
  if (position >= start && position < end) return '';
  return `\n-# Character ${position} is not in what I quote; this page is the nearest.`;
}

/** What the page passes over, and what stands before the first page and behind the last. */
function leftOut({ length, page, pages, start, end, paragraphs }: DocumentPage): string {
  const read = [
    ...(page === 1 ? [{ start: 0, end: 0 }] : []),
    ...(paragraphs.length > 0 ? paragraphs : [{ start, end }]),
    ...(page === pages ? [{ start: length, end: length }] : []),
  ];
  const gaps = read
    .slice(1)
    .map((next, n) => ({ start: read[n]?.end ?? 0, end: next.start }))
    .filter((gap) => gap.end - gap.start >= SHORTEST_GAP);
  if (gaps.length === 0) return '';
  const named = gaps.slice(0, GAPS_SHOWN).map((gap) => `${gap.start}–${gap.end}`);
  const more = gaps.length > GAPS_SHOWN ? ` and ${gaps.length - GAPS_SHOWN} more` : '';
  return `\n-# Left out: characters ${named.join(', ')}${more}. Front matter, link lists, contact lines and the like are never quoted.`;
}

function fieldsOf(document: DocumentInfo, length: number): APIEmbedField[] {
  const field = (name: string, value: string, inline = true) => ({ name, value, inline });
  const list = (values: readonly string[]) => fitted(values.join(', '), LIMITS.fieldValue / 2);
  const url = webAddress(document.url);
  return [
    field('Publisher', publisherOf(document, 'unknown')),
    field('Date', document.date ?? 'undated'),
    ...(document.authors?.length ? [field('Authors', list(document.authors))] : []),
    ...(document.tags?.length ? [field('Tags', list(document.tags))] : []),
    field('File', file(document.source), false),
    ...(url === undefined ? [] : [field('Address', url, false)]),
    field('Length', `${length} characters`),
    field('SHA-256', `${document.sha256.slice(0, 16)}…`),
  ].filter(({ value }) => value !== '');
}

export function renderUnknownSource(wanted: string): Reply {
  const name = fitted(wanted, LIMITS.fieldValue / 4);
  return notice(
    `I have no document called “${name}”. Choose one from the list that opens while you type, or see \`/sources\`.`,
  );
}

function notice(description: string): Reply {
  return { embeds: [{ description, color: COLOURS.none }] };
}
