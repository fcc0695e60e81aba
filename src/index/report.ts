import type { CorpusFault } from '../corpus/document.js';
import type { Generation } from './generation.js';

/** What one run of the indexer changed. Lists hold `DocumentInfo.source`, sorted. */
export interface IndexReport {
  /** `false` when the current index already was what the documents ask for. */
  readonly changed: boolean;
  /** Name of the generation that is current after the run. */
  readonly generation: string;
  readonly added: readonly string[];
  readonly updated: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: readonly string[];
  /** Files that could not be read this time but are still served as last indexed. */
  readonly kept: readonly string[];
  readonly faults: readonly CorpusFault[];
  readonly passages: { readonly total: number; readonly embedded: number; readonly reused: number };
  /** Why everything was rebuilt, when it was. */
  readonly rebuilt?: string;
  /** Why an older generation was taken in the place of the current one, when it was. */
  readonly fallback?: string;
  /** Whether the documents are those of a generation that was rolled back from, and nothing was done. */
  readonly heldBack?: boolean;
  readonly tookMs: number;
}

export type IndexPhase = 'reading' | 'splitting' | 'embedding' | 'writing' | 'checking';

export interface IndexProgress {
  readonly phase: IndexPhase;
  /** Units done and in all, of the phase: documents or passages. */
  readonly done: number;
  readonly total: number;
}

export type OnProgress = (progress: IndexProgress) => void;

/** Of a run that leaves it at this generation, whatever the documents ask for. */
export function reportOfKept({ manifest, documents }: Generation): IndexReport {
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
