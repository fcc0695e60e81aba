import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Answer } from '../../src/answer/answer.js';
import { Answerer } from '../../src/answer/service.js';
import { BUNDLED } from '../../src/config.js';
import { CurrentGeneration } from '../../src/index/current.js';
import type { Generation } from '../../src/index/generation.js';
import { type RankerWeights, readWeights } from '../../src/retrieval/ranker.js';
import { atEndOfTest } from '../at-end.js';
import { putFiles } from '../documents-folder.js';
import { IS_LONG } from '../long.js';
import { contentsOf, Workshop } from './workshop.js';

/** Sentences with names, titles, figures and hyphens, of which documents are made. */
const SENTENCES = [
  'Minister Ada Okafor said the eastern pier is closed to all ferries.',
  'Okafor told reporters that the timbers of the pier are rotten.',
  'Professor Lindqvist led the expedition to the glacier in 2019.',
  'The cease-fire was signed by General Tomas Hale and by the U.S. envoy.',
  'She asked for 1,500 tons of timber, which cost 40 million crowns.',
  'The harbour master, Ilse Brandt, wants the pier rebuilt before winter.',
  'Nobody on the council opposed the plan, though Brandt had doubts.',
  'A second glacier melted faster than Lindqvist had expected.',
  '"We will rebuild," Hale said, "and we will rebuild together."',
  'Timber prices rose by 12.5 percent after the storm.',
];
const QUESTIONS = [
  'Who said that the pier is closed?',
  'What did Okafor tell reporters?',
  'How much did the timber cost?',
  'what happened to the glacer',
  'Who signed the ceasefire?',
  'Did Brandt have doubts about rebuilding?',
];

// The last two are the other way round to whoever compares bytes of UTF-8.
const NAMES = ['a.txt', 'b.txt', 'deep/d.txt', 'deep/e.md', '\u{1f600}.txt', '\uff5e.txt'];
const name = fc.constantFrom(...NAMES);
const content = fc
  .array(fc.array(fc.constantFrom(...SENTENCES), { minLength: 1, maxLength: 4 }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((paragraphs) => paragraphs.map((sentences) => sentences.join(' ')).join('\n\n'));
type Step =
  | { readonly kind: 'write'; readonly name: string; readonly content: string }
  | { readonly kind: 'delete'; readonly name: string }
  | { readonly kind: 'rename'; readonly name: string; readonly to: string };
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('write' as const), name, content }) },
  fc.record({ kind: fc.constant('delete' as const), name }),
  fc.record({ kind: fc.constant('rename' as const), name, to: name }),
);

async function take(seedsDir: string, step: Step): Promise<void> {
  if (step.kind === 'write') return putFiles(seedsDir, { [step.name]: step.content });
  const path = join(seedsDir, step.name);
  // What is not there stays away.
  if (step.kind === 'delete') return rm(path, { force: true });
  await rename(path, join(seedsDir, step.to)).catch(() => undefined);
}

let weights: RankerWeights;
beforeAll(async () => {
  weights = await readWeights(BUNDLED.ranker);
});

/** What questions are answered, with every score; and what is known of words and people. */
async function saysOf(generation: Generation, { embedder }: Workshop) {
  const current = new CurrentGeneration(generation);
  const service = new Answerer({ current, embedder, weights, onFault: expect.unreachable });
  const answers: Omit<Answer, 'tookMs'>[] = [];
  for (const question of QUESTIONS) {
    const { tookMs, ...answer } = await service.ask({ text: question });
    answers.push(answer);
  }
  const named = (id: number) => {
    const { document, start } = generation.passage(id);
    return `${generation.document(document).info.source} ${start}`;
  };
  const words = ['pier', 'glacier', 'timber', 'okafor', 'ceasefire', '1500'];
  return {
    ...contentsOf(generation),
    answers,
    matches: generation
      .matchWords(words, 100)
      .map(({ passage, score }) => ({ passage: named(passage), score })),
    words: words.map((word) => generation.word(word)),
    similar: generation.similarWords('glacer', 20),
    people: generation.people.beginningWith('o').concat(generation.people.beginningWith('h')),
  };
}

