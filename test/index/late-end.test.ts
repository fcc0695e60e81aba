import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { BuildOptions } from '../../src/index/build.js';
import { reportDespiteEnd } from '../../src/index/late-end.js';
import type { IndexReport } from '../../src/index/report.js';
import { putFiles } from '../documents-folder.js';
import { HashingEmbedder } from './hashing-embedder.js';
import { Workshop } from './workshop.js';

let workshop: Workshop;
let options: BuildOptions;

beforeEach(async () => {
  workshop = await Workshop.with({ 'a.txt': 'The talks were long.', 'pier.txt': 'It is open.' });
  await workshop.update();
  options = { ...workshop.options, previous: await workshop.open() };
  await putFiles(workshop.seedsDir, { 'pier.txt': 'It is closed.', 'new.txt': 'A lamp is lit.' });
  await rm(join(workshop.seedsDir, 'a.txt'));
});

/** An update that is ended after it has done `first`, and before it can tell of that. */
async function ended(first: () => Promise<unknown>, change: Partial<BuildOptions> = {}) {
  const ending = new AbortController();
  const update = async (): Promise<IndexReport> => {
    await first();
    ending.abort(new Error('ended'));
    throw ending.signal.reason;
  };
  return reportDespiteEnd(update, { ...options, ...change }, ending.signal);
}

describe('an update that is ended', () => {
  test('after its last step tells what it has changed', async () => {
    const report = await ended(() => workshop.update());
    const { manifest } = await workshop.open();
    expect(report).toMatchObject({
      changed: true,
      generation: manifest.name,
      added: ['new.txt'],
      updated: ['pier.txt'],
      removed: ['a.txt'],
      unchanged: [],
      passages: { total: 2, embedded: 2, reused: 0 },
    });
    expect(manifest.name).not.toBe(options.previous?.manifest.name);
  });

  test('before it rejects, as the index is as it was', async () => {
    await expect(ended(async () => undefined)).rejects.toThrow('ended');
  });

  test('rejects when what is current now is of another model', async () => {
    const other = new HashingEmbedder('hashing-2');
    await expect(ended(() => workshop.update({ embedder: other }))).rejects.toThrow('ended');
  });

  test('counts what stayed as reused, unless everything was built anew', async () => {
    await workshop.update();
    options = { ...options, previous: await workshop.open() };
    for (const full of [false, true]) {
      const report = await ended(() => workshop.update({ full: true }), { full });
      expect(report).toMatchObject({
        unchanged: ['new.txt', 'pier.txt'],
        passages: { total: 2, embedded: full ? 2 : 0, reused: full ? 0 : 2 },
      });
    }
  });
});

test('an update that fails by itself is no update that was ended', async () => {
  const update = async (): Promise<IndexReport> => {
    await workshop.update();
    throw new Error('disk full');
  };
  const { signal } = new AbortController();
  await expect(reportDespiteEnd(update, options, signal)).rejects.toThrow('disk full');
});
