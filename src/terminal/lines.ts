import type { Readable } from 'node:stream';

/** Code units of a line that are kept: an endless one is no question, and memory has an end. */
export const LONGEST_LINE = 1_048_576;

/**
 * The lines of a stream of UTF-8, which end with LF or CRLF and nothing else: JSON may hold U+2028,
 * at which `node:readline` breaks. A last line without an end counts; an empty one does not. Of a
 * line only the first `LONGEST_LINE` code units are given.
 */
export async function* linesFrom(input: Readable): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let begun: string[] = [];
  let length = 0;
  const add = (piece: string) => {
    if (length < LONGEST_LINE) begun.push(piece.slice(0, LONGEST_LINE - length));
    length += piece.length;
  };
  const ended = (last: string) => {
    add(last);
    const line = begun.join('');
    begun = [];
    length = 0;
    return line.endsWith('\r') ? line.slice(0, -1) : line;
  };
  for await (const chunk of input) {
    const pieces = decoder.decode(Buffer.from(chunk), { stream: true }).split('\n');
    const rest = pieces.pop() as string;
    for (const piece of pieces) yield ended(piece);
    add(rest);
  }
  const last = ended(decoder.decode());
  if (last !== '') yield last;
}
