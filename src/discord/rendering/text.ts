/** One line: runs of white space become one space, because documents may be hard-wrapped. */
export function foldLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

/** One line per paragraph; blank lines part paragraphs and are not kept. */
export function foldParagraphs(text: string): string {
  return text
    .split(/(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)/)
    .map(foldLine)
    .filter((paragraph) => paragraph !== '')
    .join('\n');
}

/** Discord's block quote; the text must be escaped already. */
export function blockQuote(text: string): string {
  return text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
}

export function count(amount: number, singular: string, plural = `${singular}s`): string {
  return `${amount} ${amount === 1 ? singular : plural}`;
}
