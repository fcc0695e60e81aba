import type { BuildOptions } from './build.js';
import type { Generation } from './generation.js';
import { isOf } from './manifest.js';
import { digestOf, type Pointer, pointTo } from './pointer.js';
import { reportOfKept } from './report.js';
import { generationsIn, openVerified } from './store.js';
import type { Outcome, Plan } from './update.js';

/** The outcome when the previous generation is to stay: the documents ask for it, or people do. */
export function outcomeOfStaying(
  { previous, automatic }: BuildOptions,
  { collected, changes, upToDate }: Plan,
  pointer: Pointer | undefined,
): Outcome | undefined {
  if (upToDate !== undefined) return upToDate;
  if (!automatic || previous === undefined || changes.rebuilt !== undefined) return undefined;
  const digest = digestOfCollected(collected);
  const rolledBackFrom = pointer?.rolledBackFrom ?? [];
  if (!rolledBackFrom.some(({ documents }) => documents === digest)) return undefined;
  return { ...reportOfKept(previous), faults: changes.faults, heldBack: true };
}

/**
 * Makes the newest generation current that was built after the previous one and is just what the
 * documents ask for: one that was rolled back from, or whose builder died before the last step. The
 * index lock must be held.
 */
export async function goForward(
  options: BuildOptions,
  { collected, changes }: Plan,
): Promise<Outcome | undefined> {
  const { indexDir, previous, full } = options;
  if (full || previous === undefined || changes.rebuilt !== undefined) return undefined;
  const before = previous.manifest;
  const digest = digestOfCollected(collected);
  for (const name of (await generationsIn(indexDir)).filter((name) => name > before.name)) {
    const later = await openVerified(indexDir, name).catch(() => undefined);
    if (later === undefined) continue;
    later.close();
    const { manifest } = later;
    const isAsked =
      isOf(later, options) &&
      manifest.chunkingVersion === before.chunkingVersion &&
      digestOfGeneration(later) === digest;
    if (!isAsked) continue;
    await pointTo(indexDir, { generation: name });
    const total = manifest.passages;
    const passages = { total, embedded: 0, reused: total };
    return { ...changes, changed: true, generation: name, passages };
  }
  return undefined;
}

/** `digestOf` the documents that a generation was made of. */
export function digestOfGeneration({ documents }: Generation): string {
  return digestOf(documents.map(({ info, fingerprint }) => [info.source, fingerprint]));
}

function digestOfCollected({ documents }: Plan['collected']): string {
  return digestOf([...documents].map(([source, { fingerprint }]) => [source, fingerprint]));
}
