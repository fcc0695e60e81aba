/** One line: runs of white space become one space, because documents may be hard-wrapped. */
export function foldLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

/** A phrase as a sentence: on one line, with a stop, and a capital unless it begins with a path. */
export function asSentence(phrase: string): string {
  const line = foldLine(phrase);
  const isPath = /^\S*(?:[/\\]|\.\S)/.test(line);
  const sentence = isPath ? line : line.charAt(0).toUpperCase() + line.slice(1);
  return /[.!?…]$/.test(sentence) ? sentence : `${sentence}.`;
}

/** The longest beginning of at most `length` code units that splits no character in two. */
export function beginningOf(text: string, length: number): string {
  if (text.length <= length) return text;
  return text.slice(0, splitsPair(text, length) ? length - 1 : length);
}

/** The longest end of at most `length` code units that splits no character in two. */
export function endOf(text: string, length: number): string {
  if (text.length <= length) return text;
  const start = text.length - length;
  return text.slice(splitsPair(text, start) ? start + 1 : start);
}

function splitsPair(text: string, index: number): boolean {
  return (text.codePointAt(index - 1) ?? 0) > 0xffff;
}
