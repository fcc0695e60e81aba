import type { Logger } from 'pino';
import type { Records } from '../records/records.js';
import { retried } from '../records/retried.js';
import { harmlessFields } from './faults.js';

/** Deletes what is too old from the records, again and again until what it returns is called. */
export function sweepRegularly(
  records: Pick<Records, 'sweep'>,
  log: Logger,
  everyMs: number,
): () => void {
  const sweep = async () => {
    try {
      const deleted = await retried(() => records.sweep(new Date()));
      if (deleted > 0) log.info({ deleted }, 'old questions and votes were deleted');
    } catch (error) {
      // The next one may find the file free again.
      log.warn(harmlessFields(error), 'old questions and votes could not be deleted');
    }
  };
  const timer = setInterval(() => void sweep(), everyMs).unref();
  return () => clearInterval(timer);
}
