import type { ApplicationCommandOptionChoiceData } from 'discord.js';
import { beginningOf, foldLine } from '../answer/plain-text.js';
import type { DocumentInfo } from '../corpus/document.js';
import { LIMITS } from './limits.js';
import { publisherName } from './rendering/citation.js';
import { cutEnd } from './rendering/cut.js';
import { fittedPlain } from './rendering/text.js';

/** Stands for a document whose path is longer than a choice's value may be. */
const BY_HASH = 'sha256:';
/** Fewer digits may begin the hash of another document. */
const HASH = new RegExp(`^${BY_HASH}([0-9a-f]{12,64})$`);
/** Of each part of the metadata, searched for what is typed. */
const SEARCHED = 1_000;

/**
 * The documents that match what is typed, as `matching` orders them.
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
  const [, hash] = HASH.exec(text) ?? [];
  if (hash !== undefined) return documents.find(({ sha256 }) => sha256.startsWith(hash));
  return documents.find((document) => document.source === text) ?? matching(documents, text)[0];
}

/**
 * Documents that hold every word of `typed` in their title, publisher, site, file name or date,
 * those whose title begins with it first.
 */
export function matching(documents: readonly DocumentInfo[], typed: string): DocumentInfo[] {
  const query = comparable(typed);
  const words = query.split(' ').filter((word) => word !== '');
  const hits = documents.filter((document) => {
    const text = searchedText(document);
    return words.every((word) => text.includes(word));
  });
  const begins = (document: DocumentInfo) => searchedText(document).startsWith(query);
  return [...hits.filter(begins), ...hits.filter((document) => !begins(document))];
}

/** Of each document of an index as long as that is open: every key that is typed looks at all. */
const searchedTexts = new WeakMap<DocumentInfo, string>();

/** The title first. */
function searchedText(document: DocumentInfo): string {
  const known = searchedTexts.get(document);
  if (known !== undefined) return known;
  const { title, publisher = '', site = '', source, date = '' } = document;
  const text = [title, publisher, site, source, date].map(comparable).join(' ');
  searchedTexts.set(document, text);
  return text;
}

/** Upper and lower case and accents do not matter to somebody who types. */
function comparable(text: string): string {
  const searched = beginningOf(text, SEARCHED);
  return foldLine(searched.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase());
}

function choiceName(document: DocumentInfo, file?: string): string {
  const origin = `${publisherName(document)}, ${document.date ?? 'undated'}`;
  const longest = LIMITS.autocompleteText;
  const tail = fittedPlain(file === undefined ? origin : `${origin} · ${file}`, longest);
  const room = Math.max(longest / 2, longest - tail.length - 3);
  const title = fittedPlain(document.title, room) || fittedPlain(document.source, room);
  return cutEnd(`${title} — ${tail}`, longest);
}

function choiceValue({ source, sha256 }: DocumentInfo): string {
  return source.length <= LIMITS.autocompleteText ? source : `${BY_HASH}${sha256}`;
}
