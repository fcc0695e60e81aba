/**
 * Makes the programs in dist/ from src/: one file each, and one for what several of them share.
 * Types are the business of `npm run check`.
 */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const PROGRAMS = ['main', 'ask', 'reindex', 'indexer', 'shard-builder', 'eval', 'eval-squad'];

/**
 * Stay packages: those with native code, with worker threads whose files they look for beside
 * themselves, and those that only a part of the programs loads. Of the others, whatever is used gets
 * into the program, since to find and read some hundred small files takes as long as an answer.
 */
const PACKAGES = [
  'better-sqlite3',
  'hnswlib-node',
  'onnxruntime-node',
  'pino',
  'pino-pretty',
  'discord.js',
  'rate-limiter-flexible',
  'lunr',
  'minisearch',
];

const ROOT = fileURLToPath(new URL('.', import.meta.url));
const DIST = join(ROOT, 'dist');
const BROWSERS = '\0browsers';

/** @xenova/transformers imports it for browsers, and to load it took a fifth of a bare start. */
const withoutBrowsers = {
  name: 'without-browsers',
  resolveId: (id) => (id === 'onnxruntime-web' ? BROWSERS : null),
  load: (id) => (id === BROWSERS ? 'export default {};' : null),
};

const bundle = await rolldown({
  cwd: ROOT,
  input: Object.fromEntries(PROGRAMS.map((name) => [name, `src/${name}.ts`])),
  platform: 'node',
  external: PACKAGES,
  plugins: [withoutBrowsers],
  // Its pictures, sounds and pipelines do nothing by being there; the package only does not say so.
  treeshake: { moduleSideEffects: [{ test: /@xenova/, sideEffects: false }] },
});
const { output } = await bundle.generate({
  sourcemap: true,
  // A program is only ever run with the very files it was built with, which may stay beside newer ones.
  chunkFileNames: '[name]-[hash].js',
  // Of a megabyte, a third is comments of libraries, which would be read at each start.
  comments: false,
});
await mkdir(DIST, { recursive: true });
const [programs, shared] = [true, false].map((is) =>
  output.filter((file) => is === !!file.isEntry),
);
// A program comes after what it imports.
for (const files of [shared, programs])
  await Promise.all(files.map((file) => put(join(DIST, file.fileName), file.code ?? file.source)));

/** Another process may be about to load the file: it finds the old one or the new one, whole. */
async function put(path, text) {
  if ((await readFile(path, 'utf8').catch(() => undefined)) === text) return;
  const aside = `${path}.${process.pid}`;
  await writeFile(aside, text);
  await rename(aside, path);
}
