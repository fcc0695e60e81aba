import { execFileSync } from 'node:child_process';
import { cp, mkdir, readFile, rm, statfs, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { generationsIn, openCurrent } from '../../src/index/store.js';
import { IS_LONG } from '../long.js';
import { temporaryFolder } from '../temporary-folder.js';
import { Stand } from './durability/stand.js';
import { currentOf } from './tamper.js';
import { FIRST_VECTORS } from './workshop.js';

const LIMIT_MS = IS_LONG ? 3_600_000 : 60_000;
const KB = 1024;

let stand: Stand;
/** An index with what was before and, current, what was to be; the two share no file. */
let built: string;
/** The same where the files with the vectors are links of one. */
let linked: string;

beforeAll(async () => {
  stand = await Stand.with(3);
  built = await stand.copy();
  linked = await stand.copy();
  expect((await stand.run(built, { what: 'full' })).report).toBeDefined();
  expect((await stand.run(linked)).report).toBeDefined();
});

/** Bits turned at a place, one of the file's bytes. */
const flip = (place: (size: number) => number) => async (path: string) => {
  const bytes = await readFile(path);
  const at = Math.min(place(bytes.length), bytes.length - 1);
  bytes[at] = (bytes[at] as number) ^ (1 << Math.floor(Math.random() * 8));
  await writeFile(path, bytes);
};
const random = flip((size) => Math.floor(Math.random() * size));
const DAMAGES: [string, (path: string) => Promise<unknown>][] = [
  ['has a bit turned at its head', flip(() => 0)],
  ['has a bit turned in its middle', flip((size) => size >> 1)],
  ['has a bit turned at its tail', flip((size) => size - 1)],
  ...Array.from({ length: IS_LONG ? 100 : 2 }, (): (typeof DAMAGES)[number] => [
    'has a bit turned somewhere',
    random,
  ]),
  ['is cut', async (path) => truncate(path, (await readFile(path)).length >> 1)],
  ['is emptied', (path) => truncate(path, 0)],
  ['is gone', (path) => rm(path)],
];

describe.each(['index.sqlite', 'documents.json', FIRST_VECTORS, 'generation.json'])(
  'a generation whose %s',
  (file) => {
    test.each(DAMAGES)(
      '%s is not used: the one before is, and the next run mends it',
      async (_, damage) => {
        const indexDir = await stand.copy({ of: built });
        await damage(join((await currentOf(indexDir)).folder, file));
        const opened = await openCurrent(indexDir);
        if (opened.kind !== 'open') throw new Error(`the index is ${opened.kind}`);
        expect(opened.fallback).toContain(file);
        expect(stand.expectShown(opened.generation)).toBe('before');
        await stand.expectMended(indexDir);
      },
    );
  },
);

test.each(DAMAGES)('a pointer that %s loses nothing', async (_, damage) => {
  const indexDir = await stand.copy({ of: built });
  await damage(join(indexDir, 'CURRENT'));
  const opened = await openCurrent(indexDir);
  if (opened.kind !== 'open') throw new Error(`the index is ${opened.kind}`);
  expect(stand.expectShown(opened.generation)).toBe('after');
  await stand.expectMended(indexDir);
});

test('with every file of every generation damaged, the index is built anew', async () => {
  for (const file of ['index.sqlite', 'documents.json', FIRST_VECTORS, 'generation.json']) {
    const indexDir = await stand.copy({ of: built });
    const { folder } = await currentOf(indexDir);
    await flip((size) => size >> 1)(join(folder, file));
    const older = await openCurrent(indexDir);
    if (older.kind !== 'open') throw new Error('there is no older one');
    older.generation.close();
    await flip((size) => size >> 1)(join(older.generation.folder, file));
    expect(await openCurrent(indexDir)).toMatchObject({ kind: 'damaged' });
    await stand.expectMended(indexDir);
  }
});

test('a file that both generations are linked to is damaged in both, and built anew', async () => {
  const indexDir = await stand.copy({ of: linked });
  const { folder } = await currentOf(indexDir);
  const path = join(folder, FIRST_VECTORS);
  await random(path);
  for (const name of await generationsIn(indexDir))
    if (join(indexDir, name) !== folder) await cp(path, join(join(indexDir, name), FIRST_VECTORS));
  expect(await openCurrent(indexDir)).toMatchObject({
    kind: 'damaged',
    why: expect.stringContaining('.hnsw'),
  });
  await stand.expectMended(indexDir);
});

/** Why no disk of a test's own can be made; `undefined` when one can. */
function whyNoDisk(): string | undefined {
  if (process.platform !== 'linux') return 'only Linux makes disks in memory';
  if (process.getuid?.() !== 0) return 'only root may mount one';
  try {
    execFileSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], {
      stdio: 'ignore',
    });
    return undefined;
  } catch {
    return 'nothing may be mounted here';
  }
}

const whyNot = whyNoDisk();

describe.skipIf(whyNot !== undefined)(`a small disk (${whyNot ?? 'mounted'})`, () => {
  /** Runs `work` with a disk of 4 MB. */
  async function withDisk(work: (disk: string) => Promise<void>): Promise<void> {
    const disk = join(await temporaryFolder(), 'disk');
    await mkdir(disk);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk]);
    try {
      await work(disk);
    } finally {
      execFileSync('umount', ['--lazy', disk]);
    }
  }

  test(
    'that is full at any point of a run keeps what was, and says so',
    async () => {
      await withDisk(async (disk) => {
        const rooms = IS_LONG ? Array.from({ length: 80 }, (_, i) => i * 4) : [0, 24, 80, 140];
        const outcomes = new Set<string>();
        for (const room of rooms) {
          const indexDir = await stand.copy({ to: disk });
          const { bavail, bsize } = await statfs(disk);
          const ballast = join(disk, 'ballast');
          await writeFile(ballast, Buffer.alloc(bavail * bsize - room * KB, 1));
          const { code, fault, report, stderr } = await stand.run(indexDir);
          expect(code, stderr).toBe(0);
          if (report === undefined)
            expect(fault, `${room} KB`).toMatchObject({ name: 'VerbatimError', code: 'index' });
          const found = await stand.expectWhole(indexDir);
          expect(found, `${room} KB`).toBe(report === undefined ? 'before' : 'after');
          outcomes.add(found);
          await rm(ballast);
          await stand.expectMended(indexDir);
        }
        expect(outcomes).toContain('before');
      });
    },
    LIMIT_MS,
  );

  test('that is read-only answers as it was, and a run says what is wrong', async () => {
    await withDisk(async (disk) => {
      const indexDir = await stand.copy({ to: disk });
      execFileSync('mount', ['-o', 'remount,ro', disk]);
      const { code, fault } = await stand.run(indexDir);
      expect(code).toBe(0);
      expect(fault).toMatchObject({
        name: 'VerbatimError',
        code: 'index',
        message: expect.stringMatching(/cannot be written/),
      });
      expect(await stand.expectWhole(indexDir)).toBe('before');
      execFileSync('mount', ['-o', 'remount,rw', disk]);
      await stand.expectMended(indexDir);
    });
  });
});
