import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from './temporary-folder.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** What `npm` scripts start. They, and only they, do something when they are loaded. */
const ENTRIES = [
  'src/main.ts',
  'src/ask.ts',
  'src/reindex.ts',
  'src/indexer.ts',
  'src/shard-builder.ts',
  'src/eval.ts',
  'src/eval-squad.ts',
];

interface Import {
  /** `src/…` with `/` separators. */
  readonly file: string;
  /** A package, `node:…`, or a file of ours as `src/…`. */
  readonly target: string;
  /** Gone after compilation: it ties nothing together when the program runs. */
  readonly typeOnly: boolean;
}

/** A layer of the program and what it may know. */
interface Layer {
  readonly folder: string;
  /** Other folders whose code it may run. */
  readonly imports: readonly string[];
  /** Other folders of which it may name types besides. */
  readonly types: readonly string[];
  readonly why: string;
}

const LAYERS: readonly Layer[] = [
  { folder: 'corpus', imports: [], types: [], why: 'documents are the beginning of everything' },
  {
    folder: 'passages',
    imports: ['corpus'],
    types: [],
    why: 'where a sentence ends does not depend on models or on storage',
  },
  {
    folder: 'embedding',
    imports: [],
    types: [],
    why: 'a model turns any text into a vector, whatever it is used for',
  },
  {
    folder: 'index',
    imports: ['corpus', 'passages', 'embedding'],
    types: [],
    why: 'it stores what the three before it make, and knows nothing of questions',
  },
  {
    folder: 'retrieval',
    imports: ['index', 'embedding'],
    types: ['corpus', 'passages'],
    why: 'it reads an open generation and an Embedder; documents reach it through them',
  },
  {
    folder: 'answer',
    imports: ['retrieval'],
    types: ['corpus', 'passages', 'embedding', 'index'],
    why: 'an answer is made of what was retrieved; everything else is handed in',
  },
  {
    folder: 'records',
    imports: [],
    types: [],
    why: 'what is remembered are plain values, whoever asked and whatever answered',
  },
  {
    folder: 'evaluation',
    imports: ['answer', 'retrieval', 'corpus'],
    types: ['passages', 'embedding', 'index'],
    why: 'it measures answers from outside, so nothing that answers may know of it',
  },
  {
    folder: 'terminal',
    imports: ['answer'],
    types: ['corpus', 'index'],
    why: 'a face renders plain data, and knows no other face',
  },
  {
    folder: 'discord',
    imports: ['answer', 'records'],
    types: ['corpus', 'index'],
    why: 'a face renders plain data, gives records away as files, and knows no other face',
  },
];

/** Something that only some files may import. */
interface Reserved {
  /** Of packages and files: the name. */
  readonly targets: readonly string[];
  /** Files, or folders with a `/` at the end. */
  readonly to: readonly string[];
  /** Whether others may at least name its types. */
  readonly typesForAll?: boolean;
  readonly why: string;
}

const RESERVED: readonly Reserved[] = [
  {
    targets: ['@xenova/transformers'],
    to: ['src/embedding/'],
    why: 'it is configured by globals, and its binding loads once a process',
  },
  {
    targets: ['hnswlib-node'],
    to: ['src/index/'],
    why: 'it ends the process when it is misused',
  },
  {
    targets: ['better-sqlite3'],
    to: ['src/index/', 'src/records/', 'src/evaluation/baselines/fts5.ts'],
    why: 'a generation must stay immutable; records and the baseline have databases of their own',
  },
  {
    targets: ['minisearch', 'lunr'],
    to: ['src/evaluation/baselines/'],
    why: 'they are there to be compared with',
  },
  {
    targets: ['discord.js'],
    to: ['src/discord/'],
    why: 'a terminal chat must not load it, and its limits are dealt with in one place',
  },
  {
    targets: ['dotenv', 'src/entry.ts'],
    to: ['src/entry.ts', ...ENTRIES],
    why: 'only a program that was started has an environment',
  },
  {
    targets: ['src/wiring.ts', 'src/opening.ts', 'src/faces.ts', 'src/log.ts'],
    to: ['src/wiring.ts', 'src/faces.ts', ...ENTRIES],
    typesForAll: true,
    why: 'parts are handed what they need; they do not fetch it',
  },
  {
    targets: ['src/config.ts'],
    to: [
      'src/entry.ts',
      'src/wiring.ts',
      'src/opening.ts',
      'src/faces.ts',
      'src/log.ts',
      ...ENTRIES,
    ],
    typesForAll: true,
    why: 'configuration is read once and handed on',
  },
  {
    targets: [
      'src/embedding/transformers.ts',
      'src/index/build.ts',
      'src/index/store.ts',
      'src/answer/service.ts',
      'src/records/sqlite.ts',
    ],
    to: ['src/wiring.ts', 'src/opening.ts', 'src/indexer.ts', 'src/shard-builder.ts', 'src/index/'],
    typesForAll: true,
    why: 'the object graph is built in one place that can be read from top to bottom',
  },
  {
    targets: ENTRIES,
    to: [],
    why: 'to import an entry is to run it',
  },
];

