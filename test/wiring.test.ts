import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pino } from 'pino';
import { afterEach, describe, expect, test } from 'vitest';
import { readConfig } from '../src/config.js';
import { currentName } from '../src/index/pointer.js';
import type { IndexReport } from '../src/index/report.js';
import { generationsIn } from '../src/index/store.js';
import type { Opening } from '../src/opening.js';
import { openVerbatim, type Verbatim } from '../src/wiring.js';
import { indexHere } from './bundled-embedder.js';
import { documentsFolder, putFiles } from './documents-folder.js';
import { currentOf, flipByte } from './index/tamper.js';
import { FIRST_VECTORS } from './index/workshop.js';
import { temporaryFolder } from './temporary-folder.js';

const QUESTION = { text: 'Who led the expedition to the glacier?' };
const opened: Verbatim[] = [];

afterEach(async () => {
  for (const verbatim of opened.splice(0)) await verbatim.close();
});

/** As several processes of one bot open the same folders. */
async function open(
  seeds: string,
  embeddings: string,
  { keep = '2', ...opening }: Opening & { keep?: string } = {},
): Promise<Verbatim> {
  const folders = { SEEDS_DIR: seeds, EMBEDDINGS_DIR: embeddings, KEEP_GENERATIONS: keep };
  const verbatim = await openVerbatim(readConfig(folders), pino({ level: 'silent' }), opening);
  opened.push(verbatim);
  return verbatim;
}

/** The report of a run that nobody cancels. */
async function reindexed(verbatim: Verbatim): Promise<IndexReport> {
  const outcome = await verbatim.reindex();
  if (outcome.kind === 'cancelled') throw new Error('the run was cancelled');
  return outcome.report;
}

const sourcesOf = ({ service }: Verbatim) => service.documents().map(({ source }) => source);

describe('two processes on the same folders', () => {
  test('answer from what either of them has indexed, a few seconds later', async () => {
    const seeds = await documentsFolder({
      'pier.txt': 'The eastern pier is closed to all ferries.\n',
    });
    const embeddings = await temporaryFolder();
    const first = await open(seeds, embeddings);
    const second = await open(seeds, embeddings);
    expect((await second.service.ask(QUESTION)).kind).not.toBe('quoted');

    await putFiles(seeds, { 'ice.txt': 'Ada Lindqvist led the expedition to the glacier.\n' });
    await first.reindex();
    await expect
      .poll(() => second.service.about().generation, { timeout: 10_000 })
      .toBe(first.service.about().generation);
    const { kind, citations } = await second.service.ask(QUESTION);
    expect([kind, citations[0]?.document.source]).toEqual(['quoted', 'ice.txt']);

    await rm(join(seeds, 'pier.txt'));
    await second.reindex();
    await expect.poll(() => sourcesOf(first), { timeout: 10_000 }).toEqual(['ice.txt']);
  });

  test('keep to their own documents when one of them is given others', async () => {
    const embeddings = await temporaryFolder();
    const here = await open(
      await documentsFolder({ 'a.txt': 'The pier is closed.\n' }),
      embeddings,
    );
    const there = await documentsFolder({ 'b.txt': 'The lamp is lit at dusk.\n' });
    await open(there, embeddings);
    // Longer than from one look to the next.
    await setTimeout(4_000);
    expect(sourcesOf(here)).toEqual(['a.txt']);
    expect((await here.service.ask({ text: 'Is the pier closed?' })).citations).toHaveLength(1);
  });
});

const PIER = { 'pier.txt': 'The eastern pier is closed to all ferries.\n' };
const ICE = { 'ice.txt': 'Ada Lindqvist led the expedition to the glacier.\n' };

