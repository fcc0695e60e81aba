import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10';
import type { Style } from './inline.js';
import { type Block, parseMarkdown } from './markdown.js';
import { drawProse } from './prose.js';
import { at, blank, box, type Drawing, stacked } from './svg.js';
import { COLOUR, EMBED_TEXT, SMALL_TEXT, TEXT_WIDTH } from './theme.js';

/** All in pixels. */
const BAR = 4;
const PADDING = { left: 12, right: 16, top: 12, bottom: 12 } as const;
const GAP = 8;
const TITLE_TEXT = { size: 16, lineHeight: 22 } as const;
const FIELDS_A_ROW = 3;
const INNER = TEXT_WIDTH - BAR - PADDING.left - PADDING.right;

/**
 * An embed, as narrow as its text allows.
 *
 * @param now what timestamps are relative to, in milliseconds since 1970.
 * @throws Error for images, which cannot be drawn: a picture must not leave out what is sent.
 */
export function drawEmbed(embed: APIEmbed, now: number): Drawing {
  if (embed.image || embed.thumbnail || embed.video) {
    throw new Error('an embed has an image, which pictures do not show');
  }
  const { author, title = '', url, description = '', fields = [], footer } = embed;
  const inner = { ...EMBED_TEXT, width: INNER };
  const parts: Drawing[] = [];
  if (author) parts.push(drawProse(plain(author.name, { bold: true }), inner));
  if (title !== '') parts.push(drawTitle(title, url !== undefined, now));
  if (description !== '') parts.push(drawProse(parseMarkdown(description, now), inner));
  parts.push(...fieldRows(fields).map((row) => drawFields(row, now)));
  if (footer) {
    parts.push(drawProse(plain(footer.text), { ...SMALL_TEXT, width: INNER, fill: COLOUR.muted }));
  }
  return framed(stacked(parts, GAP), embed.color);
}

function framed(inside: Drawing, colour: number | undefined): Drawing {
  const width = BAR + PADDING.left + inside.width + PADDING.right;
  const height = PADDING.top + inside.height + PADDING.bottom;
  const bar = colour === undefined ? COLOUR.embedBar : `#${colour.toString(16).padStart(6, '0')}`;
  const marks = [
    // The bar's round corners are on the left only, and so the ground covers its right half.
    box(0, 0, 2 * BAR, height, bar, BAR),
    box(BAR, 0, width - BAR, height, COLOUR.embed, BAR),
    box(BAR, 0, BAR, height, COLOUR.embed),
    at(BAR + PADDING.left, PADDING.top, inside),
  ];
  return { width, height, marks: marks.join('') };
}

/** No Markdown acts in names and footers. */
function plain(text: string, style: Style = {}): Block[] {
  return text.split('\n').map((line) => ({ kind: 'text', runs: [{ ...style, text: line }] }));
}

function drawTitle(title: string, link: boolean, now: number): Drawing {
  return drawProse(strong(title, now, link), { ...TITLE_TEXT, width: INNER, fill: COLOUR.heading });
}

function strong(markdown: string, now: number, link = false): Block[] {
  return parseMarkdown(markdown, now).map((block) =>
    'runs' in block
      ? { ...block, runs: block.runs.map((run) => ({ ...run, bold: true, link })) }
      : block,
  );
}

/** Neighbours that are inline share a row, three at most. */
function fieldRows(fields: readonly APIEmbedField[]): APIEmbedField[][] {
  const rows: APIEmbedField[][] = [];
  for (const field of fields) {
    const row = rows.at(-1);
    const fits =
      row !== undefined && row.length < FIELDS_A_ROW && row.every(({ inline }) => inline);
    if (fits && field.inline) row.push(field);
    else rows.push([field]);
  }
  return rows;
}

function drawFields(row: readonly APIEmbedField[], now: number): Drawing {
  // A lone inline field is as wide as one of a pair.
  const columns = row[0]?.inline ? Math.max(2, row.length) : 1;
  const width = (INNER - GAP * (columns - 1)) / columns;
  const look = { ...EMBED_TEXT, width };
  const drawn = row.map(({ name, value }) =>
    stacked([
      drawProse(strong(name, now), { ...look, fill: COLOUR.heading }),
      blank(2),
      drawProse(parseMarkdown(value, now), look),
    ]),
  );
  const placed = drawn.map((field, index) => at(index * (width + GAP), 0, field));
  return {
    width: columns === 1 ? (drawn[0]?.width ?? 0) : INNER,
    height: Math.max(...drawn.map(({ height }) => height)),
    marks: placed.join(''),
  };
}
