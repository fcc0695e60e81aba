import { readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { checkGeneration } from '../../src/index/check.js';
import { INDEX_FILE, openCurrent, openGeneration, VECTORS_FILE } from '../../src/index/store.js';
import { alter, alterManifest, currentOf, type Place } from './tamper.js';
import { contentsOf, Workshop } from './workshop.js';

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

async function flipByte(path: string, at: (size: number) => number): Promise<void> {
  const bytes = await readFile(path);
  const position = at(bytes.length);
  bytes[position] = (bytes[position] as number) ^ 0xff;
  await writeFile(path, bytes);
}

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
    ['changed in its first byte', VECTORS_FILE, (path) => flipByte(path, first)],
    ['changed in its middle', VECTORS_FILE, (path) => flipByte(path, middle)],
    ['cut in half', VECTORS_FILE, (path) => truncate(path, 100)],
    ['emptied', VECTORS_FILE, (path) => truncate(path, 0)],
    ['deleted', VECTORS_FILE, (path) => rm(path)],
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
    ['without a checksum', '{"generation":"20251123T212400-abcdef"}'],
    ['pointing out of the folder', '{"generation":"../../etc","indexSha256":"0"}'],
    ['pointing at nothing', '{"generation":"20251123T212400-abcdef","indexSha256":"0"}'],
    ['cut in half', '{"generation":"2025'],
  ])('%s in CURRENT is damaged', async (_, content) => {
    await writeFile(place.pointer, content);
    expect(await openCurrent(workshop.indexDir)).toMatchObject({ kind: 'damaged' });
    expect(await workshop.update()).toMatchObject({ changed: true });
    await workshop.open();
  });

  test('without CURRENT is missing', async () => {
    await rm(place.pointer);
    expect(await openCurrent(workshop.indexDir)).toEqual({ kind: 'missing' });
    expect(await openCurrent(join(workshop.indexDir, 'nowhere'))).toEqual({ kind: 'missing' });
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

describe('a generation is not made current', () => {
  test('unless it holds the documents that it should', async () => {
    await expect(checkGeneration(place.folder)).resolves.toBeUndefined();
    await alterManifest(workshop.indexDir, { documents: 3 });
    await expect(checkGeneration(place.folder)).rejects.toThrow(
      'it holds 2 passages of 2 documents instead of 2 of 3',
    );
  });

  test('unless it holds the passages that it should', async () => {
    await alter(workshop.indexDir, 'DELETE FROM passages WHERE id = 2');
    await expect(checkGeneration(place.folder)).rejects.toThrow(/it holds 1 passages of 2/);
  });

  test('unless it holds a vector for every passage', async () => {
    await alterManifest(workshop.indexDir, { passages: 4 });
    await expect(checkGeneration(place.folder)).rejects.toThrow(/2 vectors instead of 4/);
  });

  test('unless a passage is found by its words', async () => {
    await alter(
      workshop.indexDir,
      "INSERT INTO passage_words (passage_words) VALUES ('delete-all')",
    );
    await expect(checkGeneration(place.folder)).rejects.toThrow(
      'passage 1 is not found by its own words',
    );
  });

  test('unless its files can be opened', async () => {
    await rm(join(place.folder, VECTORS_FILE));
    await expect(checkGeneration(place.folder)).rejects.toThrow(VECTORS_FILE);
    await expect(openGeneration(join(workshop.indexDir, 'nowhere'))).rejects.toThrow();
  });
});
