import { setTimeout } from 'node:timers/promises';
import { RecordsBusy } from './faults.js';

const PATIENCE_MS = 5_000;
const PAUSE_MS = 25;

/**
 * Does what may find the records busy, at once and then again and again for 5 s. A try never waits
 * in SQLite, which would hold up the event loop; the pauses between do not.
 *
 * @throws whatever the last try did.
 */
export async function retried<T>(work: () => T): Promise<T> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof RecordsBusy) || performance.now() > deadline) throw error;
    }
    await setTimeout(PAUSE_MS);
  }
}
