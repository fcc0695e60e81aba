import { bidiClosing } from '../../answer/bidi.js';

/**
 * Everything that Discord's Markdown gives a meaning: emphasis, code, spoilers, quotes, headings,
 * masked links, mentions, timestamps and custom emoji; a colon only in bare URLs and `:emoji:`;
 * bullets and numbers only at the start of a line. What stands before those is looked at once they
 * are found: before every character, a line of digits would take the square of its length.
 */
const ACTIVE = /[\\`*_~|<>@#[\]]|:(?=\/\/|[^\s:]*:)|[-+](?<=^\s*.)|[.)](?<=^\s*\d+.)/gm;

/**
 * Makes text inert for Discord. The reader sees exactly the characters of `text`, because Discord
 * shows a backslash followed by punctuation as that punctuation. Removing each backslash that
 * stands before punctuation gives `text` back. discord.js's `escapeMarkdown` leaves links,
 * headings, quotes and mentions as they are by default, so it cannot be used here.
 */
export function escapeText(text: string): string {
  return text.replace(ACTIVE, '\\$&');
}

/** The same for what is quoted: whatever it does to the order of writing ends with it. */
export function escapeQuote(text: string): string {
  return escapeText(text) + bidiClosing(text);
}

export function quoteLength(text: string): number {
  return escapeQuote(text).length;
}

/** The text that `escapeText` made `escaped` of, or as Discord shows it. */
export function unescapeText(escaped: string): string {
  return escaped.replace(/\\([^0-9A-Za-z\s])/g, '$1');
}

/** Length of `text` once it is escaped, in UTF-16 code units. */
export function escapedLength(text: string): number {
  return escapeText(text).length;
}
