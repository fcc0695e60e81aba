import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { BUNDLED } from '../../src/config.js';
import { EXIT, VerbatimError } from '../../src/errors.js';
import { type IndexerOptions, updateInProcess } from '../../src/index/indexer.js';
import type { UpdateRequest } from '../../src/index/indexer-messages.js';
import type { IndexProgress } from '../../src/index/report.js';
import { indexHere } from '../bundled-embedder.js';
import { putFiles } from '../documents-folder.js';
import { temporaryFolder } from '../temporary-folder.js';
import { Workshop } from './workshop.js';

const ENTRY = fileURLToPath(new URL('../../dist/indexer.js', import.meta.url));
const DOCUMENTS = {
  'pier.txt': 'The eastern pier is closed to all ferries because its timbers are rotten.\n',
  'glacier.txt': 'Professor Lindqvist led the expedition to the glacier in the north.\n',
};

function requestOf(workshop: Workshop, change: Partial<UpdateRequest> = {}): UpdateRequest {
  const { seedsDir, indexDir } = workshop;
  const model = { model: BUNDLED.model, cacheDir: indexDir, hubUrl: '', hubTimeoutMs: 1 };
  const limits = { maxDocumentBytes: 100_000, full: false };
  const { shardBuilder } = BUNDLED;
  return { kind: 'update', seedsDir, indexDir, model, shardBuilder, ...limits, ...change };
}

const update = (
  workshop: Workshop,
  options: Partial<IndexerOptions> = {},
  change: Partial<UpdateRequest> = {},
) => updateInProcess(requestOf(workshop, change), { entry: ENTRY, ...options });

/** Built in this process, which is quicker. */
const built = ({ seedsDir, indexDir }: Workshop) => indexHere(seedsDir, dirname(indexDir));

async function faultOf(running: Promise<unknown>): Promise<VerbatimError> {
  const fault = await running.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(fault).toBeInstanceOf(VerbatimError);
  return fault as VerbatimError;
}

/** A program in the place of the indexing process. */
async function program(text: string): Promise<string> {
  const file = join(await temporaryFolder(), 'program.mjs');
  await writeFile(file, text);
  return file;
}

describe('the indexing process', () => {
  test('builds what is current then, and tells how far it is', async () => {
    const workshop = await Workshop.with(DOCUMENTS);
    const seen: IndexProgress[] = [];
    const report = await update(workshop, { onProgress: (progress) => seen.push(progress) });
    expect(report).toMatchObject({ changed: true, added: ['glacier.txt', 'pier.txt'] });
    expect((await workshop.open()).manifest.name).toBe(report.generation);
    expect(new Set(seen.map(({ phase }) => phase))).toContain('embedding');
    for (const { done, total } of seen) expect(done).toBeLessThanOrEqual(total);
  });

  test('compares with what is current, and builds it anew when that is asked for', async () => {
    const workshop = await Workshop.with(DOCUMENTS);
    const first = await built(workshop);
    expect(await update(workshop)).toMatchObject({
      changed: false,
      generation: first.generation,
    });
    await putFiles(workshop.seedsDir, { 'new.txt': 'The masons mend the stairs in autumn.\n' });
    expect(await update(workshop)).toMatchObject({ added: ['new.txt'], passages: { embedded: 1 } });
    expect(await update(workshop, {}, { full: true })).toMatchObject({
      changed: true,
      passages: { total: 3, embedded: 3, reused: 0 },
    });
  });

  test('says what a person can do in the words of the fault itself', async () => {
    const workshop = await Workshop.with({ 'empty.txt': '' });
    const fault = await faultOf(update(workshop));
    expect(fault.code).toBe('corpus');
    expect(fault.exitCode).toBe(EXIT.noInput);
    expect(fault.remedy).toContain('SEEDS_DIR');
  });

  test('that dies leaves the index as it was, and the next run takes its traces away', async () => {
    const workshop = await Workshop.with(DOCUMENTS);
    const { generation } = await built(workshop);
    const entry = await program(`
      import { mkdirSync } from 'node:fs';
      process.once('message', ({ indexDir }) => {
        mkdirSync(indexDir + '/building-20250101T000000-abcdef');
        process.kill(process.pid, 'SIGKILL');
      });`);
    const fault = await faultOf(update(workshop, { entry }));
    expect(fault.code).toBe('index');
    expect(fault.message).toContain('SIGKILL');
    expect((await workshop.open()).manifest.name).toBe(generation);
    await update(workshop, {}, { full: true });
    expect(await workshop.entries()).not.toContain('building-20250101T000000-abcdef');
  });

  test('is ended by whoever asked for it, at any moment', async () => {
    const workshop = await Workshop.with(DOCUMENTS);
    for (const phase of ['reading', 'splitting', 'embedding', 'checking']) {
      const stopping = new AbortController();
      const onProgress = (progress: IndexProgress) => {
        if (progress.phase === phase) stopping.abort();
      };
      const running = update(workshop, { onProgress, signal: stopping.signal }, { full: true });
      await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    }
    expect(await update(workshop)).toMatchObject({ passages: { total: 2 } });
    await expect(update(workshop, { signal: AbortSignal.abort() })).rejects.toThrow();
  });

  test('knows nothing of the environment: no token, no setting', async () => {
    const workshop = await Workshop.with(DOCUMENTS);
    const entry = await program(`
      process.once('message', () => {
        const message = Object.keys(process.env).filter((name) => name !== 'NODE_CHANNEL_FD' &&
          name !== 'NODE_CHANNEL_SERIALIZATION_MODE').join();
        process.send({ kind: 'failed', message });
      });`);
    await expect(update(workshop, { entry })).rejects.toMatchObject({ message: '' });
  });

  test.each([
    ['what nobody understands', `process.send({ kind: 'gossip' })`, /nobody understands/],
    ['nothing, and leaves', `process.exit(3)`, /exit code 3/],
    ['that it failed', `process.send({ kind: 'failed', message: 'no disk' })`, /no disk/],
  ])('that says %s is a fault', async (_, said, expected) => {
    const workshop = await Workshop.with(DOCUMENTS);
    const entry = await program(`process.once('message', () => { ${said}; });`);
    await expect(update(workshop, { entry })).rejects.toThrow(expected);
  });

  test('ends when the one that asked has died', async () => {
    const workshop = await Workshop.with(DOCUMENTS);
    const entry = await program(`
      import { fork } from 'node:child_process';
      process.once('message', () => {
        const child = fork(${JSON.stringify(ENTRY)}, [], { env: {} });
        child.once('spawn', () => {
          process.send({ kind: 'failed', message: String(child.pid) });
          setTimeout(() => process.kill(process.pid, 'SIGKILL'), 50);
        });
      });`);
    const pid = await update(workshop, { entry }).catch((error: Error) => Number(error.message));
    expect(pid).toBeGreaterThan(0);
    const isThere = () => {
      try {
        return process.kill(pid as number, 0);
      } catch {
        return false;
      }
    };
    await expect.poll(isThere, { timeout: 10_000 }).toBe(false);
  });
});
