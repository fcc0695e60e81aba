import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { replySchema, requestSchema } from '../../src/index/indexer-messages.js';
import { openCurrent } from '../../src/index/store.js';
import { contentsOf, Workshop } from '../index/workshop.js';
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
const original = contentsOf(await workshop.open());
const built = join(workshop.indexDir, generation);
const files = new Map(
  await Promise.all(
    (await readdir(built)).map(async (file) => [file, await readFile(join(built, file))] as const),
  ),
);
const pointer = await readFile(join(workshop.indexDir, 'CURRENT'));
const folder = await temporaryFolder();

/** The index again, but for one of its files. */
async function spoilt(file: string, bytes: Buffer): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, generation), { recursive: true });
  for (const [name, before] of files)
    await writeFile(join(folder, generation, name), name === file ? bytes : before);
  await writeFile(join(folder, 'CURRENT'), file === 'CURRENT' ? bytes : pointer);
}

async function opensAsItWas(): Promise<void> {
  const opened = await openCurrent(folder);
  ok(opened.kind === 'open', JSON.stringify(opened));
  try {
    deepStrictEqual(contentsOf(opened.generation), original);
  } finally {
    opened.generation.close();
  }
}

async function isDamaged(): Promise<void> {
  const opened = await openCurrent(folder);
  if (opened.kind === 'open') opened.generation.close();
  strictEqual(opened.kind, 'damaged');
  ok(opened.why !== '');
}

/** Whether nobody could read anything else from it: white space in JSON says nothing. */
function saysTheSame(file: string, bytes: Buffer): boolean {
  const before = files.get(file) as Buffer;
  if (bytes.equals(before)) return true;
  try {
    return (
      file.endsWith('.json') &&
      isDeepStrictEqual(JSON.parse(bytes.toString()), JSON.parse(before.toString()))
    );
  } catch {
    return false;
  }
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
  'an index with any byte changed is damaged',
  0.08,
  fc.tuple(fc.constantFrom(...files.keys()), edit),
  async ([file, change]) => {
    const bytes = change(Buffer.from(files.get(file) as Buffer));
    await spoilt(file, bytes);
    await (saysTheSame(file, bytes) ? opensAsItWas() : isDamaged());
  },
);

indexer.holds('an index is as it was, whatever happened to CURRENT', 0.02, edit, async (change) => {
  await spoilt('CURRENT', change(Buffer.from(pointer)));
  await opensAsItWas();
});

const name = fc.oneof(
  fc.constantFrom(generation, '..', '.', '../x', 'x', '/etc', `${generation}/`),
  anyString(3),
);
const leftBehind = fc.array(
  fc.record({ generation: name, documents: fc.oneof(anyString(2), json) }),
  { maxLength: 3 },
);
const CURRENT = fc.oneof(
  fc
    .record(
      { generation: fc.oneof(name, json), rolledBackFrom: fc.oneof(leftBehind, json) },
      { requiredKeys: [] },
    )
    .map((each) => JSON.stringify(each)),
  anyString(6),
  fc.constantFrom('[', '{"a":').chain((part) => fc.nat(50_000).map((n) => part.repeat(n))),
);
indexer.holds('CURRENT may say anything', 0.1, CURRENT, async (text) => {
  await spoilt('CURRENT', Buffer.from(text));
  await opensAsItWas();
});
