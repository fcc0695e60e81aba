import { isBrokenConnection } from './faults.js';

/**
 * Asks once more when the connection broke before the reply was read. Only for what comes out the
 * same however often it is asked: edits, and messages with a nonce that Discord is to enforce.
 */
export async function insist<T>(request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    if (!isBrokenConnection(error)) throw error;
    return request();
  }
}

/**
 * Of a message that is to stand there once, however often it is sent: within some minutes Discord
 * gives back the first one with this nonce of the bot's.
 *
 * @param id of what the message is an answer to.
 */
export function onceFor(id: string): { readonly nonce: string; readonly enforceNonce: true } {
  return { nonce: id, enforceNonce: true };
}
