import type {
  APIActionRowComponent,
  APIButtonComponent,
  APIComponentInMessageActionRow,
} from 'discord-api-types/v10';
import { baselineIn } from './prose.js';
import { at, box, type Drawing, faded, letters, stacked, stroke } from './svg.js';
import { BUTTON_COLOURS, TEXT_WIDTH } from './theme.js';
import { widthOf } from './widths.js';

const BUTTON = 2;
/** All in pixels. */
const SIZE = 14;
const HEIGHT = 32;
const PADDING = 14;
const GAP = 8;
const ICON_WIDTH = 20;
const LEAST_WIDTH = 60;
const WHITE = '#ffffff';
const DISABLED = 0.5;

/**
 * Rows of buttons; a row that is too wide goes on below.
 *
 * @throws Error for other components, which cannot be drawn.
 */
export function drawButtonRows(
  rows: readonly APIActionRowComponent<APIComponentInMessageActionRow>[],
): Drawing {
  return stacked(rows.map(drawRow), GAP);
}

function drawRow({ components }: APIActionRowComponent<APIComponentInMessageActionRow>): Drawing {
  let x = 0;
  let y = 0;
  let width = 0;
  const marks = components.map((component) => {
    if (component.type !== BUTTON) throw new Error('a row has something other than buttons');
    const drawn = drawButton(component);
    if (x > 0 && x + drawn.width > TEXT_WIDTH) {
      x = 0;
      y += HEIGHT + GAP;
    }
    const placed = at(x, y, drawn);
    width = Math.max(width, x + drawn.width);
    x += drawn.width + GAP;
    return placed;
  });
  return { width, height: y + HEIGHT, marks: marks.join('') };
}

function drawButton(button: APIButtonComponent): Drawing {
  const emoji = 'emoji' in button ? (button.emoji?.name ?? '') : '';
  const label = [emoji, 'label' in button ? button.label : ''].filter(Boolean).join(' ');
  const look = { size: SIZE, fill: WHITE, bold: true };
  const leavesDiscord = 'url' in button;
  const content = widthOf(label, SIZE, look) + (leavesDiscord ? ICON_WIDTH : 0);
  const width = Math.max(LEAST_WIDTH, content + 2 * PADDING);
  const x = (width - content) / 2;
  const marks = [
    box(0, 0, width, HEIGHT, BUTTON_COLOURS[button.style] ?? '', 6),
    letters(x, baselineIn(HEIGHT, SIZE), label, look),
    leavesDiscord ? arrow(x + content - 13, 10) : '',
  ].join('');
  return { width, height: HEIGHT, marks: button.disabled ? faded(DISABLED, marks) : marks };
}

/** The sign of a link that opens outside, 12 pixels wide. */
function arrow(x: number, y: number): string {
  const path = `M${x + 5} ${y + 1}H${x + 1}V${y + 11}H${x + 11}V${y + 7}M${x + 7} ${y + 1}H${x + 11}V${y + 5}M${x + 11} ${y + 1}L${x + 5} ${y + 7}`;
  return stroke(path, WHITE);
}
