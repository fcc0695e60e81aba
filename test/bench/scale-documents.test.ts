import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { changeTen, layOut, stepFor } from '../../bench/scale-documents.js';
import { parted, questionsOf, wordDropper } from '../../bench/scale-questions.js';
import { temporaryFolder } from '../temporary-folder.js';

const ROUNDS = 3;
const SOURCES = Array.from(
  { length: 40 },
  (_, i) => `${i % 2 ? 'odd' : 'even'}/${100 + i}.txt`,
).sort();
const textOf = (source: string) =>
  ['One', 'Two', 'Three', 'Four'].map((word) => `${word} of ${source}.`).join('\n\n');

async function folders() {
  const from = await temporaryFolder();
  for (const folder of ['odd', 'even']) await mkdir(join(from, folder));
  for (const source of SOURCES) await writeFile(join(from, source), textOf(source));
  const to = join(await temporaryFolder(), 'laid-out');
  await layOut(from, SOURCES, to);
  return { from, to };
}

async function contentsOf(folder: string): Promise<Map<string, string>> {
  const names = await readdir(folder, { recursive: true });
  const files = names.filter((name) => name.endsWith('.txt')).sort();
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
  return new Map(files.map((name, i) => [name, texts[i] as string]));
}

describe('a round of changes', () => {
  it('edits four documents, adds two, removes two and renames two', async () => {
    const { to } = await folders();
    const before = await contentsOf(to);
    const names = await changeTen(to, SOURCES, 0, ROUNDS);
    const after = await contentsOf(to);
    expect(names).toEqual([...after.keys()]);
    const gone = SOURCES.filter((source) => !after.has(source));
    const come = names.filter((name) => !before.has(name));
    const edited = SOURCES.filter(
      (name) => after.has(name) && after.get(name) !== before.get(name),
    );
    const renamed = come.filter((name) => [...before.values()].includes(after.get(name) as string));
    expect([gone, come, edited, renamed].map(({ length }) => length)).toEqual([4, 4, 4, 2]);
  });

  it('never writes into the documents that were laid out, which may be links', async () => {
    const { from, to } = await folders();
    let names: readonly string[] = SOURCES;
    for (let round = 0; round < ROUNDS; round++) names = await changeTen(to, names, round, ROUNDS);
    expect([...(await contentsOf(from))]).toEqual(SOURCES.map((name) => [name, textOf(name)]));
  });

  it('is the same at every run', async () => {
    const [one, other] = [await folders(), await folders()];
    for (const { to } of [one, other]) await changeTen(to, SOURCES, 1, ROUNDS);
    expect(await contentsOf(one.to)).toEqual(await contentsOf(other.to));
  });

  it('is refused where there are too few documents', async () => {
    await expect(changeTen('nowhere', SOURCES.slice(0, 20), 0, ROUNDS)).rejects.toThrow('only 20');
  });
});

describe('a share of the documents', () => {
  it('is every so many-th, and more of a small folder, so that there is something to change', () => {
    expect([14_336, 1_434, 300, 10].map((count) => stepFor(count, 100))).toEqual([100, 35, 7, 1]);
    expect(stepFor(14_336, 1)).toBe(1);
  });
});

describe('questions', () => {
  it('are the sentences of the documents that end in a question mark, each wording once', async () => {
    const folder = await temporaryFolder();
    const asks = 'Will the harbour  stay open over the winter?';
    await writeFile(join(folder, 'a.txt'), `It rained on Monday. ${asks} Nobody knew.\n\nWhy?\n`);
    await writeFile(join(folder, 'b.txt'), `${asks}\n\nWho paid for all of the new lamps?\n`);
    const { written } = await questionsOf(folder, { warmUp: 0, questions: 9 }, 10_000);
    expect(written).toEqual([
      'Will the harbour stay open over the winter?',
      'Who paid for all of the new lamps?',
    ]);
  });

  it('have one use each, and as many with words dropped', () => {
    const found = Array.from({ length: 100 }, (_, i) => `Is the number of this question ${i}?`);
    const { warmUp, written, dropped, others } = parted(found, { warmUp: 10, questions: 30 });
    expect([warmUp.length, written.length, dropped.length, others.length]).toEqual([
      10, 30, 30, 120,
    ]);
    expect(new Set([...warmUp, ...written, ...others.slice(0, 60)])).toEqual(new Set(found));
  });

  it('are asked again where there are no others', () => {
    const found = ['Is this the only question there is?'];
    const { written, dropped, others } = parted(found, { warmUp: 10, questions: 30 });
    expect(written).toEqual(found);
    expect(others).toEqual([...written, ...dropped]);
  });

  it('lose the same words at every run, in order, and keep four', () => {
    const question = 'When will the council of the town decide on the new bridge?';
    const drop = wordDropper(7);
    const shortened = Array.from({ length: 50 }, () => drop(question));
    const again = wordDropper(7);
    expect(Array.from({ length: 50 }, () => again(question))).toEqual(shortened);
    for (const text of shortened) {
      expect(text.endsWith('?')).toBe(true);
      expect(text.split(' ').length).toBeGreaterThanOrEqual(4);
      const rest = question.replace('?', '').split(' ');
      for (const word of text.replace('?', '').split(' ')) {
        expect(rest).toContain(word);
        rest.splice(0, rest.indexOf(word) + 1);
      }
    }
    const words = shortened.join(' ').split(' ').length;
    expect(words / (50 * 12)).toBeGreaterThan(0.6);
    expect(words / (50 * 12)).toBeLessThan(0.8);
  });
});
