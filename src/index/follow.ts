import type { CurrentGeneration } from './current.js';
import type { Generation } from './generation.js';
import { currentName } from './pointer.js';
import { openPointed } from './store.js';

/** Milliseconds between two looks at which generation is current. */
const LOOK_MS = 3_000;

export interface Following {
  readonly indexDir: string;
  readonly current: CurrentGeneration;
  /** Whether questions may be answered from it: not from other documents, or with another model. */
  readonly fits: (generation: Generation) => boolean;
  /** Whether this process brings the index up to date itself, and goes over to that. */
  readonly isBusy: () => boolean;
  readonly onGoneOver: (generation: Generation) => void;
  /** Hears once of each generation that cannot be gone over to; the one before answers on. */
  readonly onFault: (name: string, why: string) => void;
}

/**
 * Goes over to what other processes make current, without building anything. A look reads one small
 * file and keeps no process alive.
 *
 * @returns what ends this.
 */
export function followCurrent(following: Following, everyMs = LOOK_MS): () => void {
  const { indexDir, current, fits, isBusy, onGoneOver, onFault } = following;
  let isLooking = false;
  let isOver = false;
  /** Not tried again until another takes its place. */
  let refused: string | undefined;

  const mayGoOver = (name: string | undefined) =>
    !isOver && !isBusy() && name !== undefined && name !== current.generation.manifest.name;
  const goOver = async (): Promise<void> => {
    const name = await currentName(indexDir);
    if (name === undefined || name === refused || !mayGoOver(name)) return;
    const opened = await openPointed(indexDir);
    if (opened.kind === 'open' && !mayGoOver(opened.generation.manifest.name)) {
      opened.generation.close();
    } else if (opened.kind === 'open' && fits(opened.generation)) {
      current.replace(opened.generation);
      onGoneOver(opened.generation);
    } else {
      if (opened.kind === 'open') opened.generation.close();
      // Another may have taken its place meanwhile, which the next look finds.
      if (isOver || (await currentName(indexDir)) !== name) return;
      refused = name;
      onFault(name, reasonOf(opened));
    }
  };
  const timer = setInterval(async () => {
    if (isLooking) return;
    isLooking = true;
    await goOver().finally(() => {
      isLooking = false;
    });
  }, everyMs).unref();
  return () => {
    isOver = true;
    clearInterval(timer);
  };
}

function reasonOf(opened: Awaited<ReturnType<typeof openPointed>>): string {
  if (opened.kind === 'damaged') return opened.why;
  return opened.kind === 'missing' ? 'it is gone' : 'it is of other documents or another model';
}
