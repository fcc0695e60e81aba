import { statSync } from 'node:fs';
import onnx from 'onnxruntime-node';

/** One, because those of a pool turn in circles until there is more to do, on cores that others need. */
const OPTIONS: onnx.InferenceSession.SessionOptions = { intraOpNumThreads: 1 };

/**
 * Runs `task`, which loads the model in `path` with @xenova/transformers. The library hands over the
 * bytes of a model and no options, and onnxruntime-node 1.14 ignores options for bytes, so it is
 * given the path in their stead, if the file has as many bytes. The factory is global: only one such
 * task may run at a time.
 */
export async function withOneThread<T>(path: string, task: () => Promise<T>): Promise<T> {
  const { InferenceSession } = onnx;
  const { create } = InferenceSession;
  const createFromPath = (bytes: Uint8Array) =>
    statSync(path, { throwIfNoEntry: false })?.size === bytes.length
      ? create(path, OPTIONS)
      : create(bytes, OPTIONS);
  Object.assign(InferenceSession, { create: createFromPath });
  try {
    return await task();
  } finally {
    Object.assign(InferenceSession, { create });
  }
}
