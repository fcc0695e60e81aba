import type { Logger } from 'pino';
import type { AnswerService } from './answer/answer.js';
import type { Config } from './config.js';
import type { IndexReport, OnProgress } from './index/report.js';

/** The running program without a face. */
export interface Verbatim {
  readonly service: AnswerService;
  /** Brings the index up to date with the documents; a second call while one runs joins it. */
  reindex(onProgress?: OnProgress): Promise<IndexReport>;
  /** Finishes what is in flight and releases files and models. Idempotent. */
  close(): Promise<void>;
}

/** Opens the current index, building it first when there is none. */
export async function openVerbatim(
  _config: Config,
  _log: Logger,
  _onProgress?: OnProgress,
): Promise<Verbatim> {
  throw new Error('under construction');
}
