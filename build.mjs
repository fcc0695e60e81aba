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

/** Imported by @xenova/transformers for browsers and for pictures; a quarter of a bare start. */
const UNUSED = ['onnxruntime-web', 'sharp'];

const ROOT = fileURLToPath(new URL('.', import.meta.url));
const DIST = join(ROOT, 'dist');

const withoutUnused = {
  name: 'without-unused',
  resolveId: (id) => (UNUSED.includes(id) ? `\0${id}` : null),
  load: (id) => (UNUSED.includes(id.slice(1)) ? 'export default {};' : null),
};

const bundle = await rolldown({
  cwd: ROOT,
  input: Object.fromEntries(PROGRAMS.map((name) => [name, `src/${name}.ts`])),
  platform: 'node',
  external: PACKAGES,
  plugins: [withoutUnused],
});
const { output } = await bundle.generate({ sourcemap: true, chunkFileNames: '[name].js' });
await mkdir(DIST, { recursive: true });
await Promise.all(output.map((file) => put(join(DIST, file.fileName), file.code ?? file.source)));

/** Another process may be about to load the file: it finds the old one or the new one, whole. */
async function put(path, text) {
  if ((await readFile(path, 'utf8').catch(() => undefined)) === text) return;
  const aside = `${path}.${process.pid}`;
  await writeFile(aside, text);
  await rename(aside, path);
}
