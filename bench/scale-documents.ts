import { copyFile, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { SOURCES_FILE } from '../src/corpus/sources-file.js';

/** Documents that a round of changes touches, by what happens to them. */
const EDITED = 4;
const RENAMED = 2;
const REMOVED = 2;
const ADDED = 2;
export const CHANGED = EDITED + RENAMED + REMOVED + ADDED;
/** Fewer would leave too little for three rounds of changes. */
const FEWEST = 40;

/** Every how many-th of `count` documents: more often where too few would be left to change any. */
export function stepFor(count: number, every: number): number {
  return Math.max(1, Math.min(every, Math.floor(count / FEWEST)));
}

/** Puts the files `sources` of `from` into `to`, as links where the file system can. */
export async function layOut(from: string, sources: readonly string[], to: string): Promise<void> {
  for (const source of sources) {
    const target = join(to, source);
    await mkdir(dirname(target), { recursive: true });
    await link(join(from, source), target).catch(() => copyFile(join(from, source), target));
  }
  // It names documents that were not taken, too; that costs a remark each and changes no figure.
  await copyFile(join(from, SOURCES_FILE), join(to, SOURCES_FILE)).catch(() => undefined);
}

/**
 * Changes ten documents spread over the folder: edits, renames, removes and adds some. A file is
 * never written into, since it may be a link to somebody else's.
 *
 * @param round 0…`rounds` − 1; each touches others.
 * @returns the names of all documents afterwards, sorted.
 */
export async function changeTen(
  folder: string,
  sources: readonly string[],
  round: number,
  rounds: number,
): Promise<string[]> {
  const touched = EDITED + RENAMED + REMOVED;
  if (sources.length < touched * rounds)
    throw new Error(`there are only ${sources.length} documents: give a folder with more`);
  const chosen = Array.from({ length: touched }, (_, i) => {
    const position = Math.floor(((i + round / rounds) * sources.length) / touched);
    return sources[position] as string;
  });
  const all = new Set(sources);
  const textOf = (source: string) => readFile(join(folder, source), 'utf8');
  const write = async (source: string, text: string) => {
    await rm(join(folder, source), { force: true });
    await writeFile(join(folder, source), text);
    all.add(source);
  };
  const texts = await Promise.all(chosen.map(textOf));
  for (const [i, source] of chosen.entries()) {
    const other = texts[(i + 1) % texts.length] as string;
    if (i < EDITED) await write(source, edited(texts[i] as string, other));
    else {
      await rm(join(folder, source));
      all.delete(source);
      const ending = extname(source);
      const renamed = `${source.slice(0, -ending.length)}-renamed-${round}${ending}`;
      if (i < EDITED + RENAMED) await write(renamed, texts[i] as string);
    }
  }
  for (let i = 0; i < ADDED; i++) {
    const [first = '', second = ''] = [texts[i], texts[i + ADDED]];
    await write(`added-${round}-${i}.txt`, `${half(first, 0)}\n\n${half(second, 1)}`);
  }
  return [...all].sort();
}

/** A paragraph in the middle gives way to one of another document. */
function edited(text: string, other: string): string {
  const paragraphs = paragraphsOf(text);
  const borrowed = paragraphsOf(other);
  paragraphs[Math.floor(paragraphs.length / 2)] = borrowed[Math.floor(borrowed.length / 3)] ?? '';
  return `${paragraphs.join('\n\n')}\n\nThis text was edited since it was first indexed.\n`;
}

function half(text: string, which: 0 | 1): string {
  const paragraphs = paragraphsOf(text);
  const middle = Math.ceil(paragraphs.length / 2);
  return (which === 0 ? paragraphs.slice(0, middle) : paragraphs.slice(middle)).join('\n\n');
}

function paragraphsOf(text: string): string[] {
  return text.split(/\n[ \t]*\n/);
}
