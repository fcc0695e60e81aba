/**
 * Of processes that build an index: most of what they make is gone soon, and with the room of 16 MiB
 * that it has by default, a tenth of the time went into moving the rest.
 */
export const NODE_ARGUMENTS = ['--max-semi-space-size=16'];
