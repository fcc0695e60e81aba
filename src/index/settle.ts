import type { BuildOptions } from './build.js';
import type { Generation } from './generation.js';
import { isOf } from './manifest.js';
import { askedFor, type Outcome, type Plan } from './plan.js';
import { digestOf, type Pointer, pointTo } from './pointer.js';
import { reportOfKept } from './report.js';
import { generationsIn, openVerified } from './store.js';

/** The outcome when the previous generation is to stay: the documents ask for it, or people do. */
export async function outcomeOfStaying(
  { previous, automatic }: BuildOptions,
  plan: Plan,
  pointer: Pointer | undefined,
): Promise<Outcome | undefined> {
  if (plan.upToDate !== undefined) return plan.upToDate;
  const rolledBackFrom = pointer?.rolledBackFrom ?? [];
  if (!automatic || previous === undefined || plan.rebuilt !== undefined) return undefined;
  if (rolledBackFrom.length === 0) return undefined;
  const { digest, faults } = await askedFor(plan);
  if (!rolledBackFrom.some(({ documents }) => documents === digest)) return undefined;
  return { ...reportOfKept(previous), faults, heldBack: true };
}

/**
 * Makes the newest generation current that was built after the previous one and is just what the
 * documents ask for: one that was rolled back from, or whose builder died before the last step. The
 * index lock must be held.
 */
export async function goForward(options: BuildOptions, plan: Plan): Promise<Outcome | undefined> {
  const { indexDir, previous, full } = options;
  if (full || previous === undefined || plan.rebuilt !== undefined) return undefined;
  const before = previous.manifest;
  const names = (await generationsIn(indexDir)).filter((name) => name > before.name);
  if (names.length === 0) return undefined;
  const { digest, ...lists } = await askedFor(plan);
  for (const name of names) {
    const later = await openVerified(indexDir, name, 'later').catch(() => undefined);
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
    return { ...lists, changed: true, generation: name, passages };
  }
  return undefined;
}

/** `digestOf` the documents that a generation was made of. */
export function digestOfGeneration({ documents }: Generation): string {
  return digestOf(documents.map(({ info, fingerprint }) => [info.source, fingerprint]));
}
