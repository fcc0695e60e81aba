import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SRC = fileURLToPath(new URL('../../../src', import.meta.url));

/** What loading does something: the programs. */
const ENTRIES = /^(?:main|ask|reindex|indexer|eval|eval-squad)\.ts$/;

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

/** All that stand in the text of the program, and all that its modules make while they are loaded. */
export async function everyPattern(): Promise<Found[]> {
  const written = FILES.flatMap((file) =>
    literalsIn(readFileSync(join(SRC, file), 'utf8')).map((found) => ({ file, ...found })),
  );
  return distinct([...written, ...(await made())]);
}

/** What `new RegExp` was called with while all modules were loaded. */
async function made(): Promise<Found[]> {
  const found: Found[] = [];
  const original = globalThis.RegExp;
  const caller = /[\\/]src[\\/]([\w/\\-]+\.ts)/;
  globalThis.RegExp = new Proxy(original, {
    construct(target, args: [RegExp | string, string?], self) {
      const pattern: RegExp = Reflect.construct(target, args, self);
      // The first line is the message, the second this function.
      const file = caller.exec(new Error().stack?.split('\n')[2] ?? '')?.[1];
      if (file !== undefined) found.push({ file, source: pattern.source, flags: pattern.flags });
      return pattern;
    },
  });
  try {
    for (const file of FILES) {
      if (!ENTRIES.test(file)) await import(join(SRC, file));
    }
  } finally {
    globalThis.RegExp = original;
  }
  return found;
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
    const literal = BEFORE_LITERAL.test(text.slice(Math.max(0, at - 80), at)) && LITERAL.exec(text);
    if (!literal) continue;
    const [, source = '', flags = ''] = literal;
    found.push({ source, flags });
    at = LITERAL.lastIndex - 1;
  }
  return found;
}
