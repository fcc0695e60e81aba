import { createHash } from 'node:crypto';
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EXIT, VerbatimError } from '../errors.js';

/** Where a model comes from. */
export interface ModelSource {
  /** A folder, or a hub id `owner/name`. */
  readonly model: string;
  /** Where downloaded models are kept. */
  readonly cacheDir: string;
  readonly hubUrl: string;
  /** Milliseconds without any sign of the hub until it is given up. */
  readonly hubTimeoutMs: number;
}

/** Within the folder of a model. */
export const MODEL_FILE = 'onnx/model_quantized.onnx';
/** Files that decide what the vectors are. */
const MODEL_FILES = ['config.json', 'tokenizer.json', 'tokenizer_config.json', MODEL_FILE];

/** @throws VerbatimError `model` that names the first file that is missing. */
export async function requireFiles(folder: string): Promise<void> {
  for (const file of MODEL_FILES) {
    await access(join(folder, file)).catch((cause: unknown) => {
      throw new VerbatimError(
        'model',
        `The embedding model folder ${folder} holds no ${file}.`,
        'Let EMBEDDING_MODEL name a folder with an ONNX model in the layout of Transformers.js, or a hub id, or leave it unset for the bundled model.',
        { cause, exitCode: EXIT.noInput },
      );
    });
  }
}

/** SHA-256 over the files, lower-case hex. */
export async function fingerprintOf(folder: string): Promise<string> {
  const hash = createHash('sha256');
  for (const file of MODEL_FILES) hash.update(await readFile(join(folder, file)));
  return hash.digest('hex');
}
