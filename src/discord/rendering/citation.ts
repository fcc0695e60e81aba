import type { Quote, SourceSpan } from '../../answer/answer.js';
import type { DocumentInfo, Span } from '../../corpus/document.js';
import { count, fitted, fittedPlain } from './text.js';

/**
 * Bounds of the parts of a citation as sent, in UTF-16 code units. Five citations whose parts are
 * all this long, other places only counted, leave over 100 for each quote of a message's 6,000.
 */
const LONGEST = {
  title: 160,
  publisher: 80,
  file: 160,
  url: 240,
  fileAlso: 40,
  speaker: 60,
} as const;
const ALSO_IN_SHOWN = 3;

/**
 * `[1] Title — Publisher, date · file · characters start–end` in small print: what the document does not state is
 * said to be unknown. The positions are the half-open UTF-16 range of the file.
 */
export function sourceLine(document: DocumentInfo, span: Span, rank?: number): string {
  const number = rank === undefined ? '' : `\\[${rank}\\] `;
  return `-# ${number}${linkedTitle(document)} — ${provenance(document)} · ${file(document.source)} · ${characters(span)}`;
}

export function provenance(document: DocumentInfo): string {
  return `${publisherOf(document)}, ${document.date ?? 'undated'}`;
}

export function publisherOf(document: DocumentInfo, unknown?: string): string {
  return fitted(publisherName(document, unknown), LONGEST.publisher);
}

/** Not escaped. */
export function publisherName(document: DocumentInfo, unknown = 'publisher unknown'): string {
  return document.publisher ?? document.site ?? unknown;
}

/** With a link to the document where it has an address. */
export function linkedTitle(document: DocumentInfo, emphasis: '' | '**' = ''): string {
  const written = fitted(document.title, LONGEST.title) || fitted(document.source, LONGEST.title);
  const title = `${emphasis}${written}${emphasis}`;
  const url = webAddress(document.url);
  if (url === undefined) return title;
  // Discord reads the brackets of a link's label without regard to backslashes.
  return /[[\]]/.test(title) ? `${title} ([link](${url}))` : `[${title}](${url})`;
}

/** As code, where nothing acts and underscores stay as they are, unless a backtick would end it. */
export function file(source: string, limit: number = LONGEST.file): string {
  return source.includes('`') ? fitted(source, limit) : `\`${fittedPlain(source, limit)}\``;
}

export function characters(span: Span): string {
  return `characters ${span.start}–${span.end}`;
}

/** The line below a citation that says whose words they are; `''` when the quote itself does. */
export function speakerLine(speaker: Quote | undefined): string {
  if (speaker === undefined) return '';
  return `\n-# speaker: ${fitted(speaker.text, LONGEST.speaker)} (${characters(speaker)})`;
}

/**
 * The line below a citation that names the other places with the sentence's wording; `''` for none.
 *
 * @param named how many of them have a name; the rest are counted.
 */
export function alsoInLine(places: readonly SourceSpan[], named = ALSO_IN_SHOWN): string {
  if (places.length === 0) return '';
  if (named === 0) return `\n-# also in ${count(places.length, 'other place')}`;
  const shown = places
    .slice(0, named)
    .map((place) => `${file(place.source, LONGEST.fileAlso)} (${characters(place)})`);
  const more = places.length - shown.length;
  return `\n-# also in ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** An address that Discord takes for a link; `undefined` for other schemes and for endless ones. */
export function webAddress(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const { protocol, href, username, password } = new URL(url);
  if (!/^https?:$/.test(protocol) || username !== '' || password !== '') return undefined;
  // Parentheses would end a masked link early.
  const safe = href.replaceAll('(', '%28').replaceAll(')', '%29');
  return safe.length <= LONGEST.url ? safe : undefined;
}