/** Texts that only some files may hold. */
const PHRASES = [
  {
    phrase: /\bprocess\s*\.\s*env\b|\benv\b[^;]*from 'node:process'/,
    allowed: ['src/config.ts', 'src/entry.ts', ...ENTRIES],
    why: 'every setting is declared, checked and documented in one place',
  },
  {
    phrase: /^export\s+[*{][^;]*?\sfrom\s+'/m,
    allowed: [],
    why: 'a barrel hides where things are, and loads all of them for one',
  },
  {
    phrase: /@ts-(?:ignore|nocheck)/,
    allowed: [],
    why: 'a fault of types is mended or, with a reason, expected',
  },
] as const;

const SOURCES = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .map((path) => `src/${path.replaceAll('\\', '/')}`)
  .filter((path) => path.endsWith('.ts'))
  .sort();
const textOf = (file: string) => readFileSync(join(ROOT, file), 'utf8');

/** The imports of a module, from its text: declarations, re-exports, and `import('…')`. */
function importsOf(file: string, text: string): Import[] {
  const found: Import[] = [];
  const add = (specifier: string, typeOnly: boolean) => {
    const ours = normalize(join(dirname(file), specifier)).replaceAll('\\', '/');
    const target = specifier.startsWith('.') ? ours.replace(/\.js$/, '.ts') : packageOf(specifier);
    found.push({ file, target, typeOnly });
  };
  for (const [, type, names = '', specifier = ''] of text.matchAll(
    /^(?:import|export)\s+(type\s+)?([^'";]*?)\s*from\s+'([^']+)'/gm,
  )) {
    const listed = names
      .replace(/[{}\s]+/g, ' ')
      .trim()
      .split(', ')
      .filter(Boolean);
    add(specifier, type !== undefined || listed.every((name) => name.trim().startsWith('type ')));
  }
  for (const [, specifier = ''] of text.matchAll(/^import\s+'([^']+)'/gm)) add(specifier, false);
  for (const [, type, specifier = ''] of text.matchAll(
    /(typeof\s+)?\b(?:import|require)\(\s*'([^']+)'\s*\)/g,
  ))
    add(specifier, type !== undefined);
  return found;
}

function packageOf(specifier: string): string {
  const parts = specifier.split('/');
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}

function folderOf(file: string): string | undefined {
  const [, folder, ...rest] = file.split('/');
  return file.startsWith('src/') && rest.length > 0 ? folder : undefined;
}

function allowedBy(layer: Layer, { target, typeOnly }: Import): boolean {
  const folder = folderOf(target);
  if (folder === undefined || folder === layer.folder) return true;
  return layer.imports.includes(folder) || (typeOnly && layer.types.includes(folder));
}

function allowedByReserved(rule: Reserved, { file, target, typeOnly }: Import): boolean {
  if (!rule.targets.includes(target) || (typeOnly && rule.typesForAll === true)) return true;
  return rule.to.some((place) => (place.endsWith('/') ? file.startsWith(place) : file === place));
}

const IMPORTS = SOURCES.flatMap((file) => importsOf(file, textOf(file)));
const shown = ({ file, target }: Import) => `${file} → ${target}`;

describe('the imports', () => {
  test('are read from every kind of import line', () => {
    const text = `import './a.js';
import b, { type B } from '../corpus/b.js';
import type { C } from '@scope/c/deep';
import {
  type D,
  type E,
} from 'd/deep';
export { f } from './f.js';
const g = await import('node:g');
const h: typeof import('h') = require('h');`;
    expect(
      importsOf('src/index/x.ts', text).map((found) => [found.target, found.typeOnly]),
    ).toEqual([
      ['src/corpus/b.ts', false],
      ['@scope/c', true],
      ['d', true],
      ['src/index/f.ts', false],
      ['src/index/a.ts', false],
      ['node:g', false],
      ['h', true],
      ['h', false],
    ]);
  });

  test('name files that exist', () => {
    const ours = IMPORTS.filter(({ target }) => target.startsWith('src/'));
    expect(ours.length).toBeGreaterThan(100);
    expect(ours.filter(({ target }) => !SOURCES.includes(target)).map(shown)).toEqual([]);
    expect(ENTRIES.filter((file) => !SOURCES.includes(file))).toEqual([]);
  });

  test('are judged for every folder', () => {
    const folders = new Set(SOURCES.map(folderOf).filter((folder) => folder !== undefined));
    expect([...folders].sort()).toEqual(LAYERS.map(({ folder }) => folder).sort());
  });

  test.each(LAYERS)('of $folder keep to its layer: $why', (layer) => {
    const own = IMPORTS.filter(({ file }) => folderOf(file) === layer.folder);
    expect(own.filter((found) => !allowedBy(layer, found)).map(shown)).toEqual([]);
  });

  test.each(LAYERS)('of $folder would be found if they reached for a face', (layer) => {
    const face = layer.folder === 'discord' ? 'terminal' : 'discord';
    const file = `src/${layer.folder}/x.ts`;
    const [reaching] = importsOf(file, `import type { X } from '../${face}/x.js';`);
    expect(allowedBy(layer, reaching as Import)).toBe(false);
  });

  test.each(RESERVED)('of $targets are only where they belong: $why', (rule) => {
    expect(IMPORTS.filter((found) => !allowedByReserved(rule, found)).map(shown)).toEqual([]);
  });

  test.each(RESERVED.filter(({ to }) => to.length > 0))(
    'of $targets are really needed there, or the rule is out of date',
    ({ targets, to }) => {
      const places = IMPORTS.filter(({ target }) => targets.includes(target)).map(
        ({ file }) => file,
      );
      expect(places.length).toBeGreaterThan(0);
      const used = (place: string) => places.some((file) => file.startsWith(place));
      expect(to.some(used)).toBe(true);
    },
  );

  test('of what answers and renders do no input or output: everything is handed in', () => {
    const io = /^node:(?:fs|fs\/promises|net|http|https|http2|child_process|worker_threads)$/;
    const pure = IMPORTS.filter(({ file }) => /^src\/(?:answer|passages)\//.test(file));
    expect(pure.filter(({ target }) => io.test(target)).map(shown)).toEqual([]);
  });

  test('go round in no circle', () => {
    const running = IMPORTS.filter(({ typeOnly }) => !typeOnly);
    const done = new Set<string>();
    const visit = (file: string, path: readonly string[]): void => {
      expect(path, 'a circle').not.toContain(file);
      if (done.has(file)) return;
      for (const { target } of running.filter((found) => found.file === file))
        visit(target, [...path, file]);
      done.add(file);
    };
    for (const file of SOURCES) visit(file, []);
  });
});

describe('the modules', () => {
  test.each(PHRASES)('hold $phrase only in $allowed: $why', ({ phrase, allowed }) => {
    const holding = SOURCES.filter((file) => phrase.test(textOf(file)));
    expect(holding.filter((file) => !(allowed as readonly string[]).includes(file))).toEqual([]);
  });

  test('have names that say what is in them', () => {
    const vague = /(?:^|\/)(?:utils?|helpers?|common|misc|shared|index)(?:\/|\.ts$)/;
    expect(vague.test('src/corpus/utils.ts') && vague.test('src/corpus/index.ts')).toBe(true);
    const named = SOURCES.filter((file) => vague.test(file.replace(/^src\/index\//, 'src/')));
    expect(named).toEqual([]);
  });

  test('do nothing when they are imported', async () => {
    const modules = SOURCES.filter((file) => !ENTRIES.includes(file)).map((file) =>
      join(ROOT, `test/dist/${file}`.replace(/\.ts$/, '.js')),
    );
    const packages = IMPORTS.filter(
      ({ target, typeOnly }) => !typeOnly && !/^(?:src\/|node:)/.test(target),
    ).map(({ target }) => createRequire(join(ROOT, 'package.json')).resolve(target));
    // Libraries do set globals, so those come first; a process that ends has nothing left open.
    const script = `
      const load = (path) => import('file://' + path);
      const look = () => JSON.stringify([
        process.env, process.cwd(), process.exitCode, process.eventNames().map(String).sort(),
        Object.keys(globalThis).sort(), Object.values(console).map(String),
      ]);
      for (const path of ${JSON.stringify(packages)}) await load(path);
      const before = look();
      for (const path of ${JSON.stringify(modules)}) {
        await load(path);
        if (look() !== before) throw new Error(path + ' changed its surroundings');
      }`;
    const cwd = await temporaryFolder();
    const args = ['--input-type=module', '--eval', script];
    const child = spawn(process.execPath, args, {
      cwd,
      env: {},
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let printed = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        printed += chunk;
      });
    const [code] = await once(child, 'close');
    expect(printed).toBe('');
    expect(code).toBe(0);
    expect(readdirSync(cwd)).toEqual([]);
  });
});
