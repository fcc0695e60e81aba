import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import {
  AutoModel,
  AutoTokenizer,
  env,
  type PreTrainedModel,
  type PreTrainedTokenizer,
  type Tensor,
} from '@xenova/transformers';
import { messageOf, VerbatimError } from '../errors.js';
import { batchesOf, type Inputs, inputsOf } from './batches.js';
import { withConsoleKept } from './console-kept.js';
import type { Embedder, Role } from './embedder.js';
import { cacheFailure, loadFailure } from './failures.js';
import { HubCache } from './hub-cache.js';
import { fingerprintOf, MODEL_FILE, type ModelSource, requireFiles } from './model-source.js';
import { isHubId, type ModelSettings, settingsOf } from './models.js';
import { normalise, pool } from './pooling.js';
import { untilSilent } from './silence.js';
import { withOneThread } from './threads.js';
import { Tokens } from './tokens.js';

/** The library is configured by globals, so models are loaded one at a time. */
let lastOpened: Promise<unknown> = Promise.resolve();

/**
 * Loads a model with @xenova/transformers: from its folder without any network, or from the hub
 * through a cache on disk.
 *
 * @throws VerbatimError `model` when the folder holds no usable model, `hub` when it cannot be
 *   downloaded.
 */
export function openTransformersEmbedder(options: ModelSource): Promise<Embedder> {
  const opened = lastOpened.then(() => open(options));
  lastOpened = opened.catch(() => undefined);
  return opened;
}

async function open(options: ModelSource): Promise<Embedder> {
  const hub = isHubId(options.model) && !existsSync(options.model);
  const cache = new HubCache(options.cacheDir, options.hubUrl);
  if (!hub) await requireFiles(options.model);
  env.allowLocalModels = !hub;
  env.allowRemoteModels = hub;
  env.localModelPath = dirname(options.model);
  env.remoteHost = options.hubUrl;
  env.useFSCache = false;
  env.useBrowserCache = false;
  env.useCustomCache = hub;
  env.customCache = hub ? cache : null;
  const id = hub ? options.model : basename(options.model);
  const folder = hub ? join(options.cacheDir, options.model) : options.model;
  const printed: string[] = [];
  try {
    const [tokenizer, model] = await withConsoleKept(
      (line) => printed.push(line),
      () =>
        withOneThread(join(folder, MODEL_FILE), () =>
          hub ? untilSilent(options.hubTimeoutMs, (onSign) => load(id, onSign)) : load(id),
        ),
    );
    const embedder = new TransformersEmbedder(
      options.model,
      await fingerprintOf(folder),
      tokenizer,
      model,
    );
    await embedder.probe();
    return embedder;
  } catch (error) {
    if (hub) await cache.forget(options.model);
    if (cache.fault !== undefined) throw cacheFailure(options, cache.fault);
    throw loadFailure(options, hub, error, printed);
  }
}

async function load(
  id: string,
  onSign?: () => void,
): Promise<[PreTrainedTokenizer, PreTrainedModel]> {
  const options = onSign === undefined ? {} : { progress_callback: onSign };
  const tokenizer = await AutoTokenizer.from_pretrained(id, options);
  return [tokenizer, await AutoModel.from_pretrained(id, options)];
}

class TransformersEmbedder implements Embedder {
  readonly name: string;
  readonly fingerprint: string;
  readonly maxTokens: number;
  dimension = 0;
  readonly #tokens: Tokens;
  readonly #padding: number;
  readonly #model: PreTrainedModel;
  readonly #settings: ModelSettings;
  #last: Promise<unknown> = Promise.resolve();

  constructor(name: string, files: string, tokenizer: PreTrainedTokenizer, model: PreTrainedModel) {
    this.name = name;
    this.#tokens = new Tokens(tokenizer);
    this.#padding = tokenizer.pad_token_id ?? 0;
    this.#model = model;
    this.#settings = settingsOf(name, model.session.outputNames as string[]);
    const positions: unknown = model.config.max_position_embeddings;
    this.maxTokens = Math.min(
      this.#settings.maxTokens ?? Number.POSITIVE_INFINITY,
      tokenizer.model_max_length || Number.POSITIVE_INFINITY,
      typeof positions === 'number' ? positions : Number.POSITIVE_INFINITY,
    );
    this.fingerprint = createHash('sha256')
      .update(JSON.stringify([files, this.#settings, this.maxTokens]))
      .digest('hex');
  }

  /** Runs the model once: it must work, and the dimension is not written in every config. */
  async probe(): Promise<void> {
    const [vector] = await this.#run([this.#framed(this.#settings.prefix.passage)]);
    this.dimension = vector?.length ?? 0;
  }

  countTokens(text: string): number {
    return this.#tokens.of(text).length;
  }

  embed(texts: readonly string[], role: Role): Promise<Float32Array[]> {
    const prefix = this.#settings.prefix[role];
    const vectors = this.#last
      .then(() => this.#embed(texts.map((text) => prefix + text)))
      .catch((cause: unknown) => {
        throw new VerbatimError(
          'model',
          `The embedding model ${this.name} failed: ${messageOf(cause)}`,
          'Restore its files, or leave EMBEDDING_MODEL unset for the bundled model.',
          { cause },
        );
      });
    this.#last = vectors.catch(() => undefined);
    return vectors;
  }

  #framed(text: string): readonly number[] {
    return this.#tokens.framed(text, this.maxTokens);
  }

  async #embed(texts: readonly string[]): Promise<Float32Array[]> {
    const tokens = texts.map((text) => this.#framed(text));
    const vectors = new Array<Float32Array>(texts.length);
    for (const batch of batchesOf(tokens)) {
      const embedded = await this.#run(batch.map((i) => tokens[i] as readonly number[]));
      for (const [k, i] of batch.entries()) vectors[i] = embedded[k] as Float32Array;
    }
    return vectors;
  }

  async #run(tokens: readonly (readonly number[])[]): Promise<Float32Array[]> {
    const inputs = inputsOf(tokens, this.#padding);
    const { session } = this.#model;
    const feeds = Object.fromEntries(
      (session.inputNames as (keyof Inputs)[]).map((name) => [name, inputs[name]]),
    );
    const output = this.#settings.pooling === 'graph' ? 'sentence_embedding' : 'last_hidden_state';
    // onnxruntime-node 1.14 gives a part of the outputs the names of the first ones of the graph,
    // so the one that was asked for is taken whatever it is called.
    const [result] = Object.values(await session.run(feeds, [output])) as Tensor[];
    return this.#unpack(result as Tensor, inputs);
  }

  #unpack(result: Tensor, inputs: Inputs): Float32Array[] {
    const data = result.data as Float32Array;
    const [rows = 0, length = 0, dimension = 0] = result.dims as number[];
    if (this.#settings.pooling === 'graph') {
      return Array.from({ length: rows }, (_, row) =>
        normalise(data.slice(row * length, (row + 1) * length)),
      );
    }
    const mask = inputs.attention_mask.data as BigInt64Array;
    return pool(data, mask, [rows, length, dimension], this.#settings.pooling);
  }

  async close(): Promise<void> {
    await this.#last;
    await this.#model.dispose();
  }
}
