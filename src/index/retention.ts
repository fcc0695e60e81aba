import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { withIndexLock } from './lock.js';
import { currentName } from './pointer.js';
import { generationsIn, leftoversIn, openVerified } from './store.js';

/** Generations that stay when nothing else is said: the current one, and one to go back to. */
const KEPT = 2;

export interface Retention {
  /** Newest generations that stay, the current one included; at least 1. Two when absent. */
  readonly keepGenerations?: number | undefined;
  /** Names of generations that this process reads: they stay. */
  readonly inUse?: readonly string[];
  /** Names of generations that go, unless they are current or in use. */
  readonly unwanted?: readonly string[];
  /** Whether those that stay are verified, and go when they are damaged. */
  readonly verifies?: boolean;
}

/**
 * Removes what abandoned builds left and generations past their time; nothing that is not ours. The
 * index lock must be held, so that no other build is under way. What cannot be removed stays until
 * the next time: it is in nobody's way.
 */
export async function removeStale(folder: string, retention: Retention): Promise<void> {
  for (const name of await staleIn(folder, retention)) {
    await rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Does so when there is anything to remove, unless another process holds the lock. Never throws. */
export async function tidy(folder: string, retention: Retention): Promise<void> {
  if ((await staleIn(folder, retention)).length === 0) return;
  await withIndexLock(folder, () => removeStale(folder, retention), 0).catch(() => undefined);
}

async function staleIn(folder: string, retention: Retention): Promise<string[]> {
  const { keepGenerations = KEPT, inUse = [], unwanted = [], verifies = false } = retention;
  const leftovers = await leftoversIn(folder);
  const current = await currentName(folder);
  // As long as nobody knows which one is served, any of them may be all there is.
  if (current === undefined) return leftovers;
  const read = new Set([current, ...inUse]);
  const stays = new Set([current]);
  const generations = await generationsIn(folder);
  for (const name of generations) {
    if (stays.size === keepGenerations || unwanted.includes(name)) continue;
    if (read.has(name) || !verifies || (await isWhole(folder, name))) stays.add(name);
  }
  return [...leftovers, ...generations.filter((name) => !stays.has(name) && !read.has(name))];
}

async function isWhole(folder: string, name: string): Promise<boolean> {
  const generation = await openVerified(folder, name, 'later').catch(() => undefined);
  generation?.close();
  return generation !== undefined;
}
