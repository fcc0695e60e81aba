import { ok } from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { replySchema, requestSchema } from '../../src/index/indexer-messages.js';
import { currentName } from '../../src/index/pointer.js';
import { openCurrent } from '../../src/index/store.js';
import { Workshop } from '../index/workshop.js';
import { temporaryFolder } from '../temporary-folder.js';
import { area } from './area.js';
import { anyString } from './texts.js';

const indexer = area('indexer');

const json = fc.jsonValue({ maxDepth: 4 });
const fields = (names: readonly string[]) =>
  fc.record(Object.fromEntries(names.map((name) => [name, json])), { requiredKeys: [] });
const message = fc.oneof(
  fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    maxDepth: 3,
  }),
  fc
    .tuple(
      fc.constantFrom('update', 'progress', 'done', 'refused', 'failed', '__proto__'),
      fields([
        'seedsDir',
        'full',
        'model',
        'progress',
        'report',
        'code',
        'message',
        'remedy',
        'exitCode',
        'stack',
      ]),
    )
    .map(([kind, rest]) => ({ kind, ...rest })),
);

indexer.holds('messages are understood or refused, and never thrown at', 0.8, message, (said) => {
  const parsed = [requestSchema.safeParse(said), replySchema.safeParse(said)];
  ok(parsed.every(({ success }) => typeof success === 'boolean'));
});

const workshop = await Workshop.with({
  'a.txt': 'The pier is closed. The ferry sails.',
  'b.txt': 'It rains.',
});
const { generation } = await workshop.update();
const built = join(workshop.indexDir, generation);
const files = new Map(
  await Promise.all(
    (await readdir(built)).map(async (file) => [file, await readFile(join(built, file))] as const),
  ),
);
const pointer = await readFile(join(workshop.indexDir, 'CURRENT'));
const folder = await temporaryFolder();

/** The index again, with other bytes in one of its files. */
async function spoilt(file: string, change: (bytes: Buffer) => Buffer): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, generation), { recursive: true });
  const changed = (name: string, bytes: Buffer) =>
    name === file ? change(Buffer.from(bytes)) : bytes;
  for (const [name, bytes] of files)
    await writeFile(join(folder, generation, name), changed(name, bytes));
  await writeFile(join(folder, 'CURRENT'), changed('CURRENT', pointer));
}

async function opens(): Promise<void> {
  await currentName(folder);
  const opened = await openCurrent(folder);
  if (opened.kind === 'damaged') ok(opened.why !== '');
  if (opened.kind !== 'open') return;
  ok(opened.generation.documents.length === 2);
  opened.generation.close();
}

const edit = fc.oneof(
  fc.tuple(fc.nat(), fc.nat(7)).map(([at, bit]) => (bytes: Buffer) => {
    const place = at % Math.max(1, bytes.length);
    if (bytes.length > 0) bytes[place] = (bytes[place] as number) ^ (1 << bit);
    return bytes;
  }),
  fc.nat(5_000).map((length) => (bytes: Buffer) => bytes.subarray(0, length)),
  fc.uint8Array({ maxLength: 60 }).map((more) => (bytes: Buffer) => Buffer.concat([bytes, more])),
);

indexer.holds(
  'an index with any byte changed is as it was, or damaged',
  0.1,
  fc.tuple(fc.constantFrom('CURRENT', ...files.keys()), edit),
  async ([file, change]) => {
    await spoilt(file, change);
    await opens();
  },
);

const name = fc.oneof(
  fc.constantFrom(generation, '..', '.', '../x', 'x', '/etc', `${generation}/`),
  anyString(3),
);
const CURRENT = fc.oneof(
  fc
    .record(
      { generation: fc.oneof(name, json), indexSha256: fc.oneof(anyString(2), json) },
      { requiredKeys: [] },
    )
    .map((each) => JSON.stringify(each)),
  anyString(6),
  fc.constantFrom('[', '{"a":').chain((part) => fc.nat(50_000).map((n) => part.repeat(n))),
);
indexer.holds('CURRENT may say anything', 0.1, CURRENT, async (text) => {
  await spoilt('CURRENT', () => Buffer.from(text));
  await opens();
});
