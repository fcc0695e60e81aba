import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { openFirst } from '../../src/index/refresh.js';
import { generationsIn, openCurrent, openPointed } from '../../src/index/store.js';
import { putFiles } from '../documents-folder.js';
import { alterManifest, currentOf, flipByte } from './tamper.js';
import { contentsOf, FIRST_VECTORS, Workshop } from './workshop.js';

let workshop: Workshop;
let older: string;
let newer: string;

const damage = async () =>
  flipByte(join((await currentOf(workshop.indexDir)).folder, 'index.sqlite'), (size) => size >> 1);
const open = () => openCurrent(workshop.indexDir);

beforeEach(async () => {
  workshop = await Workshop.with({ 'a.txt': 'The talks were long.' });
  older = (await workshop.update()).generation;
  await putFiles(workshop.seedsDir, { 'pier.txt': 'The pier is closed.' });
  newer = (await workshop.update()).generation;
});

describe('when the current generation is damaged', () => {
  test('the one before is opened, and why is said', async () => {
    await damage();
    expect(await open()).toMatchObject({
      kind: 'open',
      generation: { manifest: { name: older } },
      fallback: 'index.sqlite is not what was written',
    });
    expect(await openPointed(workshop.indexDir)).toMatchObject({ kind: 'damaged' });
  });

  test('the one before is compared with and taken from, and the damaged one removed', async () => {
    const before = contentsOf(await workshop.open());
    await damage();
    workshop.embedder.embedded.length = 0;
    const report = await workshop.update();
    expect(report).toMatchObject({ added: ['pier.txt'], unchanged: ['a.txt'] });
    expect(report.passages).toEqual({ total: 2, embedded: 1, reused: 1 });
    expect(await generationsIn(workshop.indexDir)).toEqual([report.generation, older]);
    expect(contentsOf(await workshop.open())).toEqual(before);
  });

  test('it is current without a build if it is just what the documents ask for', async () => {
    await rm(join(workshop.seedsDir, 'pier.txt'));
    await damage();
    expect(await workshop.update()).toMatchObject({ changed: false, generation: older });
    expect(await openPointed(workshop.indexDir)).toMatchObject({ kind: 'open' });
    expect(await generationsIn(workshop.indexDir)).toEqual([older]);
  });

  test('and so is the one before, everything is built from the documents', async () => {
    const before = contentsOf(await workshop.open());
    await damage();
    await flipByte(join(workshop.indexDir, older, FIRST_VECTORS), () => 60);
    expect(await open()).toMatchObject({ kind: 'damaged' });
    const report = await workshop.update();
    expect(report).toMatchObject({ passages: { embedded: 2, reused: 0 } });
    expect(await generationsIn(workshop.indexDir)).toEqual([report.generation]);
    expect(contentsOf(await workshop.open())).toEqual(before);
  });

  test('a generation of another format is none to fall back to', async () => {
    await writeFile(
      (await currentOf(workshop.indexDir)).pointer,
      JSON.stringify({ generation: older }),
    );
    await alterManifest(workshop.indexDir, { schemaVersion: 1 });
    await writeFile(
      (await currentOf(workshop.indexDir)).pointer,
      JSON.stringify({ generation: newer }),
    );
    await damage();
    expect(await open()).toMatchObject({ kind: 'damaged' });
  });

  test('a process that has it open neither compares with it nor takes from it', async () => {
    const previous = await workshop.open();
    await damage();
    await flipByte(join(workshop.indexDir, older, 'index.sqlite'), () => 200);
    // Somebody else finds it damaged, and takes it out of use.
    await rm((await currentOf(workshop.indexDir)).pointer);
    expect(await workshop.update({ previous })).toMatchObject({
      changed: true,
      passages: { embedded: 2, reused: 0 },
    });
  });
});

describe('the generation to begin with', () => {
  test('is the older one as it is, when mending may wait', async () => {
    await damage();
    const first = await openFirst(await open(), { ...workshop.options, mendsLater: true });
    expect(first).toMatchObject({
      isToMend: true,
      generation: { manifest: { name: older } },
      report: { changed: false, fallback: 'index.sqlite is not what was written' },
    });
    first.generation.close();
    expect(await openPointed(workshop.indexDir)).toMatchObject({ kind: 'damaged' });
  });

  test('is made from the older one when it may not wait', async () => {
    await damage();
    const first = await openFirst(await open(), workshop.options);
    expect(first).toMatchObject({
      report: { changed: true, added: ['pier.txt'], fallback: expect.any(String) },
      replaced: { manifest: { name: older } },
    });
    expect(first).not.toHaveProperty('isToMend');
    first.generation.close();
    first.replaced?.close();
  });

  test('is the older one when nothing can be written, and none when there is no older one', async () => {
    await damage();
    const lock = join(workshop.indexDir, 'lock.sqlite');
    await rm(lock);
    await mkdir(lock);
    const first = await openFirst(await open(), workshop.options);
    expect(first).toMatchObject({
      generation: { manifest: { name: older } },
      notUpdated: { code: 'index', message: expect.stringContaining('cannot be written') },
    });
    first.generation.close();

    await rm(join(workshop.indexDir, older), { recursive: true });
    await expect(openFirst(await open(), workshop.options)).rejects.toMatchObject({
      code: 'index',
    });
  });
});
