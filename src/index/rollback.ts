import { VerbatimError } from '../errors.js';
import type { Generation } from './generation.js';
import { withIndexLock } from './lock.js';
import { type Pointer, pointTo, readPointer } from './pointer.js';
import { digestOfGeneration } from './settle.js';
import { generationsIn, openVerified } from './store.js';
import { writeFault } from './update.js';

/** What was gone back from, and to. */
export interface RolledBack {
  /** Names of generations. */
  readonly from: string;
  readonly to: string;
  /** ISO 8601 instant of `to`. */
  readonly builtAt: string;
  /** Counts of `to`. */
  readonly documents: number;
  readonly passages: number;
}

/**
 * Makes the newest generation before the current one current, after verifying it. What was gone back
 * from stays, and no automatic run goes forward while the documents are those it was made of.
 *
 * @param fits whether questions may be answered from a generation; others are passed over.
 * @throws VerbatimError `no-earlier-index` when there is nothing to go back to, `index` when the lock
 *   is not to be had or `CURRENT` cannot be written.
 */
export async function rollback(indexDir: string, fits: Fits): Promise<RolledBack> {
  try {
    return await withIndexLock(indexDir, () => rollbackLocked(indexDir, fits));
  } catch (error) {
    throw writeFault(indexDir, error);
  }
}

type Fits = (generation: Generation) => boolean;

async function rollbackLocked(indexDir: string, fits: Fits): Promise<RolledBack> {
  const pointer = await readPointer(indexDir).catch(() => undefined);
  if (pointer === undefined) throw nothingBefore(indexDir, 'no generation is current');
  const from = pointer.generation;
  for (const to of (await generationsIn(indexDir)).filter((name) => name < from)) {
    const generation = await openVerified(indexDir, to, 'later').catch(() => undefined);
    if (generation === undefined) continue;
    const { builtAt, documents, passages } = generation.manifest;
    const isFit = fits(generation);
    generation.close();
    if (!isFit) continue;
    const rolledBackFrom = await leaving(indexDir, pointer);
    await pointTo(indexDir, { generation: to, rolledBackFrom });
    return { from, to, builtAt, documents, passages };
  }
  throw nothingBefore(
    indexDir,
    'no older generation is whole, of this documents folder and of this model',
  );
}

/** What is gone back from now, before what was gone back from already; a damaged one is no reason. */
async function leaving(indexDir: string, { generation: name, rolledBackFrom = [] }: Pointer) {
  const generation = await openVerified(indexDir, name, 'later').catch(() => undefined);
  if (generation === undefined) return rolledBackFrom;
  const documents = digestOfGeneration(generation);
  generation.close();
  return [{ generation: name, documents }, ...rolledBackFrom];
}

function nothingBefore(indexDir: string, why: string): VerbatimError {
  return new VerbatimError(
    'no-earlier-index',
    `The index in ${indexDir} cannot be rolled back: ${why}.`,
    'KEEP_GENERATIONS says how many are kept from now on; to get earlier answers back, put the earlier documents back and index them.',
  );
}
