import type { Readable } from 'node:stream';

/**
 * The lines of a stream of UTF-8, which end with LF or CRLF and nothing else: JSON may hold U+2028,
 * at which `node:readline` breaks. A last line without an end counts; an empty one does not.
 */
export async function* linesFrom(input: Readable): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let begun: string[] = [];
  const ended = (last: string) => {
    const line = [...begun, last].join('');
    begun = [];
    return line.endsWith('\r') ? line.slice(0, -1) : line;
  };
  for await (const chunk of input) {
    const pieces = decoder.decode(Buffer.from(chunk), { stream: true }).split('\n');
    const rest = pieces.pop() as string;
    for (const piece of pieces) yield ended(piece);
    begun.push(rest);
  }
  const last = ended(decoder.decode());
  if (last !== '') yield last;
}
