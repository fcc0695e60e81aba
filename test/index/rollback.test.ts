import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { rollback } from '../../src/index/rollback.js';
import { generationsIn, openPointed } from '../../src/index/store.js';
import { VectorIndex } from '../../src/index/vectors.js';
import { putFiles } from '../documents-folder.js';
import { HashingEmbedder } from './hashing-embedder.js';
import { currentOf, flipByte } from './tamper.js';
import { contentsOf, Workshop } from './workshop.js';

const DAYS = ['The pier is open.', 'The pier is closed.', 'The pier is gone.'] as const;
const KEEP = { keepGenerations: 4 };

let workshop: Workshop;
/** Names of the generations, one a day. */
let names: string[];

const putDay = (day: number) =>
  putFiles(workshop.seedsDir, { 'pier.txt': DAYS[day] ?? 'The pier is new.' });
const current = async () => (await workshop.open()).manifest.name;
const goBack = () => rollback(workshop.indexDir, () => true);
const automatic = () => workshop.update({ ...KEEP, automatic: true });
const asked = () => workshop.update(KEEP);

beforeEach(async () => {
  workshop = await Workshop.with({ 'a.txt': 'The talks were long.' });
  names = [];
  for (const day of DAYS.keys()) {
    await putDay(day);
    names.push((await asked()).generation);
  }
});

describe('a rollback', () => {
  test('makes the generation before the current one current, and says what that is', async () => {
    const done = await goBack();
    expect(done).toEqual({
      from: names[2],
      to: names[1],
      builtAt: expect.stringMatching(/^\d{4}-.*Z$/),
      documents: 2,
      passages: 2,
    });
    const opened = await workshop.open();
    expect(opened.manifest.name).toBe(names[1]);
    expect(opened.verifiedText('pier.txt')).toBe(DAYS[1]);
  });

  test('goes one further each time, until there is none before', async () => {
    await goBack();
    expect(await goBack()).toMatchObject({ from: names[1], to: names[0] });
    await expect(goBack()).rejects.toMatchObject({
      code: 'no-earlier-index',
      message: expect.stringContaining('no older generation'),
      remedy: expect.stringContaining('KEEP_GENERATIONS'),
    });
    expect(await current()).toBe(names[0]);
  });

  test('reads no vectors, and neither does going forward again', async () => {
    const read = vi.spyOn(VectorIndex, 'open');
    try {
      await goBack();
      expect(read).not.toHaveBeenCalled();
      await asked();
      // By the test itself, which opens what is current to bring it up to date.
      expect(read).toHaveBeenCalledTimes(1);
    } finally {
      read.mockRestore();
    }
  });

  test('passes over what is damaged or does not fit', async () => {
    await flipByte(join(workshop.indexDir, names[1] as string, 'index.sqlite'), () => 40);
    expect(await goBack()).toMatchObject({ from: names[2], to: names[0] });
    await asked();
    await expect(rollback(workshop.indexDir, () => false)).rejects.toThrow('no older generation');
  });

  test('of no index at all says so', async () => {
    await rm((await currentOf(workshop.indexDir)).pointer);
    await expect(goBack()).rejects.toThrow('no generation is current');
  });
});

describe('after a rollback', () => {
  test('an automatic run leaves it at that, and says so', async () => {
    await goBack();
    const report = await automatic();
    expect(report).toMatchObject({ changed: false, heldBack: true, generation: names[1] });
    expect(await current()).toBe(names[1]);
  });

  test('even when it was gone back twice, or what was gone back from is lost', async () => {
    await goBack();
    await goBack();
    await rm(join(workshop.indexDir, names[2] as string), { recursive: true });
    expect(await automatic()).toMatchObject({ heldBack: true, generation: names[0] });
    await putDay(1);
    expect(await automatic()).toMatchObject({ heldBack: true, generation: names[0] });
  });

  test('a run that is asked for goes forward again without building', async () => {
    const before = contentsOf(await workshop.open());
    await goBack();
    workshop.embedder.embedded.length = 0;
    expect(await asked()).toMatchObject({
      changed: true,
      generation: names[2],
      updated: ['pier.txt'],
      passages: { total: 2, embedded: 0, reused: 2 },
    });
    expect(workshop.embedder.embedded).toEqual([]);
    expect(contentsOf(await workshop.open())).toEqual(before);
    expect(await automatic()).toMatchObject({ changed: false, generation: names[2] });
  });

  test('a run that is to build everything anew does so', async () => {
    await goBack();
    const report = await workshop.update({ ...KEEP, full: true });
    expect(report).toMatchObject({ changed: true, passages: { embedded: 2, reused: 0 } });
    expect(names).not.toContain(report.generation);
  });

  test('an automatic run goes forward as soon as the documents are others', async () => {
    await goBack();
    await putDay(3);
    const { generation } = await automatic();
    expect(names).not.toContain(generation);
    expect((await workshop.open()).verifiedText('pier.txt')).toBe('The pier is new.');
    // What was gone back from is nothing to go back to.
    expect(await generationsIn(workshop.indexDir)).toEqual([generation, names[1], names[0]]);
    expect(await goBack()).toMatchObject({ to: names[1] });
  });

  test('an automatic run goes forward for another model, which nothing else fits', async () => {
    await goBack();
    workshop.embedder = new HashingEmbedder('hashing-2');
    expect(await automatic()).toMatchObject({ changed: true, rebuilt: expect.any(String) });
  });

  test('a damaged current generation is not replaced by what was gone back from', async () => {
    await goBack();
    await flipByte(join(workshop.indexDir, names[1] as string, 'index.sqlite'), () => 40);
    expect(await current()).toBe(names[0]);
    expect(await automatic()).toMatchObject({ heldBack: true, generation: names[0] });
    expect(await openPointed(workshop.indexDir)).toMatchObject({ kind: 'open' });
    expect(await automatic()).toMatchObject({ heldBack: true, generation: names[0] });
  });
});

test('a finished generation that its builder did not live to make current is taken', async () => {
  const { pointer } = await currentOf(workshop.indexDir);
  // As a death between the last two renames leaves it: an older one is named, and no rollback.
  await writeFile(pointer, JSON.stringify({ generation: names[1] }));
  expect(await automatic()).toMatchObject({ changed: true, generation: names[2] });
});
