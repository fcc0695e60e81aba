import { baselineIn } from './prose.js';
import type { Typing } from './scene.js';
import { at, box, type Drawing, letters } from './svg.js';
import { COLOUR, PICTURE_WIDTH } from './theme.js';
import { fitted, widthOf } from './widths.js';

/** All in pixels. */
const MARGIN = 16;
const WIDTH = PICTURE_WIDTH - 2 * MARGIN;
const PADDING = 14;
const ROW = 34;
const INPUT = 46;
const GAP = 8;
const TEXT = { size: 14, fill: COLOUR.text } as const;
const HEADING = { size: 12, fill: COLOUR.muted, bold: true } as const;

/** The field in which a command is typed, with the list of choices over it; the first is chosen. */
export function drawCommandInput({ command, option, typed, choices }: Typing): Drawing {
  const listHeight = ROW + choices.length * ROW + GAP;
  const rows = choices.map(({ name }, index) => {
    const y = ROW + index * ROW;
    const ground = index === 0 ? box(GAP, y, WIDTH - 2 * GAP, ROW, COLOUR.chosen, 4) : '';
    const label = fitted(name, WIDTH - 2 * PADDING, TEXT.size);
    return ground + letters(PADDING, y + baselineIn(ROW, TEXT.size), label, TEXT);
  });
  const heading = letters(PADDING, baselineIn(ROW, HEADING.size), option.toUpperCase(), HEADING);
  const list = box(0, 0, WIDTH, listHeight, COLOUR.list, 8) + heading + rows.join('');
  const height = listHeight + GAP + INPUT + MARGIN;
  const placed = { width: WIDTH, height, marks: list };
  const input = { width: WIDTH, height: INPUT, marks: drawInput(command, option, typed) };
  return {
    width: PICTURE_WIDTH,
    height,
    marks: at(MARGIN, 0, placed) + at(MARGIN, listHeight + GAP, input),
  };
}

function drawInput(command: string, option: string, typed: string): string {
  const baseline = baselineIn(INPUT, TEXT.size);
  const name = { ...TEXT, bold: true };
  const optionX = PADDING + widthOf(`/${command}`, TEXT.size, name) + 10;
  const optionWidth = widthOf(option, TEXT.size) + 12;
  const valueX = optionX + optionWidth;
  const valueWidth = widthOf(typed, TEXT.size) + 14;
  const caretX = valueX + valueWidth - 6;
  return [
    box(0, 0, WIDTH, INPUT, COLOUR.input, 8),
    letters(PADDING, baseline, `/${command}`, name),
    box(optionX, 10, optionWidth + valueWidth, INPUT - 20, COLOUR.embed, 4),
    box(optionX, 10, optionWidth, INPUT - 20, COLOUR.code, 4),
    letters(optionX + 6, baseline, option, TEXT),
    letters(valueX + 6, baseline, typed, TEXT),
    box(caretX, 15, 1.5, INPUT - 30, COLOUR.heading),
  ].join('');
}
