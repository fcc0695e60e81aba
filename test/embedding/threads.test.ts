import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import onnx from 'onnxruntime-node';
import { afterEach, expect, test, vi } from 'vitest';
import { BUNDLED } from '../../src/config.js';
import { MODEL_FILE } from '../../src/embedding/model-source.js';
import { withOneThread } from '../../src/embedding/threads.js';
import { openTransformersEmbedder } from '../../src/embedding/transformers.js';

const PATH = join(BUNDLED.model, MODEL_FILE);
const { InferenceSession } = onnx;
afterEach(() => {
  vi.restoreAllMocks();
});

test('the model that the library loads runs on one thread', async () => {
  const create = vi.spyOn(InferenceSession, 'create');
  const embedder = await openTransformersEmbedder({
    model: BUNDLED.model,
    ...{ cacheDir: '', hubUrl: 'http://127.0.0.1', hubTimeoutMs: 1_000 },
  });
  await embedder.close();
  expect(create.mock.calls).toEqual([[PATH, { intraOpNumThreads: 1 }]]);
});

test('the bytes of another file are not taken for those of the model', async () => {
  const create = vi.spyOn(InferenceSession, 'create').mockRejectedValue(new Error('not now'));
  const bytes = readFileSync(PATH).subarray(1);
  await expect(withOneThread(PATH, () => InferenceSession.create(bytes))).rejects.toThrow(
    'not now',
  );
  expect(create).toHaveBeenCalledOnce();
  expect(create.mock.calls[0]?.[0] === bytes).toBe(true);
  expect(InferenceSession.create).toBe(create);
});
