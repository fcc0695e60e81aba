import { box, disc, letters, stroke, svgFile } from '../pictures/svg.js';
import { widthOf } from '../pictures/widths.js';
import { apart, scale } from './scale-axis.js';

/** Values above 0, drawn on axes that are both logarithmic. */
export interface Plot {
  readonly title: string;
  /** What the picture shows, for those who cannot see it. */
  readonly description: string;
  readonly across: { readonly name: string; readonly label: Label };
  readonly up: Label;
  readonly series: readonly Series[];
  /** Values of the upright axis that are not to be passed. */
  readonly limits?: readonly { readonly at: number; readonly name: string }[];
}

export type Label = (value: number) => string;

export interface Series {
  readonly name: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

const WIDTH = 720;
const HEIGHT = 380;
/** Of the field in which the lines are. */
const FIELD = { left: 84, right: 500, top: 48, bottom: 320 } as const;
const SIZE = 13;
const LABEL_GAP = 18;
/** On a ground of its own, so that it can be read on a light page and on a dark one. */
const COLOUR = { ground: '#ffffff', frame: '#d0d4da', grid: '#e4e7eb', text: '#1f2328' } as const;
/** Masataka Okabe and Kei Ito's, which those who are colour-blind can tell apart. */
const LINES = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9'] as const;
const LIMIT = '#b00020';

/** @throws Error when there is nothing to draw, or a value has no logarithm. */
export function drawPlot(plot: Plot): string {
  const points = plot.series.flatMap((series) => series.points);
  if (points.length === 0) throw new Error(`nothing was measured for “${plot.title}”`);
  const x = scale(
    points.map((point) => point.x),
    FIELD.left,
    FIELD.right,
  );
  const values = [
    ...points.map((point) => point.y),
    ...(plot.limits ?? []).map((limit) => limit.at),
  ];
  const y = scale(values, FIELD.bottom, FIELD.top);
  const marks = [
    box(0, 0, WIDTH, HEIGHT, COLOUR.frame, 8),
    box(1, 1, WIDTH - 2, HEIGHT - 2, COLOUR.ground, 7),
    letters(FIELD.left, 28, plot.title, { size: 16, fill: COLOUR.text, bold: true }),
    ...x.ticks.flatMap((value) => tickAcross(x.at(value), plot.across.label(value))),
    ...y.ticks.flatMap((value) => tickUp(y.at(value), plot.up(value))),
    note((FIELD.left + FIELD.right) / 2, HEIGHT - 16, plot.across.name, 'middle'),
    ...linesOf(plot, x.at, y.at),
  ];
  const drawing = { width: WIDTH, height: HEIGHT, marks: marks.join('') };
  return svgFile(drawing, plot.title, plot.description);
}

function tickAcross(x: number, label: string): string[] {
  const height = FIELD.bottom - FIELD.top;
  return [
    box(x - 0.5, FIELD.top, 1, height, COLOUR.grid),
    note(x, FIELD.bottom + 18, label, 'middle'),
  ];
}

function tickUp(y: number, label: string): string[] {
  const width = FIELD.right - FIELD.left;
  return [
    box(FIELD.left, y - 0.5, width, 1, COLOUR.grid),
    note(FIELD.left - 8, y + SIZE / 3, label, 'end'),
  ];
}

interface Line {
  readonly name: string;
  readonly colour: string;
  /** Where it meets the right edge, in pixels from above. */
  readonly end: number;
  readonly marks: string;
}

/** Lines with a dot at every figure, and their names beside their ends, apart from each other. */
function linesOf(
  { series, limits = [] }: Plot,
  x: (value: number) => number,
  y: (value: number) => number,
): string[] {
  const measured = series.map(({ name, points }, i): Line => {
    const colour = LINES[i % LINES.length] as string;
    const places = points.map((point) => [round(x(point.x)), round(y(point.y))] as const);
    const path = `M${places.map((place) => place.join(' ')).join('L')}`;
    const dots = places.map(([left, top]) => disc(left, top, 4, colour)).join('');
    const end = places.at(-1)?.[1] ?? FIELD.bottom;
    return { name, colour, end, marks: stroke(path, colour) + dots };
  });
  const drawn = limits.map(({ at, name }): Line => {
    const path = `M${FIELD.left} ${round(y(at))}H${FIELD.right}`;
    const dashed = stroke(path, LIMIT).replace('/>', ' stroke-dasharray="6 4"/>');
    return { name: `≤ ${name}`, colour: LIMIT, end: y(at), marks: dashed };
  });
  const lines = [...drawn, ...measured];
  return [...lines.map(({ marks }) => marks), ...namesOf(lines)];
}

function namesOf(lines: readonly Line[]): string[] {
  const byHeight = [...lines].sort((a, b) => a.end - b.end);
  const ends = byHeight.map(({ end }) => end);
  const tops = apart(ends, LABEL_GAP, HEIGHT - SIZE);
  return byHeight.flatMap(({ name, colour }, i) => {
    const top = tops[i] as number;
    return [
      disc(FIELD.right + 18, top, 4, colour),
      note(FIELD.right + 28, top + SIZE / 3, name, 'start'),
    ];
  });
}

function note(
  x: number,
  baseline: number,
  text: string,
  anchor: 'start' | 'middle' | 'end',
): string {
  const width = widthOf(text, SIZE);
  const left = anchor === 'start' ? x : anchor === 'middle' ? x - width / 2 : x - width;
  return letters(left, baseline, text, { size: SIZE, fill: COLOUR.text });
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
