import type { ApplicationCommandOptionChoiceData } from 'discord.js';
import type { DocumentInfo } from '../corpus/document.js';
import { LIMITS } from './limits.js';
import { publisherName } from './rendering/citation.js';
import { cutEnd } from './rendering/cut.js';
import { foldLine } from './rendering/text.js';

/** Stands for a document whose path is longer than a choice's value may be. */
const BY_HASH = 'sha256:';

/**
 * Documents that hold every typed word in their title, publisher, site or file name, those whose
 * title begins with what was typed first, then in the order of `documents`.
 */
export function suggestDocuments(
  documents: readonly DocumentInfo[],
  typed: string,
): ApplicationCommandOptionChoiceData<string>[] {
  const found = matching(documents, typed).slice(0, LIMITS.autocompleteChoices);
  const names = found.map((document) => choiceName(document));
  return found.map((document, index) => ({
    name:
      names.filter((name) => name === names[index]).length > 1
        ? choiceName(document, document.source)
        : (names[index] ?? document.source),
    value: choiceValue(document),
  }));
}

/** The chosen document; for text that was typed and not chosen, the only or best match. */
export function findDocument(
  documents: readonly DocumentInfo[],
  wanted: string,
): DocumentInfo | undefined {
  const text = wanted.trim();
  if (text === '') return undefined;
  if (text.startsWith(BY_HASH)) {
    return documents.find((document) => document.sha256.startsWith(text.slice(BY_HASH.length)));
  }
  return documents.find((document) => document.source === text) ?? matching(documents, text)[0];
}

function matching(documents: readonly DocumentInfo[], typed: string): DocumentInfo[] {
  const query = comparable(typed);
  const words = query.split(' ').filter((word) => word !== '');
  const hits = documents.filter((document) => {
    const text = comparable(
      `${document.title} ${document.publisher ?? ''} ${document.site ?? ''} ${document.source}`,
    );
    return words.every((word) => text.includes(word));
  });
  const begins = (document: DocumentInfo) => comparable(document.title).startsWith(query);
  return [...hits.filter(begins), ...hits.filter((document) => !begins(document))];
}

/** Upper and lower case and accents do not matter to somebody who types. */
function comparable(text: string): string {
  return foldLine(text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase());
}

function choiceName(document: DocumentInfo, file?: string): string {
  const origin = `${publisherName(document)}, ${document.date ?? 'undated'}`;
  const tail = foldLine(file === undefined ? origin : `${origin} · ${file}`);
  const title = foldLine(document.title) || document.source;
  const room = Math.max(LIMITS.autocompleteText / 2, LIMITS.autocompleteText - tail.length - 3);
  return cutEnd(`${cutEnd(title, room)} — ${tail}`, LIMITS.autocompleteText);
}

function choiceValue({ source, sha256 }: DocumentInfo): string {
  return source.length <= LIMITS.autocompleteText ? source : `${BY_HASH}${sha256}`;
}
