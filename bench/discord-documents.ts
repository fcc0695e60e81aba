import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';

/** How often each document of the folder is written, every time in other words. */
const COPIES = 60;
const NAMES = ['Aldous', 'Berit', 'Caspar', 'Dagny', 'Elias', 'Frida', 'Gustav', 'Hedda'];

/** One a generation of the index: every line that the questions ask for carries it. */
export const EDITIONS = ['amber', 'cobalt', 'crimson', 'emerald', 'ivory', 'violet'] as const;
export type Edition = (typeof EDITIONS)[number];

const keeperOf = (room: number) => `${NAMES[room % NAMES.length]} Lampkeeper`;

/** What the documents of `room` answer. */
export function questionAbout(room: number): string {
  return `How many lamps does ${keeperOf(room)} count in room ${room}?`;
}

/** Writes an edition of the documents of `from` into `to`. @returns how many. */
export async function writeEdition(from: string, to: string, edition: Edition): Promise<number> {
  const names = (await readdir(from, { recursive: true }))
    .filter((name) => ['.txt', '.md'].includes(extname(name)))
    .sort();
  let room = 0;
  for (const name of names) {
    const text = await readFile(join(from, name), 'utf8');
    for (let copy = 1; copy <= COPIES; copy += 1) {
      room += 1;
      const line = `In the ${edition} edition, ${keeperOf(room)} counts ${100 + room} lamps in room ${room}.`;
      const file = join(to, `copy-${copy}`, name);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, `${inOtherWords(text, copy, edition)}\n\n${line}\n`);
    }
  }
  return room;
}

/** Documents that say the same would be folded into one. */
function inOtherWords(text: string, copy: number, edition: Edition): string {
  return text.replace(/^(?=[A-Z]\w+ \w+ \w+)/gm, `Copy ${copy} of the ${edition} edition: `);
}

/** Names of the editions that a message quotes. */
export function editionsIn(text: string): Edition[] {
  return EDITIONS.filter((edition) => text.includes(edition));
}
