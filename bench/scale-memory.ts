import { readdirSync, readFileSync } from 'node:fs';
import type { Memory } from './scale-figures.js';

const EVERY_MS = 100;

/**
 * Looks ten times a second how much memory the processes below `root` have in use, and `root`
 * itself where that is wanted. Only Linux tells; elsewhere nothing is known.
 *
 * @returns what ends this and says what the most was.
 */
export function watchMemory(root: number, countsRoot: boolean): () => Memory {
  let peakBytes = 0;
  let processes = 0;
  const look = () => {
    const tree = processesBelow(root);
    const counted = countsRoot ? tree : tree.slice(1);
    peakBytes = Math.max(
      peakBytes,
      counted.reduce((sum, pid) => sum + residentBytes(pid), 0),
    );
    processes = Math.max(processes, counted.length);
  };
  const timer = setInterval(look, EVERY_MS);
  look();
  return () => {
    clearInterval(timer);
    return peakBytes === 0 ? {} : { peakBytes, processes };
  };
}

/** `root` first. A child is listed with the thread that made it. */
function processesBelow(root: number): number[] {
  const threads = orNothing(() => readdirSync(`/proc/${root}/task`)) ?? [];
  const children = threads.flatMap((thread) => {
    const listed = orNothing(() => readFileSync(`/proc/${root}/task/${thread}/children`, 'utf8'));
    return (listed ?? '').split(' ').filter(Boolean).map(Number);
  });
  return [root, ...children.flatMap(processesBelow)];
}

function residentBytes(pid: number): number {
  const status = orNothing(() => readFileSync(`/proc/${pid}/status`, 'utf8')) ?? '';
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
}

/** A process may end between two looks at it. */
function orNothing<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