describe('a rollback of the running program', () => {
  test('answers as before, and other processes go over to it, too', async () => {
    const seeds = await documentsFolder({ ...PIER, 'questions.yaml': `- ${QUESTION.text}\n` });
    const embeddings = await temporaryFolder();
    const first = await open(seeds, embeddings);
    const second = await open(seeds, embeddings);
    const before = second.service.about().generation;
    await putFiles(seeds, ICE);
    const report = await reindexed(first);
    expect((await first.service.ask(QUESTION)).kind).toBe('quoted');

    const done = await first.rollback();
    expect(done).toMatchObject({ from: report.generation, to: before, documents: 1, passages: 1 });
    expect(done.moved.map(({ question }) => question)).toEqual([QUESTION.text]);
    expect((await first.service.ask(QUESTION)).kind).not.toBe('quoted');
    await expect.poll(() => second.service.about().generation, { timeout: 10_000 }).toBe(before);

    const third = await open(seeds, embeddings);
    expect(third.opened).toMatchObject({ heldBack: true, generation: before });
    expect(await reindexed(third)).toMatchObject({ generation: report.generation });
    await expect(first.rollback()).resolves.toMatchObject({ to: before });
    await expect(first.rollback()).rejects.toMatchObject({ code: 'no-earlier-index' });
  });
});

describe('an index that is damaged', () => {
  test('is answered from as it was before, at once, and mended meanwhile', async () => {
    const seeds = await documentsFolder(PIER);
    const embeddings = await temporaryFolder();
    const indexDir = join(embeddings, 'index');
    const { generation } = await indexHere(seeds, embeddings);
    await putFiles(seeds, ICE);
    await indexHere(seeds, embeddings);
    await flipByte(join((await currentOf(indexDir)).folder, 'index.sqlite'), () => 100);

    const verbatim = await open(seeds, embeddings, { mendsLater: true });
    expect(verbatim.opened.fallback).toBe('index.sqlite is not what was written');
    expect(verbatim.service.about().generation).toBe(generation);
    expect((await verbatim.service.ask({ text: 'Is the pier closed?' })).citations).toHaveLength(1);
    await expect
      .poll(() => sourcesOf(verbatim), { timeout: 10_000 })
      .toEqual(['ice.txt', 'pier.txt']);
  });
});

describe('a file of vectors that is damaged', () => {
  test('is noticed when a re-index has taken it over, and everything is built anew', async () => {
    const seeds = await documentsFolder(PIER);
    const embeddings = await temporaryFolder();
    const verbatim = await open(seeds, embeddings);
    const { folder } = await currentOf(join(embeddings, 'index'));
    await flipByte(join(folder, FIRST_VECTORS), () => 100);
    await putFiles(seeds, ICE);
    const report = await reindexed(verbatim);
    expect(report).toMatchObject({ rebuilt: expect.stringContaining('.hnsw'), changed: true });
    const { kind, citations } = await verbatim.service.ask(QUESTION);
    expect([kind, citations[0]?.document.source]).toEqual(['quoted', 'ice.txt']);
  });
});

test('a run that is cancelled when its index is current already finishes', async () => {
  const seeds = await documentsFolder(PIER);
  const embeddings = await temporaryFolder();
  const indexDir = join(embeddings, 'index');
  const verbatim = await open(seeds, embeddings, { keep: '1' });
  const before = await currentName(indexDir);
  await putFiles(seeds, ICE);
  const running = verbatim.reindex();
  while ((await currentName(indexDir)) === before) await setTimeout(1);
  // The process that indexes may not have said so yet: whether it has, the outcome is the same.
  verbatim.cancelReindex();
  expect(await running).toMatchObject({ kind: 'finished', report: { added: ['ice.txt'] } });
  expect(verbatim.service.about().generation).toBe(await currentName(indexDir));
});

test('with one generation kept, the one before goes after its last reader', async () => {
  const seeds = await documentsFolder(PIER);
  const embeddings = await temporaryFolder();
  const verbatim = await open(seeds, embeddings, { keep: '1' });
  await putFiles(seeds, ICE);
  let finish = () => {};
  const reading = verbatim.lend(
    () =>
      new Promise((resolve) => {
        finish = resolve;
      }),
  );
  const before = verbatim.service.about().generation;
  const report = await reindexed(verbatim);
  const names = () => generationsIn(join(embeddings, 'index'));
  expect(await names()).toEqual([report.generation, before]);
  finish();
  await reading;
  await expect.poll(names).toEqual([report.generation]);
});
