import { relativeTime } from './relative-time.js';

/** How a stretch of text looks. */
export interface Style {
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly struck?: boolean;
  readonly code?: boolean;
  /** A timestamp, on a ground of its own. */
  readonly stamp?: boolean;
  readonly link?: boolean;
}

/** Text of one look, as the reader sees it. */
export interface Run extends Style {
  readonly text: string;
}

/** What the text between a pair of marks looks like; `verbatim` when no mark acts within it. */
interface Rule {
  /** Its first group is the text. */
  readonly pattern: RegExp;
  readonly style: Style;
  readonly verbatim?: boolean;
}

const ESCAPE = /\\([^0-9A-Za-z\s])/uy;
const TIMESTAMP = /<t:(-?\d{1,13}):R>/y;
/** In the order in which they are tried at each place. */
const RULES: readonly Rule[] = [
  { pattern: /(?<mark>`+)(.*?[^`])\k<mark>(?!`)/sy, style: { code: true }, verbatim: true },
  {
    pattern: /\[((?:\\[^[\]]|[^[\]\\])+)\]\(<?https?:\/\/[^\s()<>]+>?\)/sy,
    style: { link: true },
  },
  { pattern: /(https?:\/\/[^\s<>]*[^\s<>.,:;"')\]])/y, style: { link: true }, verbatim: true },
  { pattern: /\*\*((?:\\.|[^\\])+?)\*\*(?!\*)/sy, style: { bold: true } },
  { pattern: /__((?:\\.|[^\\])+?)__(?!_)/sy, style: { underline: true } },
  { pattern: /~~((?:\\.|[^\\])+?)~~/sy, style: { struck: true } },
  { pattern: /\*(?!\s)((?:\*\*|\\.|[^*\\])+?)(?<!\s)\*(?!\*)/sy, style: { italic: true } },
  { pattern: /_((?:__|\\.|[^_\\])+?)_(?!\w)/sy, style: { italic: true } },
];

/**
 * Reads what stands within a line of Discord's Markdown: emphasis, code, masked links and bare
 * addresses, `<t:…:R>` and backslashes. Mentions, emoji names and spoilers are not read.
 *
 * @param now what timestamps are relative to, in milliseconds since 1970.
 */
export function parseInline(markdown: string, now: number, style: Style = {}): Run[] {
  const runs: Run[] = [];
  let plain = '';
  const add = (...found: Run[]) => {
    if (plain !== '') runs.push({ ...style, text: plain });
    plain = '';
    runs.push(...found);
  };
  for (let at = 0; at < markdown.length; ) {
    const escaped = matchAt(ESCAPE, markdown, at);
    const stamp = matchAt(TIMESTAMP, markdown, at);
    const marked = (escaped ?? stamp) ? undefined : markedAt(markdown, at);
    if (stamp !== undefined) {
      const text = relativeTime(Number(stamp[1]) * 1_000, now);
      add({ ...style, stamp: true, text });
    } else if (marked !== undefined) {
      const look = { ...style, ...marked.style };
      add(
        ...(marked.verbatim
          ? [{ ...look, text: marked.text }]
          : parseInline(marked.text, now, look)),
      );
    } else {
      plain += escaped?.[1] ?? markdown[at];
    }
    at += (escaped ?? stamp)?.[0].length ?? marked?.length ?? 1;
  }
  add();
  return runs;
}

function markedAt(markdown: string, at: number) {
  for (const { pattern, style, verbatim = false } of RULES) {
    const match = matchAt(pattern, markdown, at);
    if (match === undefined) continue;
    const text = match.at(match.groups === undefined ? 1 : 2) ?? '';
    return { style, verbatim, text, length: match[0].length };
  }
  return undefined;
}

function matchAt(sticky: RegExp, text: string, at: number): RegExpExecArray | undefined {
  sticky.lastIndex = at;
  return sticky.exec(text) ?? undefined;
}
