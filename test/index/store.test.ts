import { cp, mkdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { checkGeneration } from '../../src/index/check.js';
import {
  generationsIn,
  INDEX_FILE,
  nameAfter,
  openCurrent,
  openGeneration,
  openPointed,
} from '../../src/index/store.js';
import { temporaryFolder } from '../temporary-folder.js';
import { alter, alterManifest, currentOf, flipByte, type Place } from './tamper.js';
import { contentsOf, FIRST_VECTORS, Workshop } from './workshop.js';

const DOCUMENTS = {
  'a.txt': 'The border was discussed by both delegations.\n\nThe army was not discussed at all.',
  'b.txt': 'Money was discussed by both delegations on the second day.',
};

let workshop: Workshop;
let place: Place;

beforeEach(async () => {
  workshop = await Workshop.with(DOCUMENTS);
  await workshop.update();
  place = await currentOf(workshop.indexDir);
});

describe('an index that is', () => {
  const first = () => 0;
  const middle = (size: number) => Math.floor(size / 2);
  const last = (size: number) => size - 1;

  test.each<[string, string, (path: string) => Promise<unknown>]>([
    ['changed in its first byte', INDEX_FILE, (path) => flipByte(path, first)],
    ['changed in its middle', INDEX_FILE, (path) => flipByte(path, middle)],
    ['changed in its last byte', INDEX_FILE, (path) => flipByte(path, last)],
    ['cut in half', INDEX_FILE, async (path) => truncate(path, 4096)],
    ['emptied', INDEX_FILE, (path) => truncate(path, 0)],
    ['deleted', INDEX_FILE, (path) => rm(path)],
    ['longer than it was', INDEX_FILE, (path) => writeFile(path, 'x', { flag: 'a' })],
    ['changed in its first byte', FIRST_VECTORS, (path) => flipByte(path, first)],
    ['changed in its middle', FIRST_VECTORS, (path) => flipByte(path, middle)],
    ['cut in half', FIRST_VECTORS, (path) => truncate(path, 100)],
    ['emptied', FIRST_VECTORS, (path) => truncate(path, 0)],
    ['deleted', FIRST_VECTORS, (path) => rm(path)],
    ['changed in its middle', 'generation.json', (path) => flipByte(path, middle)],
    ['emptied', 'generation.json', (path) => truncate(path, 0)],
    ['deleted', 'generation.json', (path) => rm(path)],
  ])('%s (%s) is damaged, and rebuilt from the documents', async (_, file, damage) => {
    const before = contentsOf(await workshop.open());
    await damage(join(place.folder, file));
    const opened = await openCurrent(workshop.indexDir);
    expect(opened).toEqual({ kind: 'damaged', why: expect.stringContaining(file) });
    expect(await workshop.update()).toMatchObject({ changed: true, added: ['a.txt', 'b.txt'] });
    expect(contentsOf(await workshop.open())).toEqual(before);
  });

  test('without its folder is damaged', async () => {
    await rm(place.folder, { recursive: true });
    expect(await openCurrent(workshop.indexDir)).toMatchObject({ kind: 'damaged' });
  });

  test.each([
    ['emptied', ''],
    ['no JSON', '20251123T212400-abcdef'],
    ['without a name', '{"rolledBackFrom":[]}'],
    ['pointing out of the folder', '{"generation":"../../etc"}'],
    ['pointing at nothing', '{"generation":"20251123T212400-abcdef"}'],
    ['cut in half', '{"generation":"2025'],
  ])('%s in CURRENT loses nothing: the newest generation is taken', async (_, content) => {
    const { manifest } = await workshop.open();
    await writeFile(place.pointer, content);
    expect(await openPointed(workshop.indexDir)).toMatchObject({ kind: 'damaged' });
    const opened = await workshop.open();
    expect(opened.manifest).toEqual(manifest);
    expect(await workshop.update()).toMatchObject({ changed: false, generation: manifest.name });
    expect(await openPointed(workshop.indexDir)).toMatchObject({ kind: 'open' });
  });

  test('without CURRENT and without a generation is missing', async () => {
    expect(await openCurrent(join(workshop.indexDir, 'nowhere'))).toEqual({ kind: 'missing' });
    await rm(place.pointer);
    await rm(place.folder, { recursive: true });
    expect(await openCurrent(workshop.indexDir)).toEqual({ kind: 'missing' });
  });

  test('a copy of another generation under its name is damaged', async () => {
    const copy = join(workshop.indexDir, '20990101T000000-000000');
    await cp(place.folder, copy, { recursive: true });
    await writeFile(place.pointer, '{"generation":"20990101T000000-000000"}');
    expect(await openPointed(workshop.indexDir)).toMatchObject({
      kind: 'damaged',
      why: expect.stringMatching(/^it is a copy of /),
    });
  });

  test('of another format of files is damaged, in words', async () => {
    await alterManifest(workshop.indexDir, { schemaVersion: 999 });
    expect(await openCurrent(workshop.indexDir)).toMatchObject({
      kind: 'damaged',
      why: expect.stringMatching(/^it has format 999, this program reads \d+$/),
    });
  });

  test('without a part of its manifest or a table is damaged', async () => {
    await alter(workshop.indexDir, "DELETE FROM manifest WHERE key = 'dimension'");
    expect(await openCurrent(workshop.indexDir)).toMatchObject({ kind: 'damaged' });
    await workshop.update();
    await alter(workshop.indexDir, 'DROP TABLE passage_words');
    expect(await openCurrent(workshop.indexDir)).toMatchObject({ kind: 'damaged' });
  });
});

describe('the name of a generation', () => {
  test('comes after all others, whatever the clock says', async () => {
    const folder = await temporaryFolder();
    const names: string[] = [];
    for (const iso of [
      '2025-11-23T21:24:00.000Z',
      '2025-11-23T21:24:00.999Z',
      '2024-01-01T00:00:00Z',
    ]) {
      for (let i = 0; i < 3; i++) {
        const name = await nameAfter(folder, new Date(iso));
        await mkdir(join(folder, name));
        names.push(name);
      }
    }
    expect(await generationsIn(folder)).toEqual([...names].reverse());
  });
});

describe('a generation is not made current', () => {
  test('unless it holds the documents that it should', async () => {
    await expect(checkGeneration(place.folder)).resolves.toBeUndefined();
    await alterManifest(workshop.indexDir, { documents: 3 });
    await expect(checkGeneration(place.folder)).rejects.toThrow(
      'it holds 2 passages of 2 documents instead of 2 of 3',
    );
  });

  test('unless it holds the passages that it should', async () => {
    await alter(
      workshop.indexDir,
      'DELETE FROM passages WHERE id = (SELECT min(id) FROM passages)',
    );
    await expect(checkGeneration(place.folder)).rejects.toThrow(/it holds 1 passages of 2/);
  });

  test('unless it holds a vector for every passage', async () => {
    await alterManifest(workshop.indexDir, { passages: 4 });
    await expect(checkGeneration(place.folder)).rejects.toThrow('2 vectors of 4 passages');
  });

  test('unless a passage is found by its words', async () => {
    await alter(
      workshop.indexDir,
      "INSERT INTO passage_words (passage_words) VALUES ('delete-all')",
    );
    await expect(checkGeneration(place.folder)).rejects.toThrow('is not found by its own words');
  });

  test('unless its files can be opened', async () => {
    await rm(join(place.folder, FIRST_VECTORS));
    await expect(checkGeneration(place.folder)).rejects.toThrow(FIRST_VECTORS);
    await expect(openGeneration(join(workshop.indexDir, 'nowhere'))).rejects.toThrow();
  });
});
