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
    ['another model', { EMBEDDING_MODEL: 'owner/name' }, /set by EMBEDDING_MODEL\./],
    ['other documents', { SEEDS_DIR: '/elsewhere' }, /set by SEEDS_DIR\./],
    [
      'both',
      { EMBEDDING_MODEL: 'owner/name', SEEDS_DIR: '/elsewhere' },
      /set by EMBEDDING_MODEL and SEEDS_DIR\./,
    ],
  ])('is refused with %s, by the name of the setting', (_, environment, message) => {
    expect(() => requireBundled(readConfig(environment))).toThrow(message);
  });
});
