import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');

interface Loaded {
  /** Sources of what is loaded when the program starts, as `src/…` or `node_modules/…`. */
  readonly sources: ReadonlySet<string>;
  readonly packages: ReadonlySet<string>;
}

/** What a start of the built program loads before it does anything. */
function loadedBy(program: string): Loaded {
  const files = [`${program}.js`];
  const sources = new Set<string>();
  const packages = new Set<string>();
  for (const file of files) {
    const path = join(ROOT, 'dist', file);
    for (const [, from = ''] of readFileSync(path, 'utf8').matchAll(/^import .*?"([^"]+)";$/gm)) {
      if (!from.startsWith('./')) packages.add(from);
      else if (!files.includes(from.slice(2))) files.push(from.slice(2));
    }
    const map: { sources: readonly string[] } = JSON.parse(readFileSync(`${path}.map`, 'utf8'));
    for (const source of map.sources) sources.add(source.replace(/^\.\.\//, ''));
  }
  return { sources, packages };
}

const foldersOf = ({ sources }: Loaded) =>
  new Set([...sources].map((source) => /^src\/([^/]+)\//.exec(source)?.[1]));

test.each(['indexer', 'shard-builder'])(
  'the process of %s loads nothing that answers or shows',
  (program) => {
    const folders = foldersOf(loadedBy(program));
    expect(folders).toContain('embedding');
    for (const folder of ['retrieval', 'answer', 'terminal', 'discord', 'records', 'evaluation'])
      expect(folders).not.toContain(folder);
  },
);

test.each(['main', 'ask'])('%s loads nothing of Discord before it knows its face', (program) => {
  const loaded = loadedBy(program);
  expect(foldersOf(loaded)).toContain('terminal');
  expect(foldersOf(loaded)).not.toContain('discord');
  expect([...loaded.packages]).not.toContain('discord.js');
});

test('no program loads what its model’s library needs in browsers or for pictures', () => {
  const { sources, packages } = loadedBy('main');
  const of = (name: string) =>
    [...sources].filter((source) => source.includes(`node_modules/${name}/`));
  expect(of('@xenova/transformers')).not.toEqual([]);
  for (const name of ['onnxruntime-web', 'sharp']) {
    expect(of(name)).toEqual([]);
    expect(packages).not.toContain(name);
  }
});

test.each(['main', 'ask', 'reindex', 'indexer', 'shard-builder', 'eval', 'eval-squad'])(
  '%s loads only packages that are asked for by name',
  (program) => {
    const { dependencies, devDependencies } = JSON.parse(
      readFileSync(join(ROOT, 'package.json'), 'utf8'),
    );
    const known = { ...dependencies, ...devDependencies };
    const strange = [...loadedBy(program).packages].filter(
      (name) => !name.startsWith('node:') && !builtinModules.includes(name) && !(name in known),
    );
    expect(strange).toEqual([]);
  },
);
