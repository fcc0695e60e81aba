import { cp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { BUNDLED } from '../../src/config.js';
import type { ModelSource } from '../../src/embedding/model-source.js';
import { openTransformersEmbedder } from '../../src/embedding/transformers.js';
import { EXIT, VerbatimError } from '../../src/errors.js';
import { embedderContract } from '../contracts/embedder.js';
import { temporaryFolder } from '../temporary-folder.js';
import { type Behaviour, LoopbackHub, PAUSE_MS } from './loopback-hub.js';

const MODEL = 'owner/small-model';
const FILES = [
  'config.json',
  'onnx/model_quantized.onnx',
  'tokenizer.json',
  'tokenizer_config.json',
];
/** Long beside the milliseconds that 127.0.0.1 takes. */
const PATIENCE_MS = 5_000;

let hub: LoopbackHub;

beforeAll(async () => {
  hub = await LoopbackHub.start(BUNDLED.model, MODEL);
});
afterAll(() => hub.stop());

function fromHub(cacheDir: string, change: Partial<ModelSource> = {}): ModelSource {
  return { model: MODEL, cacheDir, hubUrl: hub.url, hubTimeoutMs: PATIENCE_MS, ...change };
}

/** Options for a folder; the hub named there must never be asked. */
function fromFolder(model: string): ModelSource {
  return { model, cacheDir: join(model, 'unused'), hubUrl: hub.url, hubTimeoutMs: PATIENCE_MS };
}

/** The error that opening ends with; it must be one that a person can act on. */
async function faultOf(options: ModelSource): Promise<VerbatimError> {
  const error: unknown = await openTransformersEmbedder(options).then(
    async (embedder) => {
      await embedder.close();
      return new Error('the embedder opened');
    },
    (thrown) => thrown,
  );
  if (!(error instanceof VerbatimError)) throw error;
  expect(error.message).not.toMatch(/\n|^\s*at /m);
  expect(error.remedy).toContain('EMBEDDING');
  return error;
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

embedderContract('on the bundled model', () => openTransformersEmbedder(fromFolder(BUNDLED.model)));

embedderContract('on a model from a hub', async () =>
  openTransformersEmbedder(fromHub(await temporaryFolder())),
);

describe('opening a model', () => {
  const methods = ['debug', 'error', 'info', 'log', 'warn'] as const;
  let printed: unknown[];

  beforeEach(() => {
    printed = [];
    hub.behave('whole');
    for (const method of methods)
      vi.spyOn(console, method).mockImplementation((...values) => void printed.push(values));
  });
  afterEach(() => {
    vi.restoreAllMocks();
    expect(printed, 'the library printed').toEqual([]);
  });

  describe('from a hub', () => {
    test('downloads each file once and asks for nothing when it is started again', async () => {
      const cacheDir = await temporaryFolder();
      const first = await openTransformersEmbedder(fromHub(cacheDir));
      await first.close();
      expect([...hub.requests].sort()).toEqual(FILES);

      hub.behave('failing');
      const second = await openTransformersEmbedder(fromHub(cacheDir));
      const [vector] = await second.embed(['Geneva'], 'question');
      await second.close();
      expect(hub.requests).toEqual([]);
      expect(second.fingerprint).toBe(first.fingerprint);
      expect(vector).toHaveLength(first.dimension);
    });

    test('keeps the files byte for byte', async () => {
      const cacheDir = await temporaryFolder();
      await (await openTransformersEmbedder(fromHub(cacheDir))).close();
      for (const file of FILES) {
        const kept = await readFile(join(cacheDir, MODEL, file));
        expect(kept.equals(await readFile(join(BUNDLED.model, file))), file).toBe(true);
      }
      expect(await filesBelow(cacheDir)).toHaveLength(FILES.length);
    });

    test('takes files whose length it is not told', async () => {
      hub.behave('chunked');
      const embedder = await openTransformersEmbedder(fromHub(await temporaryFolder()));
      expect(await embedder.embed(['Geneva'], 'question')).toHaveLength(1);
      await embedder.close();
    });

    test.each<[string, Behaviour, string | undefined]>([
      ['breaks off half-way', 'broken', undefined],
      ['breaks off half-way without having told a length', 'broken-chunked', undefined],
      ['breaks off in the largest file', 'broken', 'onnx/model_quantized.onnx'],
      ['ends half-way as if that were all', 'truncated', undefined],
      ['ends half-way in the largest file', 'truncated', 'onnx/model_quantized.onnx'],
      ['ends half-way in the vocabulary', 'truncated', 'tokenizer.json'],
      ['knows none of the files', 'not-found', undefined],
      ['lacks the model itself', 'not-found', 'onnx/model_quantized.onnx'],
      ['lacks the settings of the tokenizer', 'not-found', 'tokenizer_config.json'],
      ['fails', 'failing', undefined],
      ['is really a page to log in at', 'portal', undefined],
    ])('gives up plainly, and recovers later, when the hub %s', async (_, behaviour, file) => {
      const cacheDir = await temporaryFolder();
      hub.behave(behaviour, file);
      const error = await faultOf(fromHub(cacheDir));
      expect(error.code).toBe('hub');
      expect(error.exitCode).toBe(EXIT.unavailable);
      expect(error.message).toContain(MODEL);
      expect(error.message).toContain(hub.url);
      expect(await filesBelow(cacheDir)).toEqual([]);

      hub.behave('whole');
      const embedder = await openTransformersEmbedder(fromHub(cacheDir));
      expect(await embedder.embed(['Geneva'], 'question')).toHaveLength(1);
      await embedder.close();
    });

    test('keeps the files that were here when only another one cannot be had', async () => {
      const cacheDir = await temporaryFolder();
      hub.behave('whole');
      await (await openTransformersEmbedder(fromHub(cacheDir))).close();
      await rm(join(cacheDir, MODEL, 'config.json'));
      hub.behave('not-found');
      expect((await faultOf(fromHub(cacheDir))).code).toBe('hub');
      expect((await filesBelow(cacheDir)).sort()).toEqual([
        'model_quantized.onnx',
        'tokenizer.json',
        'tokenizer_config.json',
      ]);
    });

    test.each<[string, Behaviour, string | undefined]>([
      ['never answers', 'silent', undefined],
      ['never answers for one file', 'silent', 'config.json'],
      ['stops in the middle of a file', 'stalling', 'onnx/model_quantized.onnx'],
    ])('gives up after the configured time when the hub %s', async (_, behaviour, file) => {
      const cacheDir = await temporaryFolder();
      hub.behave(behaviour, file);
      const error = await faultOf(fromHub(cacheDir, { hubTimeoutMs: 300 }));
      expect(error.code).toBe('hub');
      expect(error.message).toContain('no answer for 0.3 s');
      expect(await filesBelow(cacheDir)).toEqual([]);

      hub.behave('whole');
      await (await openTransformersEmbedder(fromHub(cacheDir))).close();
    });

    test('waits for a hub that is slow, as long as something comes', async () => {
      hub.behave('slow', 'tokenizer.json');
      const startedAt = performance.now();
      const hubTimeoutMs = 4 * PAUSE_MS;
      const embedder = await openTransformersEmbedder(
        fromHub(await temporaryFolder(), { hubTimeoutMs }),
      );
      expect(performance.now() - startedAt).toBeGreaterThan(hubTimeoutMs);
      await embedder.close();
    });

    test('says why there was no connection', async () => {
      const closed = await LoopbackHub.start(BUNDLED.model, MODEL);
      await closed.stop();
      const error = await faultOf(fromHub(await temporaryFolder(), { hubUrl: closed.url }));
      expect(error.code).toBe('hub');
      expect(error.message).toContain('ECONNREFUSED');
    });

    test('says so when the files cannot be kept', async () => {
      const cacheDir = join(await temporaryFolder(), 'taken');
      await writeFile(cacheDir, 'a file where the folder should be');
      const error = await faultOf(fromHub(cacheDir));
      expect(error.message).toContain(cacheDir);
      expect(error.message).toContain('cannot be kept');
    });

    test('leaves other models in the cache alone when one is not to be had', async () => {
      const cacheDir = await temporaryFolder();
      await (await openTransformersEmbedder(fromHub(cacheDir))).close();
      await faultOf(fromHub(cacheDir, { model: 'owner/other-model' }));
      expect(await filesBelow(cacheDir)).toHaveLength(FILES.length);
    });

    test('opens one model after the other when two are asked for at once', async () => {
      const both = await Promise.all([
        openTransformersEmbedder(fromHub(await temporaryFolder())),
        openTransformersEmbedder(fromFolder(BUNDLED.model)),
      ]);
      const [hubs, folders] = await Promise.all(
        both.map((embedder) => embedder.embed(['Geneva'], 'passage')),
      );
      expect(hubs).toEqual(folders);
      for (const embedder of both) await embedder.close();
    });
  });

  describe('from a folder', () => {
    let folder: string;

    beforeEach(async () => {
      folder = join(await temporaryFolder(), 'copied');
      await cp(BUNDLED.model, folder, { recursive: true });
    });
    afterEach(() => expect(hub.requests, 'the hub was asked').toEqual([]));

    test('works wherever the folder lies', async () => {
      const bundled = await openTransformersEmbedder(fromFolder(BUNDLED.model));
      const copied = await openTransformersEmbedder(fromFolder(folder));
      expect(copied.name).toBe(folder);
      expect(copied.fingerprint).toBe(bundled.fingerprint);
      await bundled.close();
      await copied.close();
    });

    test.each(['config.json', 'tokenizer_config.json'])(
      'changes the fingerprint with %s',
      async (file) => {
        const path = join(folder, file);
        const config = JSON.parse(await readFile(path, 'utf8'));
        await writeFile(path, JSON.stringify({ ...config, note: 'changed' }));
        const bundled = await openTransformersEmbedder(fromFolder(BUNDLED.model));
        const changed = await openTransformersEmbedder(fromFolder(folder));
        expect(changed.fingerprint).not.toBe(bundled.fingerprint);
        await bundled.close();
        await changed.close();
      },
    );

    test('counts no special tokens, even when the tokenizer puts some around a text', async () => {
      const path = join(folder, 'tokenizer.json');
      const tokenizer = JSON.parse(await readFile(path, 'utf8'));
      const { vocab } = tokenizer.model;
      const [cls, sep] = Object.keys(vocab);
      tokenizer.post_processor = {
        type: 'BertProcessing',
        cls: [cls, vocab[cls as string]],
        sep: [sep, vocab[sep as string]],
      };
      await writeFile(path, JSON.stringify(tokenizer));
      const bundled = await openTransformersEmbedder(fromFolder(BUNDLED.model));
      const framed = await openTransformersEmbedder(fromFolder(folder));
      for (const text of ['', 'peace', 'The delegation met in Geneva.'])
        expect(framed.countTokens(text)).toBe(bundled.countTokens(text));
      await bundled.close();
      await framed.close();
    });

    test.each(FILES)('names the file when there is no %s', async (file) => {
      await rm(join(folder, file));
      const error = await faultOf(fromFolder(folder));
      expect(error.code).toBe('model');
      expect(error.message).toContain(folder);
      expect(error.message).toContain(file);
    });

    test('says so when there is no folder at all', async () => {
      const error = await faultOf(fromFolder(join(folder, 'nowhere')));
      expect(error.code).toBe('model');
      expect(error.message).toContain('nowhere');
    });

    test.each(FILES)('says plainly that it cannot use half of %s', async (file) => {
      const path = join(folder, file);
      await truncate(path, Math.floor((await readFile(path)).length / 2));
      const error = await faultOf(fromFolder(folder));
      expect(error.code).toBe('model');
      expect(error.message).toContain(folder);
    });

    test('tells the first cause of a model that cannot be read', async () => {
      await writeFile(join(folder, 'onnx/model_quantized.onnx'), 'no model');
      const error = await faultOf(fromFolder(folder));
      expect(error.message).toMatch(/protobuf/i);
    });
  });
});
