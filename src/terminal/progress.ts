import cliProgress from 'cli-progress';
import type { IndexPhase, OnProgress } from '../index/report.js';

const LABELS: Readonly<Record<IndexPhase, string>> = {
  reading: 'reading documents',
  splitting: 'cutting into passages',
  embedding: 'embedding passages',
  writing: 'writing the index',
  checking: 'checking the index',
};

/** A bar on standard error while the index is built; nothing when that is no terminal. */
export function progressBar(): { readonly onProgress: OnProgress; stop(): void } {
  const bar = new cliProgress.SingleBar({
    format: '{bar} {label} {value}/{total}',
    clearOnComplete: true,
    hideCursor: true,
    barsize: 24,
    stream: process.stderr,
    noTTYOutput: false,
  });
  let running = false;
  const stop = () => {
    if (running) bar.stop();
    running = false;
    process.off('SIGINT', onInterrupt);
  };
  // The bar hides the cursor; whoever interrupts wants it back, and the program to end, which
  // is its own business where it listens itself.
  const onInterrupt = () => {
    stop();
    if (process.listenerCount('SIGINT') === 0) process.kill(process.pid, 'SIGINT');
  };
  return {
    onProgress: ({ phase, done, total }) => {
      if (!process.stderr.isTTY || (phase === 'reading' && !running)) return;
      if (!running) {
        bar.start(total, done, { label: LABELS[phase] });
        process.once('SIGINT', onInterrupt);
      }
      running = true;
      bar.setTotal(total);
      bar.update(done, { label: LABELS[phase] });
    },
    stop,
  };
}
