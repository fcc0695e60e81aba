/**
 * What Discord does not show: an escape's backslash, the address of a masked link and its brackets,
 * emphasis, code and spoiler marks, the marks of headings and small print at a line's start. Each is found from where it stands, so the time is in proportion to the text.
 */
const MARKUP = new RegExp(
  [
    String.raw`\\([!-/:-@[-\x60{-~])`,
    String.raw`\[(?=[^[\]\n]*\]\(<?https?:[^()\s]*\))|\]\(<?https?:[^()\s]*\)`,
    String.raw`^[ \t]*(?:#{1,3}|-#)[ \t]+`,
    String.raw`\*+(?=\S)|(?<=\S)\*+|(?<![\p{L}\p{N}_])_+(?=\S)|(?<=[^\s_])_+(?![\p{L}\p{N}_])`,
    String.raw`~~|\|\||\x60+`,
  ].join('|'),
  'gmu',
);

/** The text of a Discord message as its readers see it. */
export function withoutMarkdown(message: string): string {
  return message.replace(MARKUP, (_, escaped: string | undefined) => escaped ?? '');
}
