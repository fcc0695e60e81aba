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
