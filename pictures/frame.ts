import type { Frame, Speaker } from './scene.js';
import { at, box, type Drawing, disc, letters, shape, stroke } from './svg.js';
import { COLOUR, PICTURE_WIDTH, TEXT_X } from './theme.js';
import { fitted, widthOf } from './widths.js';

const WHITE = '#ffffff';
/** All in pixels. */
export const HEADER_HEIGHT = 22;
export const LINE_ABOVE_HEIGHT = 22;
export const FOOTER_HEIGHT = 22;
const NAME = { size: 16, fill: COLOUR.heading, bold: true } as const;
const TIME = { size: 12, fill: COLOUR.muted } as const;
const BADGE = { size: 10, fill: WHITE, bold: true } as const;
const ABOVE = { size: 14, fill: COLOUR.muted } as const;
const BELOW = { size: 12, fill: COLOUR.muted } as const;
const GAP = 6;
const AVATAR_X = 36;

/** A disc with the initial, around 0/0. */
export function avatar({ name, colour }: Speaker, radius: number): Drawing {
  const size = radius * 0.95;
  const [initial = ''] = name.toUpperCase();
  const x = -widthOf(initial, size, { bold: true }) / 2;
  const letter = letters(x, size * 0.36, initial, { size, fill: WHITE, bold: true });
  return { width: 0, height: 0, marks: disc(0, 0, radius, colour) + letter };
}

/** Name, badge and time on one line. */
export function header({ author, time }: Frame): Drawing {
  const words = inARow(0, 16);
  words.say(author.name, NAME);
  if (author.app) words.badge();
  words.gap(2);
  words.say(time, TIME);
  return { width: words.x, height: HEADER_HEIGHT, marks: words.marks.join('') };
}

/** The line above a message that says what it is an answer to; `undefined` when nothing is said. */
export function lineAbove({ used, replyTo }: Frame): Drawing | undefined {
  const speaker = used?.by ?? replyTo?.author;
  if (speaker === undefined) return undefined;
  const words = inARow(TEXT_X, 14);
  words.put(16, (x) => at(x + 8, 9, avatar(speaker, 8)));
  words.say(speaker.name, { ...ABOVE, fill: COLOUR.heading });
  if (used) {
    words.say('used', ABOVE);
    words.say(`/${used.command}`, { ...ABOVE, fill: COLOUR.link });
  }
  if (replyTo) {
    if (speaker.app) words.badge();
    const room = PICTURE_WIDTH - words.x - GAP - 24;
    words.say(fitted(replyTo.text, room, ABOVE.size), ABOVE);
  }
  // From above the avatar round to where the line begins.
  const spine = stroke(
    `M${AVATAR_X} 22V15Q${AVATAR_X} 9 ${AVATAR_X + 6} 9H${TEXT_X - 4}`,
    COLOUR.line,
  );
  return { width: words.x, height: LINE_ABOVE_HEIGHT, marks: spine + words.marks.join('') };
}

/** What stands below a message that only one person sees. */
export function footer(): Drawing {
  const words = inARow(0, 15);
  words.put(16, (x) => eye(x, 11));
  words.say('Only you can see this', BELOW);
  words.say('·', BELOW);
  words.say('Dismiss message', { ...BELOW, fill: COLOUR.link });
  return { width: words.x, height: FOOTER_HEIGHT, marks: words.marks.join('') };
}

function eye(x: number, y: number): string {
  const lid = `M${x} ${y}Q${x + 7} ${y - 9} ${x + 14} ${y}Q${x + 7} ${y + 9} ${x} ${y}Z`;
  return shape(lid, COLOUR.muted) + disc(x + 7, y, 2.6, COLOUR.background);
}

/** Sets one thing after the other on a baseline. */
function inARow(start: number, baseline: number) {
  const row = {
    x: start,
    marks: [] as string[],
    put(width: number, draw: (x: number) => string) {
      row.marks.push(draw(row.x));
      row.x += width + GAP;
    },
    gap(width: number) {
      row.x += width;
    },
    say(text: string, look: Parameters<typeof letters>[3]) {
      const width = widthOf(text, look.size, look);
      row.put(width, (x) => letters(x, baseline, text, look, width));
    },
    badge() {
      const width = widthOf('APP', BADGE.size, BADGE);
      row.put(width + 9, (x) => {
        const ground = box(x, baseline - 12.5, width + 9, 15, COLOUR.badge, 3);
        return ground + letters(x + 4.5, baseline - 1.3, 'APP', BADGE, width);
      });
    },
  };
  return row;
}
