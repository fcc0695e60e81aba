import { drawButtonRows } from './buttons.js';
import { drawEmbed } from './embed.js';
import { avatar, footer, header, lineAbove } from './frame.js';
import { parseMarkdown } from './markdown.js';
import { drawProse } from './prose.js';
import type { Message } from './scene.js';
import { at, blank, box, type Drawing, stacked } from './svg.js';
import { COLOUR, MESSAGE_TEXT, PICTURE_WIDTH, TEXT_WIDTH, TEXT_X } from './theme.js';

/** All in pixels. */
const PADDING = 10;
const AVATAR_RADIUS = 20;
const AVATAR_X = 36;
const MARGIN = 8;
const GAP = 6;

/**
 * A message with all that stands around it, as wide as the picture.
 *
 * @param now what timestamps are relative to, in milliseconds since 1970.
 * @throws Error for what a picture cannot show.
 */
export function drawMessage({ frame, payload }: Message, now: number): Drawing {
  const { content = '', embeds = [], components = [] } = payload;
  const above = lineAbove(frame) ?? blank(0);
  const prose = { ...MESSAGE_TEXT, width: TEXT_WIDTH };
  const body = stacked([
    header(frame),
    ...(content === '' ? [] : [drawProse(parseMarkdown(content, now), prose)]),
    ...(embeds.length === 0 ? [] : [blank(GAP)]),
    stacked(
      embeds.map((embed) => drawEmbed(embed, now)),
      GAP,
    ),
    ...(components.length === 0 ? [] : [blank(MARGIN), drawButtonRows(components)]),
    ...(frame.ephemeral ? [blank(GAP), footer()] : []),
  ]);
  const top = PADDING + above.height;
  const bottom = top + Math.max(body.height, 2 * AVATAR_RADIUS);
  const height = bottom + PADDING;
  const marks = [
    frame.ephemeral ? box(0, 0, PICTURE_WIDTH, height, COLOUR.ephemeral) : '',
    frame.ephemeral ? box(0, 0, 2, height, COLOUR.badge) : '',
    at(0, PADDING, above),
    at(AVATAR_X, top + AVATAR_RADIUS, avatar(frame.author, AVATAR_RADIUS)),
    at(TEXT_X, top, body),
  ];
  return { width: PICTURE_WIDTH, height, marks: marks.join('') };
}
