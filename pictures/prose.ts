import { drawCodeBlock } from './code-block.js';
import type { Run } from './inline.js';
import { CODE_PADDING, CODE_SIZE, type Line, wrap } from './layout.js';
import type { Block } from './markdown.js';
import { blank, box, type Drawing, inset, letters, stacked } from './svg.js';
import { COLOUR } from './theme.js';
import { widthOf } from './widths.js';

/** In pixels. */
export interface ProseLook {
  readonly width: number;
  readonly size: number;
  readonly lineHeight: number;
  readonly fill?: string;
}

/** Of the first, second and third level, against the text around them. */
const HEADING_SIZE = { 1: 1.5, 2: 1.25, 3: 1.125 } as const;
/** Above and below, in pixels. */
const HEADING_MARGIN = [8, 4] as const;
/** Against the text around it; never smaller than what Discord's smallest text is. */
const SMALL_SIZE = 0.8125;
const SMALLEST = 12;
/** Line height of small print, against its size. */
const SMALL_LINE = 1.4;
/** All in pixels. */
const ITEM_INDENT = 20;
const MARKER_GAP = 6;
const QUOTE_BAR = 4;
const QUOTE_INDENT = 16;
/** From the upper edge of a line, of the space that its letters leave. */
const BASELINE = 0.37;

/** Markdown as paragraphs of at most `look.width`: as wide as they are told to be once they wrap. */
export function drawProse(blocks: readonly Block[], look: ProseLook): Drawing {
  return stacked(blocks.map((block, index) => drawBlock(block, look, index === 0)));
}

/** Where the baseline of letters lies in a line, from its upper edge. */
export function baselineIn(lineHeight: number, size: number): number {
  return lineHeight / 2 + size * BASELINE;
}

function drawBlock(block: Block, look: ProseLook, first: boolean): Drawing {
  switch (block.kind) {
    case 'text':
      return drawRuns(block.runs, look);
    case 'small': {
      const size = Math.max(SMALLEST, look.size * SMALL_SIZE);
      const lineHeight = Math.round(size * SMALL_LINE);
      return drawRuns(block.runs, { ...look, size, lineHeight, fill: COLOUR.muted });
    }
    case 'heading':
      return drawHeading(block, look, first);
    case 'item':
      return drawItem(block, look);
    case 'quote':
      return drawQuote(block.blocks, look);
    case 'code':
      return drawCodeBlock(block.text, look.width);
  }
}

function drawRuns(runs: readonly Run[], look: ProseLook): Drawing {
  const lines = wrap(runs, look.width, look.size);
  const marks = lines.map((line, index) => drawLine(line, index * look.lineHeight, look));
  const width = lines.length > 1 ? look.width : (lines[0]?.width ?? 0);
  return { width, height: lines.length * look.lineHeight, marks: marks.join('') };
}

function drawLine(
  line: Line,
  top: number,
  { size, lineHeight, fill = COLOUR.text }: ProseLook,
): string {
  const baseline = top + baselineIn(lineHeight, size);
  const pad = CODE_PADDING * size;
  return line.segments
    .map(({ x, width, text, run }) => {
      const ground = run.code ? COLOUR.code : run.stamp ? COLOUR.stamp : undefined;
      const under =
        ground === undefined
          ? ''
          : box(x - pad, top + 1, width + 2 * pad, lineHeight - 2, ground, 3);
      const colour = run.link ? COLOUR.link : fill;
      const letterSize = run.code ? size * CODE_SIZE : size;
      return under + letters(x, baseline, text, { ...run, size: letterSize, fill: colour }, width);
    })
    .join('');
}

function drawHeading(
  { level, runs }: Block & { kind: 'heading' },
  look: ProseLook,
  first: boolean,
): Drawing {
  const factor = HEADING_SIZE[level];
  const bold = runs.map((run) => ({ ...run, bold: true }));
  const size = look.size * factor;
  const lineHeight = look.lineHeight * factor;
  const drawn = drawRuns(bold, { ...look, size, lineHeight, fill: COLOUR.heading });
  const [above, below] = HEADING_MARGIN;
  return stacked([blank(first ? 0 : above), drawn, blank(below)]);
}

function drawItem({ depth, marker, runs }: Block & { kind: 'item' }, look: ProseLook): Drawing {
  const { size, lineHeight, fill = COLOUR.text } = look;
  const markerWidth = widthOf(marker, size) + MARKER_GAP;
  const indent = Math.max(ITEM_INDENT, markerWidth) + depth * ITEM_INDENT;
  // However deep a list goes, half of the width is left for its text.
  const x = Math.min(indent, look.width / 2);
  const mark = letters(x - markerWidth, baselineIn(lineHeight, size), marker, { size, fill });
  const drawn = drawRuns(runs, { ...look, width: look.width - x });
  const placed = inset(drawn, x);
  return { ...placed, marks: mark + placed.marks };
}

function drawQuote(blocks: readonly Block[], look: ProseLook): Drawing {
  const drawn = drawProse(blocks, { ...look, width: look.width - QUOTE_INDENT });
  const bar = box(0, 0, QUOTE_BAR, drawn.height, COLOUR.line, 2);
  const placed = inset(drawn, QUOTE_INDENT);
  return { ...placed, marks: bar + placed.marks };
}