describe('an index that was changed again and again', () => {
  const numRuns = IS_LONG ? 300 : 10;

  test('answers as a fresh one does, with the same scores', { timeout: 600_000 }, async () => {
    // A minute from now, files have been left alone for so long that not all are read again.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 });
    atEndOfTest(() => {
      vi.useRealTimers();
    });
    const ways = fc.record({
      first: fc.dictionary(name, content, { minKeys: 1, maxKeys: 6 }),
      rounds: fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), {
        minLength: 1,
        maxLength: 4,
      }),
    });
    await fc.assert(
      fc.asyncProperty(ways, async ({ first, rounds }) => {
        const workshop = await Workshop.with({ '0.txt': SENTENCES.join('\n\n'), ...first });
        await workshop.update();
        for (const steps of rounds) {
          for (const step of steps) await take(workshop.seedsDir, step);
          await workshop.update();
        }
        const changed = await saysOf(await workshop.open(), workshop);
        await workshop.update({ full: true });
        expect(changed).toEqual(await saysOf(await workshop.open(), workshop));
      }),
      { numRuns },
    );
  });

  test('keeps the vectors of what did not change, also before the first document', async () => {
    const workshop = await Workshop.with({ 'b.txt': SENTENCES.join('\n\n') });
    await workshop.update();
    await putFiles(workshop.seedsDir, { 'a.txt': SENTENCES[0] as string, 'c.txt': 'Another day.' });
    const { passages } = await workshop.update();
    expect(passages.reused).toBeGreaterThan(0);
    const { vectors, documents } = (await workshop.open()).manifest;
    expect(documents).toBe(3);
    expect(vectors.reduce((sum, { count }) => sum + count, 0)).toBe(passages.reused);
  });

  test('is left as it is by files that cannot be read, however many they are', async () => {
    const bad = Object.fromEntries(
      Array.from({ length: 80 }, (_, i) => [`bad${i}.txt`, Uint8Array.of(0x41, 0xff)]),
    );
    const workshop = await Workshop.with({ 'a.txt': SENTENCES.join('\n\n'), ...bad });
    const first = await workshop.update();
    expect(await workshop.update()).toMatchObject({
      changed: false,
      generation: first.generation,
      faults: { length: 80 },
    });
  });

  test('gives up as soon as there is too much, and embeds nothing twice', async () => {
    const workshop = await Workshop.with({ 'a.txt': SENTENCES.join('\n\n') });
    await workshop.update();
    const long = (name: string) =>
      Array.from({ length: 1_000 }, (_, i) => `${SENTENCES[i % 10]} ${name} ${i}.`).join('\n\n');
    const names = Array.from({ length: 10 }, (_, i) => `b${i}`);
    const files = Object.fromEntries(names.map((name) => [`${name}.txt`, long(name)]));
    await putFiles(workshop.seedsDir, files);
    workshop.embedder.embedded.length = 0;
    const { passages } = await workshop.update();
    expect(passages.total).toBeGreaterThan(1_024);
    const times = new Map<string, number>();
    for (const text of workshop.embedder.embedded) times.set(text, (times.get(text) ?? 0) + 1);
    // Some are embedded once more, to measure what is usual.
    expect([...times.values()].filter((count) => count > 1).length).toBeLessThanOrEqual(300);
    expect(Math.max(...times.values())).toBeLessThanOrEqual(2);
  });

  test('moves with its documents folder', async () => {
    const workshop = await Workshop.with({ 'a.txt': SENTENCES.join('\n\n') });
    await workshop.update();
    const moved = `${workshop.seedsDir}-moved`;
    await rename(workshop.seedsDir, moved);
    const report = await workshop.update({ seedsDir: moved });
    expect(report).toMatchObject({
      changed: true,
      unchanged: ['a.txt'],
      passages: { embedded: 0 },
    });
    expect((await workshop.open()).manifest.seedsDir).toBe(moved);
  });
});
