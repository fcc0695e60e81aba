import type { Style } from './inline.js';
import { MONO, SANS } from './theme.js';
import { widthOf } from './widths.js';

/** Marks in coordinates of their own, from 0/0 at the upper left; in pixels. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly marks: string;
}

export interface Lettering extends Style {
  readonly size: number;
  readonly fill: string;
}

/**
 * One stretch of text. Its width is fixed, so that it takes its place with whatever font the viewer
 * has.
 *
 * @param width measured when absent.
 */
export function letters(
  x: number,
  baseline: number,
  text: string,
  look: Lettering,
  width?: number,
): string {
  const shown = text.trim();
  if (shown === '') return '';
  const attributes = {
    x: round(x),
    y: round(baseline),
    'font-size': round(look.size),
    fill: look.fill,
    'font-weight': look.bold ? 600 : undefined,
    'font-style': look.italic ? 'italic' : undefined,
    'font-family': look.code ? MONO : undefined,
    'text-decoration':
      [look.underline && 'underline', look.struck && 'line-through'].filter(Boolean).join(' ') ||
      undefined,
    textLength: round(width ?? widthOf(shown, look.size, look)),
    lengthAdjust: 'spacingAndGlyphs',
  };
  // SVG would take several spaces for one.
  return element('text', attributes, escapeXml(shown.replace(/\s(?=\s)/g, '\u00a0')));
}

export function box(
  x: number,
  y: number,
  width: number,
  height: number,
  fill: string,
  radius = 0,
): string {
  return element('rect', {
    x: round(x),
    y: round(y),
    width: round(width),
    height: round(height),
    rx: radius === 0 ? undefined : radius,
    fill,
  });
}

/** A line of 2 pixels. */
export function stroke(path: string, colour: string): string {
  return element('path', { d: path, stroke: colour, 'stroke-width': 2, fill: 'none' });
}

export function shape(path: string, fill: string): string {
  return element('path', { d: path, fill });
}

export function disc(x: number, y: number, radius: number, fill: string): string {
  return element('circle', { cx: round(x), cy: round(y), r: radius, fill });
}

/** Moves a drawing. */
export function at(x: number, y: number, { marks }: Drawing): string {
  if (marks === '') return '';
  return element('g', { transform: `translate(${round(x)} ${round(y)})` }, marks);
}

/** Moves a drawing right and down; the space that this leaves belongs to it. */
export function inset(drawing: Drawing, x: number, y = 0): Drawing {
  return { width: drawing.width + x, height: drawing.height + y, marks: at(x, y, drawing) };
}

export function blank(height: number): Drawing {
  return { width: 0, height, marks: '' };
}

export function faded(opacity: number, marks: string): string {
  return element('g', { opacity }, marks);
}

/** Drawings below one another, with `gap` pixels between them. */
export function stacked(drawings: readonly Drawing[], gap = 0): Drawing {
  let y = 0;
  const placed = drawings.map((drawing) => {
    const marks = at(0, y, drawing);
    y += drawing.height + gap;
    return marks;
  });
  const width = Math.max(0, ...drawings.map((drawing) => drawing.width));
  return { width, height: Math.max(0, y - gap), marks: placed.join('') };
}

/** A whole SVG file, which a screen reader reads as `title` and `description`. */
export function svgFile(
  { width, height, marks }: Drawing,
  title: string,
  description: string,
): string {
  const size = { width: round(width), height: round(height) };
  const head = `<title id="title">${escapeXml(title)}</title>\n<desc id="desc">${escapeXml(description)}</desc>\n`;
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    ...size,
    viewBox: `0 0 ${size.width} ${size.height}`,
    role: 'img',
    'aria-labelledby': 'title desc',
    'font-family': SANS,
  };
  return `${element('svg', attributes, `\n${head}${marks.replaceAll('><', '>\n<')}\n`)}\n`;
}

type Attributes = Readonly<Record<string, string | number | undefined>>;

function element(name: string, attributes: Attributes, content?: string): string {
  const listed = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`)
    .join('');
  return content === undefined ? `<${name}${listed}/>` : `<${name}${listed}>${content}</${name}>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** What XML 1.0 may not hold, however it is written, becomes U+FFFD. */
export function escapeXml(text: string): string {
  return text
    .replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign)
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd');
}

function round(pixels: number): number {
  return Math.round(pixels * 100) / 100;
}
