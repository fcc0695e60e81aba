import { execFileSync } from 'node:child_process';
import { chmod, mkdir, rename, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { EXIT, VerbatimError } from '../../src/errors.js';
import type { IndexProgress } from '../../src/index/report.js';
import { putFiles } from '../documents-folder.js';
import { HashingEmbedder } from './hashing-embedder.js';
import { alterManifest } from './tamper.js';
import { contentsOf, Workshop } from './workshop.js';

/** Long enough that no two paragraphs are joined to one passage. */
const paragraph = (about: string) =>
  `The ${about} was discussed by both delegations on Sunday in Geneva, where they had met in the morning, and it was discussed again in the evening, when they met for the second time that day.`;
const page = (...about: string[]) => about.map(paragraph).join('\n\n');

const DOCUMENTS = {
  'a.txt': page('border', 'army'),
  'b.md': `---\ntitle: Money\ndate: 2025-11-24\n---\n${page('money')}`,
  'deep/c.txt': page('harbour', 'railway', 'airport'),
};
const NOTHING = { added: [], updated: [], removed: [], unchanged: [], kept: [], faults: [] };
/** File modes mean nothing to root. */
const IS_ROOT = process.getuid?.() === 0;

describe('a first build', () => {
  test('is made of one passage beside hundreds that are all the same', async () => {
    const copies = Array.from({ length: 500 }, () => page('harbour')).join('\n\n');
    const workshop = await Workshop.with({ 'base.txt': page('river'), 'copies.txt': copies });
    const report = await workshop.update();
    expect(report.passages.total).toBeGreaterThan(400);
  });

  test('reports every document as added and can be opened with the same counts', async () => {
    const workshop = await Workshop.with(DOCUMENTS);
    const report = await workshop.update();
    expect(report).toMatchObject({
      ...NOTHING,
      changed: true,
      added: ['a.txt', 'b.md', 'deep/c.txt'],
      passages: { total: 6, embedded: 6, reused: 0 },
    });
    expect(report).not.toHaveProperty('rebuilt');
    const generation = await workshop.open();
    expect(generation.manifest).toMatchObject({
      name: report.generation,
      documents: 3,
      passages: 6,
      model: 'hashing',
      modelFingerprint: 'hashing-1',
      dimension: 64,
      seedsDir: workshop.seedsDir,
    });
    expect(generation.documents.map(({ info }) => info.source)).toEqual(report.added);
    expect(generation.find('b.md')?.info).toMatchObject({ title: 'Money', date: '2025-11-24' });
  });

  test('keeps the texts as they are and passages as spans of them', async () => {
    const workshop = await Workshop.with({
      'a.txt': `\uFEFFCafe\u0301 👩‍👩‍👧‍👦.\r\n\r\n${page('border')}\r\n`,
    });
    await workshop.update();
    const generation = await workshop.open();
    const text = generation.verifiedText('a.txt') as string;
    expect(text).toBe(`\uFEFFCafe\u0301 👩‍👩‍👧‍👦.\r\n\r\n${page('border')}\r\n`);
    const passages = generation.passagesOf(generation.documents[0]?.id as number);
    const quoted = passages.flatMap(({ sentences }) =>
      sentences.map(({ start, end }) => text.slice(start, end)),
    );
    expect(quoted).toEqual(['Cafe\u0301 👩‍👩‍👧‍👦.', page('border')]);
  });

  test('measures how alike its passages are, so that a likeness can be told from the usual', async () => {
    const workshop = await Workshop.with(DOCUMENTS);
    await workshop.update();
    const generation = await workshop.open();
    const vectors = generation.documents
      .flatMap(({ id }) => generation.passagesOf(id))
      .map(({ id }) => generation.vector(id));
    const cosines = vectors.flatMap((a, i) =>
      vectors.slice(i + 1).map((b) => a.reduce((sum, x, k) => sum + x * (b[k] as number), 0)),
    );
    const mean = cosines.reduce((sum, x) => sum + x, 0) / cosines.length;
    const variance = cosines.reduce((sum, x) => sum + (x - mean) ** 2, 0) / cosines.length;
    const { passageSimilarity } = generation.manifest;
    expect(cosines).toHaveLength(15);
    expect(passageSimilarity.mean).toBeCloseTo(mean, 5);
    expect(passageSimilarity.deviation).toBeCloseTo(Math.sqrt(variance), 5);
  });

  test('has nothing to compare with a single passage', async () => {
    const workshop = await Workshop.with({ 'a.txt': paragraph('border') });
    await workshop.update();
    const { manifest } = await workshop.open();
    expect(manifest.passageSimilarity).toEqual({ mean: 0, deviation: 1 });
  });

  test('tells how far it is, phase by phase, never beyond the total', async () => {
    const workshop = await Workshop.with(DOCUMENTS);
    const progress: IndexProgress[] = [];
    await workshop.update({ onProgress: (step) => progress.push(step) });
    const phases = [...new Set(progress.map(({ phase }) => phase))];
    expect(phases).toEqual(['reading', 'splitting', 'embedding', 'writing', 'checking']);
    for (const { done, total } of progress) expect(done).toBeLessThanOrEqual(total);
    expect(progress.filter(({ phase }) => phase === 'reading').at(-1)).toMatchObject({ done: 3 });
  });

  test('names the generation after the time of the build', async () => {
    const workshop = await Workshop.with(DOCUMENTS);
    const { generation } = await workshop.update({ now: () => new Date('2025-11-23T21:24:00Z') });
    expect(generation).toMatch(/^20251123T212400-[0-9a-f]{6}$/);
    expect((await workshop.open()).manifest.builtAt).toBe('2025-11-23T21:24:00.000Z');
  });

  test('skips bad files with their names and faults, and indexes the others', async () => {
    const workshop = await Workshop.with({
      ...DOCUMENTS,
      'empty.txt': '',
      'latin.txt': Buffer.from('Café', 'latin1'),
      'large.txt': 'x'.repeat(100_001),
      'open.md': '---\ntitle: T\n',
      'nul.txt': 'a\0b',
    });
    await symlink('/etc/hostname', join(workshop.seedsDir, 'out.txt'));
    const { added, faults } = await workshop.update();
    expect(added).toEqual(Object.keys(DOCUMENTS));
    const messages = Object.fromEntries(faults.map(({ source, message }) => [source, message]));
    expect(Object.keys(messages).sort()).toEqual([
      'empty.txt',
      'large.txt',
      'latin.txt',
      'nul.txt',
      'open.md',
      'out.txt',
    ]);
    for (const message of Object.values(messages)) expect(message).toMatch(/^It is skipped: .*\.$/);
    expect(messages['large.txt']).toContain('MAX_DOCUMENT_BYTES');
  });

  test.each([
    ['is empty', {}, []],
    ['holds other files only', { 'a.pdf': 'x' }, []],
    ['holds bad files only', { 'a.txt': '', 'b.txt': 'a\0b' }, ['lock.sqlite']],
  ])('of a folder that %s is an error that says what to do', async (_, contents, left) => {
    const workshop = await Workshop.with(contents);
    const error = await workshop.update().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(VerbatimError);
    expect(error).toMatchObject({
      code: 'corpus',
      exitCode: EXIT.noInput,
      remedy: expect.stringMatching(/\.txt or \.md.*SEEDS_DIR/),
    });
    for (const name of Object.keys(contents).filter((name) => name.endsWith('.txt'))) {
      expect((error as VerbatimError).message).toContain(name);
    }
    expect(await workshop.entries()).toEqual(left);
  });
});

describe('a later build', () => {
  test('changes nothing when nothing changed, and embeds nothing', async () => {
    const workshop = await Workshop.with(DOCUMENTS);
    const first = await workshop.update();
    const entries = await workshop.entries();
    workshop.embedder.embedded.length = 0;
    expect(await workshop.update()).toMatchObject({
      ...NOTHING,
      changed: false,
      generation: first.generation,
      unchanged: Object.keys(DOCUMENTS),
      passages: { total: 6, embedded: 0, reused: 6 },
    });
    expect(workshop.embedder.embedded).toEqual([]);
    expect(await workshop.entries()).toEqual(entries);
  });

  test('takes no notice of a file that was only touched', async () => {
    const workshop = await Workshop.with(DOCUMENTS);
    await workshop.update();
    await utimes(join(workshop.seedsDir, 'a.txt'), 1, 1);
    expect(await workshop.update()).toMatchObject({ changed: false });
  });

  test.each([
    [
      'added',
      (seeds: string) => putFiles(seeds, { 'new.txt': page('river') }),
      { ...NOTHING, added: ['new.txt'], unchanged: Object.keys(DOCUMENTS) },
      { total: 7, embedded: 1, reused: 6 },
    ],
    [
      'edited in one paragraph',
      (seeds: string) => putFiles(seeds, { 'deep/c.txt': page('harbour', 'river', 'airport') }),
      { ...NOTHING, updated: ['deep/c.txt'], unchanged: ['a.txt', 'b.md'] },
      { total: 6, embedded: 1, reused: 5 },
    ],
    [
      'deleted',
      (seeds: string) => rm(join(seeds, 'a.txt')),
      { ...NOTHING, removed: ['a.txt'], unchanged: ['b.md', 'deep/c.txt'] },
      { total: 4, embedded: 0, reused: 4 },
    ],
    [
      'renamed',
      (seeds: string) => rename(join(seeds, 'a.txt'), join(seeds, 'z.txt')),
      { ...NOTHING, added: ['z.txt'], removed: ['a.txt'], unchanged: ['b.md', 'deep/c.txt'] },
      { total: 6, embedded: 0, reused: 6 },
    ],
    [
      'described anew',
      (seeds: string) => putFiles(seeds, { 'sources.yaml': 'a.txt:\n  publisher: The Post\n' }),
      { ...NOTHING, updated: ['a.txt'], unchanged: ['b.md', 'deep/c.txt'] },
      { total: 6, embedded: 0, reused: 6 },
    ],
  ])(
    'reports a document that was %s, embeds what is new, and equals a fresh build',
    async (_, change, lists, passages) => {
      const workshop = await Workshop.with(DOCUMENTS);
      await workshop.update();
      await change(workshop.seedsDir);
      const report = await workshop.update();
      expect(report).toMatchObject({ ...lists, changed: true, passages });
      const updated = contentsOf(await workshop.open());

      await rm(workshop.indexDir, { recursive: true });
      await workshop.update();
      expect(updated).toEqual(contentsOf(await workshop.open()));
    },
  );

  test('takes nothing over when everything is asked for anew, and is the same then', async () => {
    const workshop = await Workshop.with(DOCUMENTS);
    const first = await workshop.update();
    const before = contentsOf(await workshop.open());
    const fresh = workshop.embedder.embedded.length;
    workshop.embedder = new HashingEmbedder();
    const report = await workshop.update({ full: true });
    expect(report).toMatchObject({
      ...NOTHING,
      changed: true,
      unchanged: ['a.txt', 'b.md', 'deep/c.txt'],
      passages: { total: 6, embedded: 6, reused: 0 },
      rebuilt: 'it was asked for',
    });
    expect(report.generation).not.toBe(first.generation);
    expect(workshop.embedder.embedded).toHaveLength(fresh);
    expect(contentsOf(await workshop.open())).toEqual(before);
  });

  test('keeps in a full run what cannot be read any more', async () => {
    const workshop = await Workshop.with(DOCUMENTS);
    await workshop.update();
    const before = contentsOf(await workshop.open());
    await writeFile(join(workshop.seedsDir, 'a.txt'), Buffer.from([0x41, 0xff]));
    const report = await workshop.update({ full: true });
    expect(report).toMatchObject({ kept: ['a.txt'], passages: { embedded: 6, reused: 0 } });
    expect(contentsOf(await workshop.open()).documents[0]?.text).toBe(before.documents[0]?.text);
  });

  test('answers a search as a fresh build does', async () => {
    const workshop = await Workshop.with(DOCUMENTS);
    await workshop.update();
    await putFiles(workshop.seedsDir, { '0.txt': page('river', 'border'), 'b.md': page('gold') });
    await rm(join(workshop.seedsDir, 'a.txt'));
    await workshop.update();
    const question = workshop.embedder.vectorOf('What was said of the river and the railway?');
    const ask = async () => {
      const generation = await workshop.open();
      const named = (id: number) => {
        const { document, start } = generation.passage(id);
        return `${generation.document(document).info.source} ${start}`;
      };
      return [
        generation.nearest(question, 6).map(({ id, similarity }) => [named(id), similarity]),
        generation.matchWords(['river', 'railway'], 6).map((m) => [named(m.passage), m.score]),
      ];
    };
    const updated = await ask();
    await rm(workshop.indexDir, { recursive: true });
    await workshop.update();
    expect(updated).toEqual(await ask());
  });

  test('rebuilds everything when the model changed', async () => {
    const workshop = await Workshop.with(DOCUMENTS);
    const first = await workshop.update();
    workshop.embedder = new HashingEmbedder('hashing-2', 32);
    const report = await workshop.update();
    expect(report).toMatchObject({
      changed: true,
      rebuilt: 'the embedding model changed',
      unchanged: Object.keys(DOCUMENTS),
      passages: { total: 6, embedded: 6, reused: 0 },
    });
    expect(report.generation).not.toBe(first.generation);
    expect((await workshop.open()).manifest).toMatchObject({ dimension: 32 });
    expect(await workshop.update()).toMatchObject({ changed: false });
  });

  test('rebuilds everything when documents are cut otherwise, and reuses vectors', async () => {
    const workshop = await Workshop.with(DOCUMENTS);
    await workshop.update();
    const generation = await workshop.open();
    const { chunkingVersion } = generation.manifest;
    // A reader keeps its lock on the file.
    generation.close();
    await alterManifest(workshop.indexDir, { chunkingVersion: chunkingVersion - 1 });
    expect(await workshop.update()).toMatchObject({
      changed: true,
      rebuilt: 'documents are cut otherwise now',
      passages: { total: 6, embedded: 0, reused: 6 },
    });
  });

  test('removes the generations before the last, and nothing that is not its own', async () => {
    const workshop = await Workshop.with(DOCUMENTS);
    const first = await workshop.update();
    await mkdir(join(workshop.indexDir, 'photographs'));
    await mkdir(join(workshop.indexDir, 'building-20200101T000000-abcdef'));
    await putFiles(workshop.seedsDir, { 'a.txt': page('river') });
    const second = await workshop.update();
    await putFiles(workshop.seedsDir, { 'a.txt': page('forest') });
    const third = await workshop.update();
    expect(await workshop.entries()).toEqual(
      ['CURRENT', 'lock.sqlite', 'photographs', second.generation, third.generation].sort(),
    );
    expect(await workshop.entries()).not.toContain(first.generation);
  });
});

describe('a file that was indexed and has become bad', () => {
  const SPOILT: [string, (seeds: string) => Promise<unknown>][] = [
    ['empty', (seeds) => writeFile(join(seeds, 'b.md'), '')],
    ['no UTF-8', (seeds) => writeFile(join(seeds, 'b.md'), Buffer.from([0xff]))],
    ['too large', (seeds) => writeFile(join(seeds, 'b.md'), 'x'.repeat(100_001))],
    ['broken in its front matter', (seeds) => writeFile(join(seeds, 'b.md'), '---\na: [\n---\n')],
    [
      'a link to nowhere',
      async (seeds) => {
        await rm(join(seeds, 'b.md'));
        await symlink('nowhere.txt', join(seeds, 'b.md'));
      },
    ],
    [
      'a link out of the folder',
      async (seeds) => {
        await rm(join(seeds, 'b.md'));
        await symlink('/etc/hostname', join(seeds, 'b.md'));
      },
    ],
    [
      'a pipe',
      async (seeds) => {
        await rm(join(seeds, 'b.md'));
        execFileSync('mkfifo', [join(seeds, 'b.md')]);
      },
    ],
  ];

  test.each(SPOILT)('(%s) stays in the index as it was', async (_, spoil) => {
    const workshop = await Workshop.with(DOCUMENTS);
    await workshop.update();
    const before = contentsOf(await workshop.open());
    await spoil(workshop.seedsDir);
    const alone = await workshop.update();
    expect(alone).toMatchObject({ changed: false, kept: ['b.md'], removed: [] });
    expect(alone.faults).toMatchObject([
      { source: 'b.md', message: expect.stringMatching(/^It stays as last indexed: .*\.$/) },
    ]);

    await putFiles(workshop.seedsDir, { 'new.txt': page('river') });
    const report = await workshop.update();
    expect(report).toMatchObject({ added: ['new.txt'], kept: ['b.md'], removed: [] });
    expect(report.passages).toMatchObject({ embedded: 1 });
    const after = contentsOf(await workshop.open());
    expect(after.documents.slice(0, 3)).toEqual(before.documents);
  });

  test('is indexed again as soon as it is good', async () => {
    const workshop = await Workshop.with(DOCUMENTS);
    await workshop.update();
    await putFiles(workshop.seedsDir, { 'a.txt': '' });
    await workshop.update();
    await putFiles(workshop.seedsDir, { 'a.txt': DOCUMENTS['a.txt'] });
    expect(await workshop.update()).toMatchObject({ changed: false, kept: [] });
    await putFiles(workshop.seedsDir, { 'a.txt': page('river') });
    expect(await workshop.update()).toMatchObject({ updated: ['a.txt'], kept: [] });
  });

  test('is kept through a change of the model', async () => {
    const workshop = await Workshop.with(DOCUMENTS);
    await workshop.update();
    await putFiles(workshop.seedsDir, { 'a.txt': '' });
    workshop.embedder = new HashingEmbedder('hashing-2');
    const report = await workshop.update();
    expect(report).toMatchObject({ kept: ['a.txt'], passages: { total: 6, embedded: 6 } });
    expect((await workshop.open()).verifiedText('a.txt')).toBe(DOCUMENTS['a.txt']);
  });

  // Root reads folders of any mode, so there the test would show nothing.
  test.skipIf(IS_ROOT)('stays when its whole folder cannot be read', async () => {
    const workshop = await Workshop.with(DOCUMENTS);
    await workshop.update();
    await chmod(join(workshop.seedsDir, 'deep'), 0o000);
    const report = await workshop.update();
    await chmod(join(workshop.seedsDir, 'deep'), 0o700);
    expect(report).toMatchObject({ changed: false, kept: ['deep/c.txt'], removed: [] });
  });

  test('stays when its whole folder became a link', async () => {
    const workshop = await Workshop.with(DOCUMENTS);
    await workshop.update();
    const deep = join(workshop.seedsDir, 'deep');
    await rename(deep, `${workshop.seedsDir}-deep`);
    await symlink(`${workshop.seedsDir}-deep`, deep);
    expect(await workshop.update()).toMatchObject({
      changed: false,
      kept: ['deep/c.txt'],
      faults: [{ source: 'deep' }],
    });
  });
});

describe('what sources.yaml said of a document', () => {
  const ENTRIES = 'a.txt:\n  publisher: The Post\nb.md:\n  publisher: The Gazette\n';
  const publisherOf = async (workshop: Workshop, source: string) =>
    (await workshop.open()).find(source)?.info.publisher;

  test.each([
    ['it is no YAML any more', `${ENTRIES}c: [\n`, 'sources.yaml'],
    ['it is another thing', '- a.txt\n', 'sources.yaml'],
    ['the entry is broken', 'a.txt: {title: [T]}\nb.md: {publisher: The Gazette}\n', 'a.txt'],
  ])('stays known when %s', async (_, broken, named) => {
    const workshop = await Workshop.with({ ...DOCUMENTS, 'sources.yaml': ENTRIES });
    await workshop.update();
    const before = contentsOf(await workshop.open());
    await putFiles(workshop.seedsDir, { 'sources.yaml': broken });
    const alone = await workshop.update();
    expect(alone).toMatchObject({ changed: false, unchanged: Object.keys(DOCUMENTS) });
    expect(alone.faults).toHaveLength(1);
    expect(JSON.stringify(alone.faults)).toContain(named);

    await putFiles(workshop.seedsDir, { 'new.txt': page('river') });
    expect(await workshop.update()).toMatchObject({ added: ['new.txt'], updated: [] });
    expect(contentsOf(await workshop.open()).documents.slice(0, 3)).toEqual(before.documents);

    workshop.embedder = new HashingEmbedder('hashing-2');
    expect(await workshop.update()).toMatchObject({ rebuilt: expect.any(String), updated: [] });
    expect(await publisherOf(workshop, 'a.txt')).toBe('The Post');

    await putFiles(workshop.seedsDir, { 'sources.yaml': ENTRIES });
    expect(await workshop.update()).toMatchObject({ changed: false, faults: [] });
  });

  test('goes with the file, with the entry, and with the text it was said of', async () => {
    const workshop = await Workshop.with({ ...DOCUMENTS, 'sources.yaml': ENTRIES });
    await workshop.update();
    await putFiles(workshop.seedsDir, { 'sources.yaml': '[', 'a.txt': page('river') });
    expect(await workshop.update()).toMatchObject({ updated: ['a.txt'] });
    expect(await publisherOf(workshop, 'a.txt')).toBeUndefined();
    expect(await publisherOf(workshop, 'b.md')).toBe('The Gazette');

    await putFiles(workshop.seedsDir, { 'sources.yaml': ENTRIES });
    expect(await workshop.update()).toMatchObject({ updated: ['a.txt'], faults: [] });
    expect(await publisherOf(workshop, 'a.txt')).toBe('The Post');

    await rm(join(workshop.seedsDir, 'sources.yaml'));
    expect(await workshop.update()).toMatchObject({ updated: ['a.txt', 'b.md'], faults: [] });
    expect(await publisherOf(workshop, 'b.md')).toBeUndefined();
  });
});

describe('a build that fails', () => {
  test.each([
    [
      'because the model throws',
      (embedder: HashingEmbedder) => Promise.reject(new Error(`${embedder.name} is out of order`)),
      'out of order',
    ],
    [
      'because the model gives no numbers',
      (embedder: HashingEmbedder, texts: readonly string[]) =>
        Promise.resolve(texts.map(() => new Float32Array(embedder.dimension).fill(Number.NaN))),
      'not finite',
    ],
    [
      'because the model gives vectors of another dimension',
      (_: HashingEmbedder, texts: readonly string[]) =>
        Promise.resolve(texts.map(() => new Float32Array(3))),
      'instead of 64',
    ],
    [
      'because the model gives vectors that are no unit vectors',
      (embedder: HashingEmbedder, texts: readonly string[]) =>
        Promise.resolve(texts.map(() => new Float32Array(embedder.dimension).fill(0.01))),
      'instead of 1',
    ],
    [
      'because the model gives too few vectors',
      () => Promise.resolve([] as Float32Array[]),
      /undefined/,
    ],
  ])('%s leaves the current index and no rest behind', async (_, embed, message) => {
    const workshop = await Workshop.with(DOCUMENTS);
    await workshop.update();
    const entries = await workshop.entries();
    const before = contentsOf(await workshop.open());
    await putFiles(workshop.seedsDir, { 'new.txt': page('river') });

    const { embedder } = workshop;
    vi.spyOn(embedder, 'embed').mockImplementation((texts) =>
      texts.length === 0 ? Promise.resolve([]) : embed(embedder, texts),
    );
    await expect(workshop.update()).rejects.toThrow(message);
    expect(await workshop.entries()).toEqual(entries);
    expect(contentsOf(await workshop.open())).toEqual(before);

    vi.restoreAllMocks();
    expect(await workshop.update()).toMatchObject({ added: ['new.txt'] });
  });

  test('for want of a folder to write to is told as such', async () => {
    const workshop = await Workshop.with(DOCUMENTS);
    await writeFile(workshop.indexDir, 'a file in the way');
    const error = await workshop.update().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(VerbatimError);
    expect(error).toMatchObject({
      code: 'index',
      message: expect.stringContaining(workshop.indexDir),
      remedy: expect.stringContaining('EMBEDDINGS_DIR'),
    });
    expect((await stat(workshop.indexDir)).isFile()).toBe(true);
  });

  // Root writes to folders of any mode, so there the test would show nothing.
  test.skipIf(IS_ROOT)('in a read-only folder leaves the current index as it was', async () => {
    const workshop = await Workshop.with(DOCUMENTS);
    await workshop.update();
    const entries = await workshop.entries();
    await putFiles(workshop.seedsDir, { 'new.txt': page('river') });
    await chmod(workshop.indexDir, 0o500);
    await expect(workshop.update()).rejects.toThrow('cannot be written');
    await chmod(workshop.indexDir, 0o700);
    expect(await workshop.entries()).toEqual(entries);
    await workshop.open();
  });

  test('when the documents are gone leaves the current index as it was', async () => {
    const workshop = await Workshop.with(DOCUMENTS);
    await workshop.update();
    const before = contentsOf(await workshop.open());
    for (const name of ['a.txt', 'b.md', 'deep']) {
      await rm(join(workshop.seedsDir, name), { recursive: true });
    }
    await expect(workshop.update()).rejects.toThrow('holds no document');
    expect(contentsOf(await workshop.open())).toEqual(before);
  });
});
