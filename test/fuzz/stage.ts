import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BUNDLED } from '../../src/config.js';
import { openStage, type Stage } from '../stage.js';
import { isLong, sampled } from './area.js';
import { NASTY } from './nasty.js';

const SEEDS = join(BUNDLED.model, '../../seeds');
const SIZE = isLong ? 4_000 : 600;

/** The documents that come with the program, and a nasty one of every kind among them. */
export async function fuzzStage(): Promise<Stage & { readonly texts: readonly string[] }> {
  const names = (await readdir(SEEDS)).filter((name) => name.endsWith('.txt'));
  const seeds = await Promise.all(
    names.map(async (name) => [name, await readFile(join(SEEDS, name), 'utf8')] as const),
  );
  const nasty = sampled(Object.entries(NASTY), 4).map(
    ([name, make], i) =>
      [`${i % 2 === 0 ? 'nasty "x"/' : ''}${name} \u202e😀.md`, make(SIZE)] as const,
  );
  const stage = await openStage(Object.fromEntries([...seeds, ...nasty]));
  return { ...stage, texts: [...seeds, ...nasty].map(([, text]) => text) };
}
