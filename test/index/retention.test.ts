import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { withIndexLock } from '../../src/index/lock.js';
import { tidy } from '../../src/index/retention.js';
import { generationsIn } from '../../src/index/store.js';
import { putFiles } from '../documents-folder.js';
import { currentOf, flipByte } from './tamper.js';
import { contentsOf, Workshop } from './workshop.js';

let workshop: Workshop;
const generations = () => generationsIn(workshop.indexDir);
const pathOf = (name: string) => join(workshop.indexDir, name);
/** Builds one more generation. */
const build = async (keepGenerations?: number): Promise<string> => {
  const name = `${(await generations()).length}-${Math.random()}.txt`;
  await putFiles(workshop.seedsDir, { [name]: `The pier is closed on day ${name}.` });
  return (await workshop.update({ keepGenerations })).generation;
};

beforeEach(async () => {
  workshop = await Workshop.with({ 'a.txt': 'The talks were long.' });
});

describe('after a build', () => {
  test('two generations stay when nothing is said, and as many as are asked for', async () => {
    const names: string[] = [];
    for (let i = 0; i < 4; i++) names.unshift(await build());
    expect(await generations()).toEqual(names.slice(0, 2));
    for (let i = 0; i < 3; i++) names.unshift(await build(4));
    expect(await generations()).toEqual(names.slice(0, 4));
  });

  test('a generation that is read here stays past its time, and goes when it is not', async () => {
    const first = await build(1);
    const second = await build(1);
    // `update` compares with the first one, and has it open while it builds the second.
    expect(await generations()).toEqual([second, first]);
    await tidy(workshop.indexDir, { keepGenerations: 1, inUse: [second, first] });
    expect(await generations()).toEqual([second, first]);
    await tidy(workshop.indexDir, { keepGenerations: 1, inUse: [second] });
    expect(await generations()).toEqual([second]);
  });

  test('a generation whose files are removed goes on answering whoever reads it', async () => {
    await build();
    const read = await workshop.open();
    const before = contentsOf(read);
    await rm(pathOf(read.manifest.name), { recursive: true });
    expect(contentsOf(read)).toEqual(before);
    expect(read.matchWords(['pier'], 1)).toHaveLength(1);
  });
});

describe('what an abandoned build has left', () => {
  const LEFT = ['building-20200101T000000-abcdef', 'CURRENT.20200101T000000-abcdef'];
  const leave = async () => {
    await mkdir(pathOf(LEFT[0] as string));
    await writeFile(pathOf(LEFT[1] as string), '{');
    for (const name of ['building-plans', 'CURRENT.bak']) await writeFile(pathOf(name), '');
  };

  test('is removed by a run that has nothing else to do; files of others stay', async () => {
    await build();
    await leave();
    expect(await workshop.update()).toMatchObject({ changed: false });
    const entries = await workshop.entries();
    expect(entries).toEqual(expect.arrayContaining(['building-plans', 'CURRENT.bak']));
    for (const name of LEFT) expect(entries).not.toContain(name);
  });

  test('is left alone while another process builds', async () => {
    await build();
    await leave();
    await withIndexLock(workshop.indexDir, () => tidy(workshop.indexDir, {}));
    expect(await workshop.entries()).toEqual(expect.arrayContaining(LEFT));
  });
});

test('nothing is removed while nobody knows which generation is current', async () => {
  await build();
  await build();
  await writeFile((await currentOf(workshop.indexDir)).pointer, '{');
  const before = await generations();
  await tidy(workshop.indexDir, { keepGenerations: 1 });
  expect(await generations()).toEqual(before);
});

test('damaged generations go once another is current, whole ones stay', async () => {
  const names: string[] = [];
  for (let i = 0; i < 4; i++) names.unshift(await build(4));
  const [fourth = '', third = '', second = '', first = ''] = names;
  for (const name of [fourth, second]) await flipByte(join(pathOf(name), 'index.sqlite'), () => 99);
  const { generation } = await workshop.update({ keepGenerations: 4 });
  expect(await generations()).toEqual([generation, third, first]);
});
