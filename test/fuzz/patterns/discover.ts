import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const SRC = fileURLToPath(new URL('../../../src', import.meta.url));
const DIST = fileURLToPath(new URL('../../dist/src', import.meta.url));
const LOADER = fileURLToPath(new URL('load.mjs', import.meta.url));

/** A regular expression of the program. */
export interface Found {
  /** Below src, `/` between folders. */
  readonly file: string;
  readonly source: string;
  readonly flags: string;
}

export const FILES = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts'))
  .sort();

/** What begins to work when it is loaded: it lies at the top and has nothing to give to others. */
export const PROGRAMS = FILES.filter(
  (file) => !file.includes('/') && !/^export\b/m.test(readFileSync(join(SRC, file), 'utf8')),
);

/** All that stand in the text of the program, and all that its modules make while they are loaded. */
export async function everyPattern(): Promise<Found[]> {
  const written = FILES.flatMap((file) =>
    literalsIn(readFileSync(join(SRC, file), 'utf8')).map((found) => ({ file, ...found })),
  );
  return distinct([...written, ...(await made())]);
}

/**
 * What `new RegExp` was called with while all modules were loaded: in a process of its own, since
 * here other tests may have loaded them before.
 */
async function made(): Promise<Found[]> {
  const modules = FILES.filter((file) => !PROGRAMS.includes(file)).map((file) =>
    join(DIST, file.replace(/\.ts$/, '.js')),
  );
  const { stdout } = await promisify(execFile)(process.execPath, [LOADER, ...modules], {
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(stdout);
}

function distinct(patterns: readonly Found[]): Found[] {
  const byText = new Map(
    patterns.map((each) => [`${each.file}/${each.source}/${each.flags}`, each]),
  );
  return [...byText.values()];
}

/** What may stand before a division is no beginning of a regular expression. */
const BEFORE_LITERAL = /(?:^|[(,=:[!&|?{};>]|\b(?:return|of|in|typeof|case))\s*$/;
const LITERAL = /\/((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+)\/([dgimsuvy]*)/y;

/** The literals in a text of TypeScript, strings and comments aside. */
export function literalsIn(text: string): { source: string; flags: string }[] {
  const found: { source: string; flags: string }[] = [];
  const skipped = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/y;
  for (let at = 0; at < text.length; at++) {
    skipped.lastIndex = at;
    LITERAL.lastIndex = at;
    const passed = skipped.exec(text);
    if (passed !== null) {
      at = skipped.lastIndex - 1;
      continue;
    }
    if (text[at] !== '/') continue;
    const literal = BEFORE_LITERAL.test(text.slice(Math.max(0, at - 80), at)) && LITERAL.exec(text);
    if (!literal) continue;
    const [, source = '', flags = ''] = literal;
    found.push({ source, flags });
    at = LITERAL.lastIndex - 1;
  }
  return found;
}
