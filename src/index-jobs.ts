import type { Moved } from './answer/canonical.js';
import type { IndexReport, OnProgress } from './index/report.js';
import type { RolledBack } from './index/rollback.js';

/** What a run changed. */
export interface RunOutcome {
  readonly report: IndexReport;
  /** Canonical questions that are answered otherwise than before it. */
  readonly moved: readonly Moved[];
}

/** What going back to an earlier index changed. */
export interface WentBack extends RolledBack {
  /** Canonical questions that are answered otherwise than before. */
  readonly moved: readonly Moved[];
}

/** How a run is to go, and what ends it. */
export interface RunRequest {
  readonly full: boolean;
  readonly automatic: boolean;
  readonly onProgress: OnProgress;
  /** To be called when the index is up to date, and nothing is left that could be cancelled. */
  readonly onUpToDate: () => void;
  readonly signal: AbortSignal;
  /** Aborted when nobody will hear of the outcome any more. */
  readonly closing: AbortSignal;
}

/** What may be done to the index, one thing at a time. */
export interface IndexJobs {
  /** Rejects with anything once a signal is aborted, unless it is done by then. */
  readonly run: (request: RunRequest) => Promise<RunOutcome>;
  readonly goBack: (closing: AbortSignal) => Promise<WentBack>;
}
