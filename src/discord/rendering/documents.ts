import type { APIEmbedField } from 'discord.js';
import type { DocumentOpening } from '../../answer/answer.js';
import type { DocumentInfo } from '../../corpus/document.js';
import { encodeAction } from '../custom-id.js';
import { LIMITS } from '../limits.js';
import { file, linkedTitle, publisherName, publisherOf, webAddress } from './citation.js';
import { CUT, cutEnd } from './cut.js';
import { escapeText } from './escape.js';
import { button, buttonRows, COLOURS, type Reply } from './reply.js';
import { blockQuote, count, fitted, foldedBeginning, foldParagraphs } from './text.js';

export const DOCUMENTS_PER_PAGE = 10;
/** A tenth of an embed's description, less the heading; in UTF-16 code units as sent. */
const LONGEST_ENTRY = 400;
const SHOWN_TEXT = 1_500;

/** @param page Counted from 0; one outside the list shows the nearest page. */
export function renderSources(documents: readonly DocumentInfo[], page: number): Reply {
  const pages = Math.max(1, Math.ceil(documents.length / DOCUMENTS_PER_PAGE));
  const shown = Math.min(Math.max(0, page), pages - 1);
  const start = shown * DOCUMENTS_PER_PAGE;
  const lines = documents
    .slice(start, start + DOCUMENTS_PER_PAGE)
    .map((document, index) => entry(document, start + index + 1));
  const heading = `**${count(documents.length, 'document')}** · page ${shown + 1} of ${pages}`;
  return {
    embeds: [{ description: [heading, ...lines].join('\n\n'), color: COLOURS.neutral }],
    components:
      pages === 1
        ? []
        : buttonRows([
            button('Previous', encodeAction('sources', shown - 1, 'back'), shown === 0),
            button('Next', encodeAction('sources', shown + 1, 'on'), shown === pages - 1),
          ]),
  };
}

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

/** What is known of a document, and how it begins. */
export function renderSource({ document, length, opening, goesOn }: DocumentOpening): Reply {
  const paragraphs = opening.map(({ text }) => text).join('\n\n');
  const read = foldedBeginning(paragraphs, SHOWN_TEXT, foldParagraphs);
  const size = (part: string) => blockQuote(escapeText(part)).length;
  const body = cutEnd(goesOn ? `${read} ${CUT}` : read, SHOWN_TEXT, size);
  const quoted = body === '' ? '' : `\n\n${blockQuote(escapeText(body))}`;
  return {
    embeds: [
      {
        description: `${linkedTitle(document)}${quoted}`,
        fields: fieldsOf(document, length),
        color: COLOURS.neutral,
      },
    ],
  };
}

function fieldsOf(document: DocumentInfo, length: number): APIEmbedField[] {
  const field = (name: string, value: string, inline = true) => ({ name, value, inline });
  const list = (values: readonly string[]) => fitted(values.join(', '), LIMITS.fieldValue / 2);
  const url = webAddress(document.url);
  return [
    field('Publisher', publisherOf(document)),
    field('Date', document.date ?? 'undated'),
    ...(document.authors?.length ? [field('Authors', list(document.authors))] : []),
    ...(document.tags?.length ? [field('Tags', list(document.tags))] : []),
    field('File', file(document.source), false),
    ...(url === undefined ? [] : [field('Address', url, false)]),
    field('Length', `${length} characters`),
    field('SHA-256', document.sha256.slice(0, 16)),
  ].filter(({ value }) => value !== '');
}

export function renderUnknownSource(wanted: string): Reply {
  const name = fitted(wanted, LIMITS.fieldValue / 4);
  return {
    embeds: [
      {
        description: `I have no document called “${name}”. Choose one from the list that opens while you type, or see \`/sources\`.`,
        color: COLOURS.none,
      },
    ],
  };
}
