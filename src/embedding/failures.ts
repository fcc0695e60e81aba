import { EXIT, messageOf, VerbatimError } from '../errors.js';
import type { ModelSource } from './model-source.js';

/** @param printed lines of the library, which tell of the first cause where it throws a later one. */
export function loadFailure(
  options: ModelSource,
  hub: boolean,
  cause: unknown,
  printed: readonly string[],
): VerbatimError {
  const first = printed.find((line) => line.startsWith('Error: '))?.slice('Error: '.length);
  const why = (first ?? reasonOf(cause)).split('\n')[0];
  if (!hub) {
    return new VerbatimError(
      'model',
      `The embedding model in ${options.model} cannot be used: ${why}`,
      'Restore its files, or leave EMBEDDING_MODEL unset for the bundled model.',
      { cause },
    );
  }
  return new VerbatimError(
    'hub',
    `The embedding model ${options.model} cannot be had from ${options.hubUrl}: ${why}`,
    'Check the name and the network and start again; or copy the model into a folder and let EMBEDDING_MODEL name it; or leave EMBEDDING_MODEL unset for the bundled model, which needs no network.',
    { cause, exitCode: EXIT.unavailable },
  );
}

export function cacheFailure(options: ModelSource, cause: unknown): VerbatimError {
  return new VerbatimError(
    'hub',
    `The embedding model ${options.model} cannot be kept in ${options.cacheDir}: ${messageOf(cause)}`,
    'Make room there and let the program write to it, or let EMBEDDINGS_DIR name another folder.',
    { cause },
  );
}

/** `fetch` says only that it failed; why stands in the cause, for several addresses in a code. */
function reasonOf(thrown: unknown): string {
  if (!(thrown instanceof Error) || thrown.cause === undefined) return messageOf(thrown);
  const { message, code } = thrown.cause as { message?: string; code?: string };
  return [thrown.message, message || code].filter(Boolean).join(': ');
}
