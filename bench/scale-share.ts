import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { botFigures } from './scale-bot-figures.js';
import { coldStart } from './scale-cold-start.js';
import { CHANGED, changeTen, layOut } from './scale-documents.js';
import { evenly, type ShareFigures, spreadOf } from './scale-figures.js';
import { floorsOf } from './scale-floors.js';
import { diskUse, type Indexed, indexed } from './scale-indexing.js';
import type { InspectionServices } from './scale-inspection.js';
import type { Place } from './scale-place.js';
import { withServed } from './scale-processes.js';
import type { Questions } from './scale-questions.js';

/** How much is done for a figure. */
export interface Effort {
  /** Every how many-th document, one after the other. */
  readonly shares: readonly number[];
  /** Sentences that are asked, and asked again with words dropped. */
  readonly questions: number;
  readonly warmUp: number;
  /** Questions while everything is indexed anew, of one asker and of many, at least. */
  readonly meanwhile: number;
  /** Full builds, as long as they have not taken `buildMs` altogether. */
  readonly builds: number;
  readonly buildMs: number;
  /** Rounds of changed documents. */
  readonly changes: number;
  readonly coldStarts: number;
  /** Texts and vectors for the bare libraries, at most, and how often. */
  readonly bare: number;
  readonly passes: number;
}

export interface Sharing extends Effort {
  /** Folder of all documents, and their names. */
  readonly from: string;
  readonly sources: readonly string[];
  readonly asked: Questions;
  readonly say: (line: string) => void;
}

/** Measures everything with every `every`-th document, in a folder `root` that is its own. */
export async function shareFigures(
  root: string,
  every: number,
  sharing: Sharing,
): Promise<ShareFigures> {
  const { asked, say, from } = sharing;
  const place: Place = { seedsDir: join(root, 'seeds'), embeddingsDir: join(root, 'embeddings') };
  const sources = sharing.sources.filter((_, i) => i % every === 0);
  await layOut(from, sources, place.seedsDir);
  say(`${sources.length} documents`);
  try {
    const builds = await fullBuilds(place, sharing);
    const [first] = builds as [Indexed];
    const disk = await diskUse(place, (builds.at(-1) as Indexed).report.generation);
    say(`built in ${(first.ms / 1000).toFixed(1)} s`);
    const coldStarts: number[] = [];
    for (const question of evenly(asked.written, sharing.coldStarts))
      coldStarts.push(await coldStart(place, question));
    const found = await inspected(root, place, sharing, first);
    say('floors measured');
    const change = await changes(place, sources, sharing);
    say('changes indexed');
    const bot = await botFigures(place, sharing.meanwhile, asked);
    say('questions answered');
    return {
      every,
      documents: sources.length,
      textBytes: await bytesOf(from, sources),
      passages: first.report.passages.total,
      build: {
        ms: spreadOf(builds.map(({ ms }) => ms)),
        phases: first.phases,
        embedded: first.report.passages.embedded,
        ...first.memory,
      },
      change,
      disk,
      coldStartMs: spreadOf(coldStarts),
      ...found,
      ...bot,
    };
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

async function fullBuilds(place: Place, { builds, buildMs }: Effort): Promise<Indexed[]> {
  const runs: Indexed[] = [];
  const spent = () => runs.reduce((sum, { ms }) => sum + ms, 0);
  while (runs.length === 0 || (runs.length < builds && spent() < buildMs)) {
    runs.push(await indexed(place, true));
  }
  return runs;
}

/** Recall, and what the bare libraries take for the same texts, words and vectors. */
async function inspected(root: string, place: Place, sharing: Sharing, { memory }: Indexed) {
  const { asked, passes, bare } = sharing;
  const from = join(root, 'inspected');
  await mkdir(from);
  const questions = [...asked.written, ...asked.dropped];
  const { dimension, at10, search } = await withServed<
    InspectionServices,
    Awaited<ReturnType<InspectionServices['inspect']>>
  >('./scale-inspection.js', (served) => served.call('inspect', { ...place, questions, to: from }));
  // The process that was started plans and writes; those below it embed, or it does so itself.
  const processes = Math.max(1, (memory.processes ?? 1) - 1);
  const floors = await floorsOf({ from, dimension, questions, processes, passes, most: bare });
  await rm(from, { recursive: true });
  return { recall: { at10, questions: questions.length, search }, floors };
}

async function changes(
  place: Place,
  sources: readonly string[],
  { changes: rounds }: Effort,
): Promise<ShareFigures['change']> {
  let names = [...sources];
  const runs: Indexed[] = [];
  for (let round = 0; round < rounds; round++) {
    names = await changeTen(place.seedsDir, names, round, rounds);
    const run = await indexed(place, false);
    if (!run.report.changed) throw new Error('the changes were not indexed');
    runs.push(run);
  }
  const [first] = runs as [Indexed];
  const peaks = runs.flatMap(({ memory }) => memory.peakBytes ?? []);
  return {
    ms: spreadOf(runs.map(({ ms }) => ms)),
    documents: CHANGED,
    embedded: first.report.passages.embedded,
    ...(peaks.length > 0 && { ...first.memory, peakBytes: Math.max(...peaks) }),
  };
}

async function bytesOf(folder: string, sources: readonly string[]): Promise<number> {
  let bytes = 0;
  for (const source of sources) bytes += (await stat(join(folder, source))).size;
  return bytes;
}
