import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { VerbatimError } from '../errors.js';
import { type IndexerReply, replySchema, type UpdateRequest } from './indexer-messages.js';
import { NODE_ARGUMENTS } from './node-arguments.js';
import type { IndexReport, OnProgress } from './report.js';

export interface IndexerOptions {
  /** The program that does the work: the compiled `src/indexer.ts`. */
  readonly entry: string;
  readonly onProgress?: OnProgress | undefined;
  /** Ends the process; what it was building is taken away by the next run. */
  readonly signal?: AbortSignal;
}

/**
 * Brings the index up to date in a process of its own, so that nobody who asks meanwhile waits for
 * it: the model computes in the thread that calls it, and may be loaded in one thread of a process.
 * It gets nothing of this process' environment, and ends with it.
 *
 * @throws whatever `updateIndex` throws there; VerbatimError `index` when the process died.
 */
export async function updateInProcess(
  request: UpdateRequest,
  { entry, onProgress, signal }: IndexerOptions,
): Promise<IndexReport> {
  signal?.throwIfAborted();
  const child = fork(entry, [], {
    env: {},
    execArgv: NODE_ARGUMENTS,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    ...(signal === undefined ? {} : { signal, killSignal: 'SIGKILL' as const }),
  });
  try {
    return await outcomeOf(child, request, onProgress);
  } finally {
    if (child.connected) child.disconnect();
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  }
}

function outcomeOf(
  child: ChildProcess,
  request: UpdateRequest,
  onProgress: OnProgress | undefined,
): Promise<IndexReport> {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => reject(died(code, signal)));
    child.on('message', (message) => {
      const reply = replySchema.safeParse(message);
      if (!reply.success) reject(new Error('the indexing process said what nobody understands'));
      else if (reply.data.kind === 'progress') onProgress?.(reply.data.progress);
      else if (reply.data.kind === 'done') resolve(reply.data.report);
      else reject(toError(reply.data));
    });
    child.send(request, (error) => {
      if (error !== null) reject(error);
    });
  });
}

type Failed = Extract<IndexerReply, { kind: 'refused' | 'failed' }>;

function toError(failed: Failed): Error {
  if (failed.kind === 'refused') {
    const { code, message, remedy, exitCode } = failed;
    return new VerbatimError(code, message, remedy, { exitCode });
  }
  const error = new Error(failed.message);
  if (failed.stack !== undefined) error.stack = failed.stack;
  return error;
}

function died(code: number | null, signal: NodeJS.Signals | null): VerbatimError {
  const how = signal === null ? `with exit code ${code}` : `by ${signal}`;
  return new VerbatimError(
    'index',
    `The indexing process was ended ${how} before it told what it had done.`,
    'If the machine is short of memory, give it more or index fewer documents; then try again.',
  );
}
