import { SqliteError } from 'better-sqlite3';
import { messageOf, VerbatimError } from '../errors.js';
import type { BuildOptions } from './build.js';
import { buildChanges, type Changes } from './changes.js';
import { buildAnew } from './full-build.js';
import type { Generation } from './generation.js';
import { withIndexLock } from './lock.js';
import { listsOf, makePlan, type Outcome, type Plan } from './plan.js';
import { type Pointer, pointTo, readPointer } from './pointer.js';
import type { IndexReport } from './report.js';
import { type Retention, removeStale, tidy } from './retention.js';
import { goForward, outcomeOfStaying } from './settle.js';
import { openCurrent } from './store.js';

/**
 * Brings the index up to date: builds a new generation aside, checks it and makes it current, or
 * does nothing when the current one is what the documents ask for. Another process that builds at
 * the same time is waited for, and what it built is taken.
 *
 * @throws VerbatimError `corpus` when there is nothing to index, `index` when files cannot be
 *   written; Error when the new generation fails its check. The current one is untouched then.
 */
export async function updateIndex(options: BuildOptions): Promise<IndexReport> {
  const { indexDir, previous } = options;
  const startedAt = performance.now();
  const took = () => performance.now() - startedAt;
  const planned = await makePlan(options);
  const pointer = await readPointer(indexDir).catch(() => undefined);
  const staying = await outcomeOfStaying(options, planned, pointer);
  if (staying !== undefined && pointer?.generation === previous?.manifest.name) {
    await tidy(indexDir, retentionOf(options));
    return { ...staying, tookMs: took() };
  }
  try {
    return await withIndexLock(indexDir, async () => ({
      ...(await updateLocked(options, planned)),
      tookMs: took(),
    }));
  } catch (error) {
    throw writeFault(indexDir, error);
  }
}

/** With the lock held: decides anew when something else is current than the plan was made for. */
async function updateLocked(options: BuildOptions, planned: Plan): Promise<Outcome> {
  const { indexDir, previous } = options;
  const pointer = await readPointer(indexDir).catch(() => undefined);
  const retention = retentionOf(options);
  if (pointer !== undefined && pointer.generation === previous?.manifest.name) {
    return settle(options, planned, pointer, retention);
  }
  const opened = await openCurrent(indexDir, 'later');
  // Nothing that is damaged, or gone, is compared with or taken from, even if it is open here still.
  const generation = opened.kind === 'open' ? opened.generation : undefined;
  const latest = { ...options, previous: generation };
  const isKnown = generation === undefined && previous === undefined;
  const isWhole = opened.kind === 'open' && opened.fallback === undefined;
  try {
    const inUse = [previous, generation].flatMap((open) => (open ? [open.manifest.name] : []));
    const anew = isKnown ? planned : await makePlan(latest);
    return await settle(latest, anew, pointer, { ...retention, inUse, verifies: !isWhole });
  } finally {
    generation?.close();
  }
}

/** Leaves it at the previous generation, goes forward to a later one, or builds the next. */
async function settle(
  options: BuildOptions,
  planned: Plan,
  pointer: Pointer | undefined,
  retention: Retention,
): Promise<Outcome> {
  const staying = await outcomeOfStaying(options, planned, pointer);
  if (staying !== undefined && staying.generation !== pointer?.generation) {
    await pointTo(options.indexDir, { ...pointer, generation: staying.generation });
  }
  const outcome =
    staying ?? (await goForward(options, planned)) ?? (await buildPlanned(options, planned));
  // What was rolled back from goes as soon as the documents have moved on from it.
  const unwanted = staying === undefined ? unwantedIn(pointer) : [];
  await removeStale(options.indexDir, { ...retention, unwanted });
  return outcome;
}

function retentionOf({ keepGenerations, previous }: BuildOptions): Retention {
  return { keepGenerations, inUse: previous === undefined ? [] : [previous.manifest.name] };
}

function unwantedIn(pointer: Pointer | undefined): string[] {
  return pointer?.rolledBackFrom?.map(({ generation }) => generation) ?? [];
}

async function buildPlanned(options: BuildOptions, plan: Plan): Promise<Outcome> {
  const { collected, changes, rebuilt } = plan;
  const { previous } = options;
  const changed = changes && previous && (await tryChanges(changes, previous, options));
  const { name, passages, embedded, read } = changed ?? (await buildAnew(collected, options));
  return {
    ...listsOf(collected, read),
    ...(rebuilt === undefined ? {} : { rebuilt }),
    changed: true,
    generation: name,
    passages: { total: passages, embedded, reused: passages - embedded },
  };
}

/** `undefined` when everything had better be built anew. */
async function tryChanges(changes: Changes, previous: Generation, options: BuildOptions) {
  try {
    return await buildChanges(changes, previous, options);
  } catch (error) {
    // What was counted is not what is counted now, as by another version of Node: to try again is vain.
    if (error instanceof SqliteError && error.code.startsWith('SQLITE_CONSTRAINT'))
      return undefined;
    throw error;
  }
}

/** What SQLite and the file system refuse is no defect of the program: a full disk, a permission. */
export function writeFault(folder: string, cause: unknown): unknown {
  const refused = cause instanceof Error && 'code' in cause && !(cause instanceof VerbatimError);
  if (!refused) return cause;
  return new VerbatimError(
    'index',
    `The index in ${folder} cannot be written: ${messageOf(cause)}.`,
    'Make room there and let this program write to it, or let EMBEDDINGS_DIR name another folder.',
    { cause },
  );
}
