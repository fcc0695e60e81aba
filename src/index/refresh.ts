import { VerbatimError } from '../errors.js';
import type { BuildOptions } from './build.js';
import type { Generation } from './generation.js';
import { isOf } from './manifest.js';
import { type IndexReport, reportOfKept } from './report.js';
import { type Opened, openPointed } from './store.js';
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
  return { report, generation: await openWritten(indexDir) };
}

/** @throws VerbatimError `index` when what has just been made current cannot be read. */
export async function openWritten(indexDir: string): Promise<Generation> {
  const opened = await openPointed(indexDir);
  if (opened.kind === 'open') return opened.generation;
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
  /** Whether the generation was fallen back to, and is still to be brought up to date. */
  readonly isToMend?: boolean;
}

export interface FirstOptions extends BuildOptions {
  /** Whether a generation that was fallen back to is handed out at once, as it is. */
  readonly mendsLater?: boolean | undefined;
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
  { mendsLater, ...options }: FirstOptions,
  update = updateIndex,
): Promise<FirstOpened> {
  const previous = found.kind === 'open' ? found.generation : undefined;
  const fits = previous !== undefined && isOf(previous, options);
  if (fits && mendsLater && 'fallback' in found) {
    const report = withDamage(reportOfKept(previous), found);
    return { report, generation: previous, isToMend: true };
  }
  try {
    const { report, generation } = await refreshIndex({ ...options, previous }, update);
    const whole = withDamage(report, found);
    if (previous === undefined || generation === undefined)
      return { report: whole, generation: (generation ?? previous) as Generation };
    if (fits) return { report: whole, generation, replaced: previous };
    previous.close();
    return { report: whole, generation };
  } catch (notUpdated) {
    // What was indexed of this very folder goes on answering; another folder's, or the vectors of
    // another model than the questions', would be wrong.
    if (fits) {
      const report = withDamage(reportOfKept(previous), found);
      return { report, generation: previous, notUpdated };
    }
    previous?.close();
    throw notUpdated;
  }
}

/** The report of a run, with what was amiss with the index before it. */
export function withDamage(report: IndexReport, found: Opened): IndexReport {
  if (found.kind === 'damaged') return { ...report, rebuilt: `it was damaged: ${found.why}` };
  if (found.kind === 'open' && found.fallback !== undefined)
    return { ...report, fallback: found.fallback };
  return report;
}
