import type { Style } from './inline.js';
import table from './widths.json' with { type: 'json' };

/** Of every character of a monospaced font, in em. */
export const MONOSPACED = 0.6;
/** Approximations for what the table lacks, in em. */
const WIDE = 1;
const PICTOGRAPH = 1.3;
const OTHER = 0.6;

/** Text in a font of `size` pixels: its width in pixels, without kerning. */
export function widthOf(text: string, size: number, style: Style = {}): number {
  let em = 0;
  for (const character of text)
    em += style.code ? monospaced(character) : proportional(character, style);
  return em * size;
}

function proportional(character: string, style: Style): number {
  const { bold, italic } = style;
  const face = bold ? (italic ? 'boldItalic' : 'bold') : italic ? 'italic' : 'regular';
  const known = table[face][indexOf(character)];
  if (known !== undefined) return known / table.unitsPerEm;
  const [base = character] = character.normalize('NFD');
  return base === character ? approximate(character) : proportional(base, style);
}

function monospaced(character: string): number {
  return approximate(character) === OTHER ? MONOSPACED : approximate(character);
}

function approximate(character: string): number {
  if (/[\p{M}\p{Cf}\p{Cc}]/u.test(character)) return 0;
  if (/\p{Extended_Pictographic}/u.test(character)) return PICTOGRAPH;
  if (/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u.test(character)) return WIDE;
  return OTHER;
}

/** Where a character stands in the table; −1 when it is not there. */
function indexOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  let before = 0;
  for (const [first = 0, last = 0] of table.ranges) {
    if (code >= first && code <= last) return before + code - first;
    before += last - first + 1;
  }
  return -1;
}

/** The longest beginning of `text` that is not wider than `room` pixels, its cut marked. */
export function fitted(text: string, room: number, size: number): string {
  if (widthOf(text, size) <= room) return text;
  const characters = [...text];
  while (characters.length > 0 && widthOf(`${characters.join('')}…`, size) > room) characters.pop();
  return `${characters.join('').trimEnd()}…`;
}
