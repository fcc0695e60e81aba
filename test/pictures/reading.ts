/** A tag or the text between two, and where it stands. */
const PART = /<(\/?)([a-z]+)((?:\s[\w:-]+="[^"<]*")*)(\/?)>|[^<]+|</gy;
const ATTRIBUTE = /\s([\w:-]+)="([^"<]*)"/g;
/** What an ampersand may begin. */
const LOOSE = /&(?!(?:amp|lt|gt|quot|apos|#\d+);)/;
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** Letters as they stand in the whole picture, in pixels. */
export interface Letters {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export interface Reading {
  readonly width: number;
  readonly height: number;
  readonly letters: readonly Letters[];
  /** Contents of the elements that have text, by their name, entities resolved. */
  readonly text: ReadonlyMap<string, string>;
}

/**
 * Reads an SVG file as strictly as a browser does.
 *
 * @throws Error for anything that is not well-formed XML, with what stands there.
 */
export function readSvg(svg: string): Reading {
  const open: { name: string; x: number; y: number; attributes: Map<string, string> }[] = [];
  const letters: Letters[] = [];
  const text = new Map<string, string>();
  let root: Map<string, string> | undefined;
  if (FORBIDDEN.test(svg)) throw new Error('holds a character that XML forbids');
  for (const part of svg.matchAll(PART)) {
    const [whole, closes, name, listed = '', empty] = part;
    const top = open.at(-1);
    if (LOOSE.test(whole) || whole === '<')
      throw new Error(`not XML: ${svg.slice(part.index, part.index + 80)}`);
    if (name === undefined) {
      if (top === undefined && whole.trim() !== '') throw new Error(`text outside: ${whole}`);
      if (top !== undefined) text.set(top.name, (text.get(top.name) ?? '') + resolved(whole));
      if (top?.name === 'text') letters.push(lettersOf(top, resolved(whole)));
    } else if (closes) {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes nothing`);
    } else {
      const attributes = attributesOf(listed);
      if (open.length === 0 && root !== undefined) throw new Error('more than one root');
      root ??= attributes;
      const [, dx = '0', dy = '0'] =
        /^translate\((\S+) (\S+)\)$/.exec(attributes.get('transform') ?? '') ?? [];
      const at = { x: (top?.x ?? 0) + Number(dx), y: (top?.y ?? 0) + Number(dy) };
      if (!empty) open.push({ name, ...at, attributes });
    }
  }
  if (open.length > 0) throw new Error(`<${open.at(-1)?.name}> is not closed`);
  const size = (name: string) => Number(root?.get(name));
  return { width: size('width'), height: size('height'), letters, text };
}

function lettersOf(
  { x, y, attributes }: { x: number; y: number; attributes: Map<string, string> },
  text: string,
): Letters {
  const number = (name: string) => Number(attributes.get(name));
  return { text, x: x + number('x'), y: y + number('y'), width: number('textLength') };
}

function attributesOf(listed: string): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = '', value = ''] of listed.matchAll(ATTRIBUTE)) {
    if (attributes.has(name)) throw new Error(`${name} is given twice`);
    attributes.set(name, resolved(value));
  }
  return attributes;
}

function resolved(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}
