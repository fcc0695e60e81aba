import { describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.js';
import { requireBundled } from '../../training/bundled-only.js';

describe('a fit of the bundled weights', () => {
  test('is made with what comes with the program, whatever else is set', () => {
    expect(() => requireBundled(readConfig({ EMBEDDINGS_DIR: '/elsewhere' }))).not.toThrow();
    const { embeddingModel, seedsDir } = readConfig({});
    const named = readConfig({ EMBEDDING_MODEL: embeddingModel, SEEDS_DIR: seedsDir });
    expect(() => requireBundled(named)).not.toThrow();
  });

  test.each([
    ['another model', { EMBEDDING_MODEL: 'owner/name' }, /and EMBEDDING_MODEL asks/],
    ['other documents', { SEEDS_DIR: '/elsewhere' }, /and SEEDS_DIR asks/],
    [
      'both',
      { EMBEDDING_MODEL: 'owner/name', SEEDS_DIR: '/elsewhere' },
      /EMBEDDING_MODEL and SEEDS_DIR asks/,
    ],
  ])('is refused with %s, by the name of the setting', (_, environment, message) => {
    expect(() => requireBundled(readConfig(environment))).toThrow(message);
  });
});
