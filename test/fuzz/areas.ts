/** What is fuzzed, each with its share of all cases; together 1. */
export const AREAS = {
  documents: 0.27,
  metadata: 0.16,
  questions: 0.06,
  words: 0.18,
  quotations: 0.02,
  Discord: 0.14,
  rendering: 0.02,
  'JSON Lines': 0.07,
  configuration: 0.06,
  indexer: 0.02,
} as const;
