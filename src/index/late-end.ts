import type { BuildOptions } from './build.js';
import type { Generation } from './generation.js';
import { isOf } from './manifest.js';
import { currentName } from './pointer.js';
import { type IndexReport, reportOfKept } from './report.js';
import { openPointed } from './store.js';

type Known = Pick<BuildOptions, 'indexDir' | 'previous' | 'full' | 'seedsDir' | 'embedder'>;

/**
 * The report of an update that a signal may end. The end may come after the new generation was made
 * current and before anybody heard of that: the report is then taken from the two generations.
 *
 * @throws whatever `update` throws; an update that was ended has made nothing current then.
 */
export async function reportDespiteEnd(
  update: () => Promise<IndexReport>,
  options: Known,
  signal: AbortSignal,
): Promise<IndexReport> {
  const { indexDir, previous, full = false } = options;
  const startedAt = performance.now();
  const before = await currentName(indexDir);
  try {
    return await update();
  } catch (error) {
    const after = signal.aborted ? await currentName(indexDir) : before;
    if (after === undefined || after === before) throw error;
    const opened = await openPointed(indexDir, 'later');
    if (opened.kind !== 'open') throw error;
    const { generation } = opened;
    generation.close();
    // Another program that shares the folder may have made its own current.
    if (!isOf(generation, options)) throw error;
    return { ...reportOfMove(previous, generation, full), tookMs: performance.now() - startedAt };
  }
}

/** What the later generation holds otherwise. What could not be read, and was kept, counts as unchanged. */
function reportOfMove(
  before: Generation | undefined,
  after: Generation,
  full: boolean,
): Omit<IndexReport, 'tookMs'> {
  if (before?.manifest.name === after.manifest.name) return reportOfKept(after);
  const sources = ({ documents }: Pick<Generation, 'documents'>) =>
    documents.map(({ info }) => info.source).sort();
  const are = after.documents.map((document) => {
    const was = before?.find(document.info.source);
    return { document, was, isSame: was?.fingerprint === document.fingerprint };
  });
  const those = (state: (of: (typeof are)[number]) => boolean) =>
    sources({ documents: are.filter(state).map(({ document }) => document) });
  const reused = are.reduce(
    (sum, { document, isSame }) => sum + (isSame && !full ? document.passages : 0),
    0,
  );
  const total = after.manifest.passages;
  return {
    changed: true,
    generation: after.manifest.name,
    added: those(({ was }) => was === undefined),
    updated: those(({ was, isSame }) => was !== undefined && !isSame),
    unchanged: those(({ isSame }) => isSame),
    removed:
      before === undefined
        ? []
        : sources(before).filter((source) => after.find(source) === undefined),
    kept: [],
    faults: [],
    passages: { total, embedded: total - reused, reused },
  };
}
