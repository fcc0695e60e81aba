import { VerbatimError } from '../errors.js';
import type { BuildOptions } from './build.js';
import type { Generation } from './generation.js';
import type { IndexReport } from './report.js';
import { type Opened, openCurrent } from './store.js';
import { updateIndex } from './update.js';

export interface Refreshed {
  readonly report: IndexReport;
  /** The generation to go over to; absent when the previous one is still current. */
  readonly generation?: Generation;
}

/**
 * Brings the index up to date and opens what is current then, if that is another generation.
 *
 * @param update in this process, unless another way is given.
 */
export async function refreshIndex(
  options: BuildOptions,
  update = updateIndex,
): Promise<Refreshed> {
  return openAfter(await update(options), options);
}

/** Opens what a run of the indexer has made current, if it is not what is open already. */
export async function openAfter(
  report: IndexReport,
  { indexDir, previous }: Pick<BuildOptions, 'indexDir' | 'previous'>,
): Promise<Refreshed> {
  if (report.generation === previous?.manifest.name) return { report };
  const opened = await openCurrent(indexDir);
  if (opened.kind === 'open') return { report, generation: opened.generation };
  const why = opened.kind === 'damaged' ? opened.why : 'it is gone';
  throw new VerbatimError(
    'index',
    `The index in ${indexDir} cannot be read right after it was written: ${why}.`,
    'Check the disk, and that no other program writes there.',
  );
}

export interface FirstOpened extends Required<Refreshed> {
  /**
   * What was found and answered until now, to be compared with and closed by the caller; absent when
   * it is the generation still, or is of another documents folder or model.
   */
  readonly replaced?: Generation;
  /** Why the generation is the one that was found, although the documents ask for another. */
  readonly notUpdated?: unknown;
}

/**
 * The generation to begin with: the one that was found, brought up to date, or a new one. One that
 * cannot be brought up to date is taken as it is, if it is of the same documents folder and model.
 *
 * @param options without `previous`, which is what was found.
 * @throws whatever kept the index from being built when there is none to fall back to.
 */
export async function openFirst(
  found: Opened,
  options: BuildOptions,
  update = updateIndex,
): Promise<FirstOpened> {
  const previous = found.kind === 'open' ? found.generation : undefined;
  const fits = previous !== undefined && isOf(previous, options);
  try {
    const { report, generation } = await refreshIndex({ ...options, previous }, update);
    const rebuilt = found.kind === 'damaged' ? { rebuilt: `it was damaged: ${found.why}` } : {};
    const whole = { ...report, ...rebuilt };
    if (previous === undefined || generation === undefined)
      return { report: whole, generation: (generation ?? previous) as Generation };
    if (fits) return { report: whole, generation, replaced: previous };
    previous.close();
    return { report: whole, generation };
  } catch (notUpdated) {
    // What was indexed of this very folder goes on answering; another folder's, or the vectors of
    // another model than the questions', would be wrong.
    if (fits) {
      return { report: reportOfKept(previous), generation: previous, notUpdated };
    }
    previous?.close();
    throw notUpdated;
  }
}

/** Whether it was made of this documents folder and with this model. */
export function isOf(
  { manifest }: Generation,
  { seedsDir, embedder }: Pick<BuildOptions, 'seedsDir' | 'embedder'>,
): boolean {
  return manifest.seedsDir === seedsDir && manifest.modelFingerprint === embedder.fingerprint;
}

function reportOfKept({ manifest, documents }: Generation): IndexReport {
  return {
    changed: false,
    generation: manifest.name,
    added: [],
    updated: [],
    removed: [],
    unchanged: [],
    kept: documents.map(({ info }) => info.source),
    faults: [],
    passages: { total: manifest.passages, embedded: 0, reused: manifest.passages },
    tookMs: 0,
  };
}
