import { box, type Drawing, inset, letters, stacked } from './svg.js';
import { COLOUR } from './theme.js';
import { MONOSPACED } from './widths.js';

/** All in pixels. */
const SIZE = 14;
const LINE_HEIGHT = 18;
const BASELINE = 14;
const PADDING = 8;
const MARGIN = 4;
const TAB = '    ';

/** Code as wide as it may be, broken at the character, as Discord breaks it. */
export function drawCodeBlock(code: string, width: number): Drawing {
  const columns = Math.max(1, Math.floor((width - 2 * PADDING) / (MONOSPACED * SIZE)));
  const row = new RegExp(`.{1,${columns}}`, 'gu');
  const rows = code
    .replaceAll('\t', TAB)
    .split('\n')
    .flatMap((line) => line.match(row) ?? ['']);
  const text = stacked(rows.map(drawRow));
  const ground = box(0, MARGIN, width, text.height + 2 * PADDING, COLOUR.code, 4);
  const placed = inset(text, PADDING, PADDING + MARGIN);
  return {
    width,
    height: text.height + 2 * (PADDING + MARGIN),
    marks: ground + placed.marks,
  };
}

function drawRow(text: string): Drawing {
  const indent = /^ */.exec(text)?.[0].length ?? 0;
  const x = indent * MONOSPACED * SIZE;
  const marks = letters(x, BASELINE, text, { size: SIZE, fill: COLOUR.text, code: true });
  return { width: text.length * MONOSPACED * SIZE, height: LINE_HEIGHT, marks };
}
