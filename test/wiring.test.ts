import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, describe, expect, test } from 'vitest';
import { readConfig } from '../src/config.js';
import { openVerbatim, type Verbatim } from '../src/wiring.js';
import { documentsFolder, putFiles } from './documents-folder.js';
import { temporaryFolder } from './temporary-folder.js';

const QUESTION = { text: 'Who led the expedition to the glacier?' };
const opened: Verbatim[] = [];

afterEach(async () => {
  for (const verbatim of opened.splice(0)) await verbatim.close();
});

/** As several processes of one bot open the same folders. */
async function open(seeds: string, embeddings: string): Promise<Verbatim> {
  const config = readConfig({ SEEDS_DIR: seeds, EMBEDDINGS_DIR: embeddings });
  const verbatim = await openVerbatim(config, pino({ level: 'silent' }));
  opened.push(verbatim);
  return verbatim;
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
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    expect(sourcesOf(here)).toEqual(['a.txt']);
    expect((await here.service.ask({ text: 'Is the pier closed?' })).citations).toHaveLength(1);
  });
});
