import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CurrentGeneration } from '../../src/index/current.js';
import { type Following, followCurrent } from '../../src/index/follow.js';
import { putFiles } from '../documents-folder.js';
import { currentOf } from './tamper.js';
import { Workshop } from './workshop.js';

const LOOK_MS = 10;
/** Time for many looks. */
const LOOKS_MS = 20 * LOOK_MS;

let workshop: Workshop;
let current: CurrentGeneration;
let faults: string[];
let stop: () => void;
let isBusy: boolean;

const nameOf = () => current.generation.manifest.name;
const follow = (change: Partial<Following> = {}) => {
  stop = followCurrent(
    {
      indexDir: workshop.indexDir,
      current,
      fits: () => true,
      isBusy: () => isBusy,
      onGoneOver: () => {},
      onFault: (name, why) => faults.push(`${name}: ${why}`),
      ...change,
    },
    LOOK_MS,
  );
};
/** As another process does it. */
const buildMore = async (text = 'The pier is closed.') => {
  await putFiles(workshop.seedsDir, { 'more.txt': text });
  return (await workshop.update()).generation;
};

beforeEach(async () => {
  workshop = await Workshop.with({ 'a.txt': 'The talks were long.' });
  await workshop.update();
  current = new CurrentGeneration(await workshop.open());
  faults = [];
  isBusy = false;
});
afterEach(() => {
  stop();
  current.close();
});

describe('what another process makes current', () => {
  test('is gone over to, each time, and told', async () => {
    const told: string[] = [];
    follow({ onGoneOver: ({ manifest }) => told.push(manifest.name) });
    const second = await buildMore();
    await expect.poll(nameOf).toBe(second);
    const third = await buildMore('The pier is open again.');
    await expect.poll(nameOf).toBe(third);
    expect(current.generation.documents).toHaveLength(2);
    expect(told).toEqual([second, third]);
    expect(faults).toEqual([]);
  });

  test('is told once when it cannot be opened, and the one before answers on', async () => {
    const first = nameOf();
    const broken = await buildMore();
    await writeFile(join((await currentOf(workshop.indexDir)).folder, 'index.sqlite'), 'nothing');
    follow();
    await expect.poll(() => faults).toHaveLength(1);
    await setTimeout(LOOKS_MS);
    expect(faults).toEqual([`${broken}: index.sqlite is not what was written`]);
    expect(nameOf()).toBe(first);
    expect(current.generation.countPassages()).toBe(1);
    const mended = await buildMore('The pier is open again.');
    await expect.poll(nameOf).toBe(mended);
  });

  test('is left alone when it is of other documents or another model', async () => {
    const first = nameOf();
    await buildMore();
    follow({ fits: () => false });
    await expect.poll(() => faults).toHaveLength(1);
    await setTimeout(LOOKS_MS);
    expect(faults).toHaveLength(1);
    expect(nameOf()).toBe(first);
  });

  test('waits while this process changes the index itself, and is left after the end', async () => {
    const first = nameOf();
    isBusy = true;
    follow();
    const second = await buildMore();
    await setTimeout(LOOKS_MS);
    expect(nameOf()).toBe(first);
    isBusy = false;
    await expect.poll(nameOf).toBe(second);
    stop();
    await buildMore('The pier is open again.');
    await setTimeout(LOOKS_MS);
    expect(nameOf()).toBe(second);
  });
});
