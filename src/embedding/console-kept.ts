import { format } from 'node:util';

const METHODS = ['debug', 'error', 'info', 'log', 'warn'] as const;

/**
 * Runs `task` with the console's lines given to `keep` instead of a stream: @xenova/transformers
 * has no logger, warns of what is none of the user's business, and prints the reason of a failed
 * load before it throws another. The console is global, so only one such task may run at a time.
 */
export async function withConsoleKept<T>(
  keep: (line: string) => void,
  task: () => Promise<T>,
): Promise<T> {
  const before = METHODS.map((method) => [method, console[method]] as const);
  for (const method of METHODS) console[method] = (...values) => keep(format(...values));
  try {
    return await task();
  } finally {
    for (const [method, original] of before) console[method] = original;
  }
}
