import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, release, tmpdir, totalmem, type } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readConfig } from '../src/config.js';
import { openCorpusFolder } from '../src/corpus/folder.js';
import { EDITIONS, questionAbout, writeEdition } from './discord-documents.js';
import { bareStart, coldStart } from './scale-cold-start.js';
import { stepFor } from './scale-documents.js';
import {
  checkComplete,
  type Machine,
  notFinite,
  type ScaleFigures,
  spreadOf,
} from './scale-figures.js';
import { indexed } from './scale-indexing.js';
import { picturesOf } from './scale-pictures.js';
import { parted, questionsOf } from './scale-questions.js';
import { reportOf, verdictOf } from './scale-report.js';
import { type Effort, type Sharing, shareFigures } from './scale-share.js';

/**
 * How do building, answering, memory and disk grow with the documents of a folder, what of it do
 * the bare libraries take, and does what must hold? `docs/performance.md` is written from it.
 */

const FULL: Effort = {
  ...{ shares: [100, 10, 1], questions: 300, warmUp: 300, meanwhile: 200 },
  ...{ builds: 3, buildMs: 60_000, changes: 3, coldStarts: 5, bare: 40_000, passes: 3 },
};
const QUICK: Effort = {
  ...{ shares: [100], questions: 60, warmUp: 10, meanwhile: 30 },
  ...{ builds: 1, buildMs: 0, changes: 1, coldStarts: 2, bare: 2_000, passes: 1 },
};
const FEWEST_DOCUMENTS = 100;
const DIST = fileURLToPath(new URL('../scale', import.meta.url));
/** The figures of the last run, of either kind. */
const figuresFile = (isQuick: boolean) => join(DIST, isQuick ? 'quick.json' : 'figures.json');

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { quick: { type: 'boolean', default: false }, again: { type: 'boolean' } },
  });
  const figures: ScaleFigures = values.again
    ? JSON.parse(await readFile(figuresFile(values.quick), 'utf8'))
    : await measured(resolve(positionals[0] ?? 'seeds'), values.quick);
  checkComplete(figures);
  const unknown = notFinite(figures);
  if (unknown.length > 0) throw new Error(`these figures are no numbers: ${unknown.join(', ')}`);
  const to = figures.isQuick ? DIST : resolve('docs');
  const pictures = picturesOf(figures);
  await mkdir(join(to, 'pictures'), { recursive: true });
  for (const [name, svg] of Object.entries(pictures))
    await writeFile(join(to, 'pictures', name), svg);
  await writeFile(join(to, 'performance.md'), reportOf(figures, pictures));
  process.stdout.write(`${verdictOf(figures)}\n${join(to, 'performance.md')}\n`);
}

async function measured(folder: string, isQuick: boolean): Promise<ScaleFigures> {
  const effort = isQuick ? QUICK : FULL;
  const root = await mkdtemp(join(tmpdir(), 'verbatim-scale-'));
  await mkdir(DIST, { recursive: true });
  const startedAt = performance.now();
  const say = (line: string) => {
    const minutes = ((performance.now() - startedAt) / 60_000).toFixed(1);
    process.stderr.write(`${minutes.padStart(6)} min  ${line}\n`);
  };
  try {
    const material = await materialOf(folder, join(root, 'copies'), effort);
    const sharing: Sharing = { ...effort, ...material, say };
    const seeds = await seedFigures(join(root, 'seeds'), effort);
    const shares: ScaleFigures['shares'][number][] = [];
    const steps = effort.shares.map((every) => stepFor(material.sources.length, every));
    const planned = [...new Set(steps)];
    const date = new Date().toISOString().slice(0, 10);
    const figures = { date, machine: machine(), isQuick, planned, shares, seeds };
    for (const every of planned) {
      shares.push(await shareFigures(join(root, `every-${every}`), every, sharing));
      // A run that fails with many documents has still measured some.
      await writeFile(figuresFile(isQuick), JSON.stringify(figures, null, 2));
    }
    return figures;
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** The documents and what is asked; many copies in other words where there are a few only. */
async function materialOf(
  folder: string,
  copies: string,
  effort: Effort,
): Promise<Pick<Sharing, 'from' | 'sources' | 'asked'>> {
  const { maxDocumentBytes } = readConfig({});
  const { sources } = await openCorpusFolder(folder, maxDocumentBytes);
  if (sources.length >= FEWEST_DOCUMENTS) {
    const asked = await questionsOf(folder, effort, maxDocumentBytes);
    if (asked.written.length === 0) throw new Error(`no document in ${folder} asks anything`);
    return { from: folder, sources, asked };
  }
  const rooms = await writeEdition(folder, copies, EDITIONS[0]);
  const asked = parted(
    Array.from({ length: rooms }, (_, i) => questionAbout(i + 1)),
    effort,
  );
  const copied = await openCorpusFolder(copies, maxDocumentBytes);
  return { from: copies, sources: copied.sources, asked };
}

/** Starts with the documents that come with the program, in turn with the least of a start. */
async function seedFigures(
  embeddingsDir: string,
  { coldStarts }: Effort,
): Promise<ScaleFigures['seeds']> {
  const place = { seedsDir: readConfig({}).seedsDir, embeddingsDir };
  await indexed(place, true);
  const ours: number[] = [];
  const bare: number[] = [];
  for (let start = 0; start < coldStarts; start++) {
    ours.push(await coldStart(place, 'Where were the talks held?'));
    bare.push(await bareStart());
  }
  return { coldStartMs: spreadOf(ours), bareMs: spreadOf(bare) };
}

function machine(): Machine {
  const [cpu] = cpus();
  return {
    processor: cpu?.model.trim() ?? 'an unknown processor',
    cores: cpus().length,
    memoryBytes: totalmem(),
    system: `${type()} ${release().replace(/-.*/, '')}`,
    node: process.version.slice(1),
  };
}

await main();
